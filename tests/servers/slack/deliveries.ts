import type { Act } from './act.js';
import { type SignatureKind, sendSigned } from './http-delivery.js';
import type { Json, Platform } from './platform.js';

/** How Slack calls what it sends. */
type EnvelopeType = 'events_api' | 'slash_commands' | 'interactive';

/** Something that was sent to the bot, and what the bot said to it. */
export interface Delivery {
  readonly via: 'socket' | 'http';
  readonly type: EnvelopeType;
  readonly payload: Json;
  readonly act: Act | undefined;
  /** How often it had been sent before. */
  readonly attempt: number;
  /** Why it is sent again. */
  readonly reason: string | undefined;
  sentAtMs: number;
  /** Undefined until it was acknowledged. */
  acknowledgedAfterMs: number | undefined;
  /** What came with the acknowledgement. */
  answer: unknown;
  /** Of the answer over HTTP. */
  status: number | undefined;
}

/** What is to be sent. */
export type Sending = Pick<Delivery, 'type' | 'payload' | 'act'> & {
  readonly attempt?: number;
  readonly reason?: string;
};

/** Carries what happens to the bot: over its socket, or to an address on this machine. */
export class Deliveries {
  /** Everything ever sent, oldest first. */
  readonly list: Delivery[] = [];
  readonly #platform: Platform;
  readonly #signatures: SignatureKind[] = [];
  #url: string | undefined;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Where everything goes from now on. Nothing leaves the machine. */
  deliverBy(way: 'socket' | string): void {
    if (way !== 'socket' && !['127.0.0.1', 'localhost', '[::1]'].includes(new URL(way).hostname)) {
      throw new Error(`${way} is not on this machine.`);
    }
    this.#url = way === 'socket' ? undefined : way;
  }

  /** The address that requests go to. */
  get url(): string {
    if (this.#url === undefined) throw new Error('The bot is reached by its socket.');
    return this.#url;
  }

  /** The next requests are signed in this way. */
  signWrongly(kind: SignatureKind, times: number): void {
    this.#signatures.push(...Array.from({ length: times }, () => kind));
  }

  nextSignature(): SignatureKind {
    return this.#signatures.shift() ?? 'right';
  }

  send({ type, payload, act, attempt = 0, reason }: Sending): void {
    const via = this.#url === undefined ? 'socket' : 'http';
    const delivery: Delivery = {
      via,
      type,
      payload,
      act,
      attempt,
      reason,
      sentAtMs: this.#platform.now(),
      acknowledgedAfterMs: undefined,
      answer: undefined,
      status: undefined,
    };
    this.list.push(delivery);
    act?.deliveries.push(delivery);
    if (via === 'socket') this.#platform.socket.deliver(delivery);
    else void this.#sendByHttp(delivery);
    this.#platform.changes.notify();
  }

  /** Sends the events of an act once more, each as a further attempt. */
  repeat(act: Act, { reason, type }: { readonly reason?: string; readonly type?: string }): void {
    const latest = new Map(act.deliveries.map((delivery) => [delivery.payload, delivery]));
    const chosen = [...latest.values()].filter(({ payload }) => type === undefined || eventType(payload) === type);
    if (chosen.length === 0) throw new Error('There is nothing to send again.');
    for (const { payload, attempt, ...rest } of chosen) {
      const again = { type: rest.type, payload, act, attempt: attempt + 1 };
      this.send(reason === undefined ? again : { ...again, reason });
    }
  }

  /** The bot has taken something on. */
  acknowledge(delivery: Delivery, answer: unknown): void {
    if (delivery.acknowledgedAfterMs !== undefined) return;
    delivery.acknowledgedAfterMs = this.#platform.now() - delivery.sentAtMs;
    delivery.answer = answer;
    delivery.act?.onAnswer(answer);
    this.#platform.changes.notify();
  }

  /** Nobody took it: events come again later, all else is lost. */
  fail(delivery: Delivery): void {
    delivery.act?.fail(delivery);
    this.#platform.changes.notify();
  }

  async #sendByHttp(delivery: Delivery): Promise<void> {
    const { signingSecret } = this.#platform;
    const answer = await sendSigned(this.url, delivery, signingSecret, this.nextSignature()).catch(() => undefined);
    delivery.status = answer?.status;
    if (answer?.status === 200) this.acknowledge(delivery, answer.body);
    else this.fail(delivery);
  }
}

function eventType(payload: Json): unknown {
  const { event } = payload;
  return typeof event === 'object' && event !== null && 'type' in event ? event.type : undefined;
}
