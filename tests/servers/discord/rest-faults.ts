import type { Changes } from './changes.js';
import type { Answer, LossKind } from './http.js';
import type { RouteName } from './routes.js';

/** A fault that was switched on. */
export interface Fault {
  /** How many calls it has met. */
  readonly hits: number;
  /** For a rate limit: calls that came although the bot had been told to wait. */
  readonly tooEarly: number;
}

/** A call that is held back. */
export interface Hold {
  /** Waits until a call has arrived. */
  reached(): Promise<void>;
  /** Lets it go on. */
  release(): void;
}

/** What is to happen to a call in place of, before or after what it asks for. */
export type Disturbance =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'wait'; readonly until: Promise<unknown> }
  | { readonly kind: 'lose-request' | 'lose-response'; readonly how: LossKind }
  | Surrounding;

/** Something before a call is done, and between that and its answer; `answer` is sent in place of its own. */
interface Surrounding {
  readonly kind: 'surround';
  readonly before?: () => Promise<unknown>;
  readonly after?: () => Promise<unknown>;
  readonly answer?: Answer;
}

interface Planned {
  readonly route: RouteName | '*';
  left: number;
  hits: number;
  tooEarly: number;
  /** Until when calls come too early. */
  waitUntilMs: number;
  readonly isGlobal: boolean;
  begin(): Disturbance;
}

/** Faults of REST calls: each meets the next calls of one route, or of any. */
export class RestFaults {
  readonly #now: () => number;
  readonly #changes: Changes;
  readonly #planned: Planned[] = [];
  #choose: (route: RouteName) => Disturbance | undefined = () => undefined;

  constructor(now: () => number, changes: Changes) {
    this.#now = now;
    this.#changes = changes;
  }

  /** Answers 429; `hits` counts the refused calls, `tooEarly` those that did not wait. */
  rateLimit(
    route: RouteName | '*',
    options: { readonly times?: number; readonly retryAfterSeconds?: number; readonly global?: boolean } = {},
  ): Fault {
    const { times = 1, retryAfterSeconds = 0.2, global = false } = options;
    const body = { message: 'You are being rate limited.', retry_after: retryAfterSeconds, global };
    const headers = {
      'Retry-After': String(retryAfterSeconds),
      'X-RateLimit-Scope': global ? 'global' : 'user',
      ...(global ? { 'X-RateLimit-Global': 'true' } : {}),
    };
    const planned = this.#plan(route, times, global, () => {
      planned.waitUntilMs = this.#now() + retryAfterSeconds * 1000;
      return { kind: 'answer', answer: { status: 429, body, headers } };
    });
    return planned;
  }

  /** Answers a status and does nothing of what was asked. */
  status(route: RouteName | '*', status: number, times = 1): Fault {
    const body = { message: `${status}: Fault`, code: 0 };
    return this.#plan(route, times, false, () => ({ kind: 'answer', answer: { status, body } }));
  }

  /** Does what was asked, then ends the connection in place of an answer. */
  loseResponse(route: RouteName | '*', times = 1, how: LossKind = 'closed'): Fault {
    return this.#plan(route, times, false, () => ({ kind: 'lose-response', how }));
  }

  /** Ends the connection and does nothing of what was asked. */
  loseRequest(route: RouteName | '*', times = 1, how: LossKind = 'closed'): Fault {
    return this.#plan(route, times, false, () => ({ kind: 'lose-request', how }));
  }

  /** Lets calls wait before they are looked at. */
  delay(route: RouteName | '*', delayMs: number, times = 1): Fault {
    return this.#plan(route, times, false, () => ({
      kind: 'wait',
      until: new Promise((resolve) => setTimeout(resolve, delayMs)),
    }));
  }

  /** Holds the next call back until the test lets it go. */
  hold(route: RouteName | '*'): Hold {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const fault = this.#plan(route, 1, false, () => ({ kind: 'wait', until: released }));
    return {
      reached: async () => {
        await this.#changes.until(() => fault.hits > 0, `a call of ${route}`);
      },
      release: () => release(),
    };
  }

  /** Asks at each call that meets no planned fault what is to happen to it. */
  chooseBy(choose: (route: RouteName) => Disturbance | undefined): void {
    this.#choose = choose;
  }

  /** What is to happen to a call that has arrived now. */
  take(route: RouteName): Disturbance | undefined {
    const now = this.#now();
    for (const planned of this.#planned) {
      const isMet = matches(planned, route) || planned.isGlobal;
      if (isMet && now < planned.waitUntilMs) planned.tooEarly += 1;
    }
    const planned = this.#planned.find((one) => one.left > 0 && matches(one, route));
    if (planned === undefined) return this.#choose(route);
    planned.left -= 1;
    planned.hits += 1;
    this.#changes.notify();
    return planned.begin();
  }

  #plan(route: RouteName | '*', times: number, isGlobal: boolean, begin: () => Disturbance): Planned {
    const planned: Planned = { route, left: times, hits: 0, tooEarly: 0, waitUntilMs: 0, isGlobal, begin };
    this.#planned.push(planned);
    return planned;
  }
}

function matches({ route }: Planned, called: RouteName): boolean {
  return route === '*' || route === called;
}
