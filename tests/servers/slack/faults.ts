import type { Changes } from '../discord/changes.js';
import type { Fault, Hold } from '../discord/rest-faults.js';
import type { Answer } from './http.js';
import type { CallName } from './methods.js';

/** What is to happen to a call in place of, before or after what it asks for. */
export type Disturbance =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'wait'; readonly until: Promise<unknown> }
  | { readonly kind: 'lose-request' | 'lose-response' }
  | Surrounding;

/** Something before a call is done, and between that and its answer; `answer` is sent in place of its own. */
interface Surrounding {
  readonly kind: 'surround';
  readonly before?: () => Promise<unknown>;
  readonly after?: () => Promise<unknown>;
  readonly answer?: Answer;
}

interface Planned {
  readonly name: CallName | '*';
  left: number;
  hits: number;
  tooEarly: number;
  /** Until when calls come too early, by the machine's clock. */
  waitUntilMs: number;
  begin(planned: Planned): Disturbance;
}

/** A page that a proxy may send in place of Slack's answer. */
const PAGE = '<!doctype html><title>Maintenance</title>';

/** Faults of calls: each meets the next calls of one method, or of any. */
export class CallFaults {
  readonly #changes: Changes;
  readonly #planned: Planned[] = [];
  #choose: (name: CallName) => Disturbance | undefined = () => undefined;

  constructor(changes: Changes) {
    this.#changes = changes;
  }

  /**
   * Answers 429.
   *
   * @param retryAfterSeconds  whole seconds, as Slack sends them; null leaves the header out
   */
  rateLimit(
    name: CallName | '*',
    { times = 1, retryAfterSeconds = 1 }: { readonly times?: number; readonly retryAfterSeconds?: number | null } = {},
  ): Fault {
    const body = { ok: false, error: 'ratelimited' };
    return this.#plan(name, times, (planned) => {
      if (retryAfterSeconds === null) return { kind: 'answer', answer: { status: 429, body } };
      planned.waitUntilMs = Date.now() + retryAfterSeconds * 1000;
      const headers = { 'retry-after': String(retryAfterSeconds) };
      return { kind: 'answer', answer: { status: 429, body, headers } };
    });
  }

  /** Answers a status and does nothing of what was asked. */
  status(name: CallName | '*', status: number, times = 1): Fault {
    return this.#answer(name, { status, body: PAGE }, times);
  }

  /** Refuses calls with a word of Slack's. */
  error(name: CallName | '*', error: string, times = 1): Fault {
    return this.#answer(name, { status: 200, body: { ok: false, error } }, times);
  }

  /** Answers with a page where JSON should be. */
  garble(name: CallName | '*', times = 1): Fault {
    return this.#answer(name, { status: 200, body: PAGE }, times);
  }

  /** Does what was asked, then ends the connection in place of an answer. */
  loseResponse(name: CallName | '*', times = 1): Fault {
    return this.#plan(name, times, () => ({ kind: 'lose-response' }));
  }

  /** Ends the connection and does nothing of what was asked. */
  loseRequest(name: CallName | '*', times = 1): Fault {
    return this.#plan(name, times, () => ({ kind: 'lose-request' }));
  }

  /** Lets calls wait before they are looked at. */
  delay(name: CallName | '*', delayMs: number, times = 1): Fault {
    return this.#plan(name, times, () => ({
      kind: 'wait',
      until: new Promise((resolve) => setTimeout(resolve, delayMs)),
    }));
  }

  /** Holds the next call back until the test lets it go. */
  hold(name: CallName | '*'): Hold {
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    const fault = this.#plan(name, 1, () => ({ kind: 'wait', until }));
    return {
      reached: async () => {
        await this.#changes.until(() => fault.hits > 0, `a call of ${name}`);
      },
      release: () => release(),
    };
  }

  /** Asks at each call that meets no planned fault what is to happen to it. */
  chooseBy(choose: (name: CallName) => Disturbance | undefined): void {
    this.#choose = choose;
  }

  /** What is to happen to a call that has arrived now. */
  take(name: CallName): Disturbance | undefined {
    const met = this.#planned.filter((planned) => planned.name === '*' || planned.name === name);
    for (const planned of met) if (Date.now() < planned.waitUntilMs) planned.tooEarly += 1;
    const planned = met.find(({ left }) => left > 0);
    if (planned === undefined) return this.#choose(name);
    planned.left -= 1;
    planned.hits += 1;
    this.#changes.notify();
    return planned.begin(planned);
  }

  #answer(name: CallName | '*', answer: Answer, times: number): Fault {
    return this.#plan(name, times, () => ({ kind: 'answer', answer }));
  }

  #plan(name: CallName | '*', times: number, begin: Planned['begin']): Planned {
    const planned: Planned = { name, left: times, hits: 0, tooEarly: 0, waitUntilMs: 0, begin };
    this.#planned.push(planned);
    return planned;
  }
}
