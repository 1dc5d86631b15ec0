import { afterQuietHours, parseQuietHours } from '../core/digest/quiet-hours.js';
import { BotError } from '../core/errors.js';
import type { Log } from '../core/ports.js';
import type { Reply } from '../core/reply.js';
import { MISSED_MS } from './plan-deliveries.js';

/** A message that is due and that this bot has taken on. Instants are milliseconds since 1970 in UTC. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly subscription: string;
  readonly occasion: string;
  readonly occasionAt: number;
  readonly attempts: number;
  readonly refusals: number;
  /** The kept reply that an earlier try was to send. */
  readonly reply?: string;
  /** Since when it may be in the channel. */
  readonly postingAt?: number;
}

/** For whom it is. */
export interface Recipient {
  readonly id: string;
  readonly space: string;
  readonly platform: string;
  readonly channel: string;
  readonly schedule: string;
  readonly zone: string;
  readonly quiet?: string;
  readonly limit?: number;
}

/** What becomes of a delivery; the store's words for it. */
export type Outcome =
  | { readonly state: 'sent'; readonly message: string; readonly reply: Reply }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'skipped'; readonly reason: string; readonly isMissed?: true }
  | {
      readonly state: 'planned';
      readonly dueAt: number;
      readonly reason?: string;
      readonly isUndone?: true;
      readonly isRefused?: true;
    };

/** A chat platform, as far as posting goes. */
interface Messenger {
  ready(): boolean;
  post(channel: string, reply: Reply, key: string): Promise<string>;
  find(channel: string, key: string, since: number): Promise<string | undefined>;
}

/** What delivering needs of the store, the platforms and the composer. */
export interface DeliveryPorts<Delivery extends ClaimedDelivery, Wish extends Recipient> {
  claimDue(leaseMs: number): Promise<Delivery | undefined>;
  recipientOf(delivery: Delivery): Promise<Wish | undefined>;
  /** Notes that it may be in the channel from now on; false: somebody else has it, and it must not be posted. */
  begin(delivery: Delivery, reply: string, leaseMs: number): Promise<boolean>;
  settle(delivery: Delivery, outcome: Outcome): Promise<boolean>;
  messengerOf(platform: string): Messenger | undefined;
  /** Whether anything can be posted anywhere now. */
  isConnected(): boolean;
  /** What is to be posted; undefined when there is nothing to tell. */
  compose(delivery: Delivery, recipient: Wish): Promise<Reply | undefined>;
  /** Keeps a reply and gives it with its id. */
  keep(reply: Reply, recipient: Wish): Promise<Reply & { readonly id: string }>;
  recall(id: string, recipient: Wish): Promise<Reply | undefined>;
  /** Notes where a reply stands, so that its buttons and follow-ups work. */
  noteMessage(reply: string, recipient: Wish, message: string): Promise<void>;
  /** Stops a subscription whose channel takes no messages. */
  pause(recipient: Wish, reason: string): Promise<void>;
  countSent(subscription: string, after: number): Promise<number>;
  readonly log: Log;
  /** Milliseconds since 1970 in UTC. */
  now(): number;
  /** 0 or more, less than 1. */
  random(): number;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** Longer than any post takes: who does not come back by then is no more. */
const LEASE_MS = 5 * MINUTE_MS;
/** Between tries of a platform that does not answer: doubling, spread at random. */
const FIRST_WAIT_MS = 15 * SECOND_MS;
const LONGEST_WAIT_MS = 15 * MINUTE_MS;
/** Between tries of a channel that says no; the third no is the last. */
const REFUSED_WAITS_MS = [MINUTE_MS, 5 * MINUTE_MS];
/** A platform may still be working on what a killed process has sent it: nothing is looked up sooner. */
const IN_FLIGHT_MS = 5 * SECOND_MS;
/** Alerts in an hour, unless the subscription says otherwise. */
const DEFAULT_ALERTS = 4;

/**
 * Takes on the next message that is due and gives what delivers it; undefined when none is due.
 *
 * A message is sent once. It is kept, and noted as on its way, before it is posted; after a crash or a lost answer the
 * channel is searched for its key, and only when it surely is not there is it posted again. A channel in which that cannot
 * be looked up is not posted to a second time.
 */
export function createDeliverer<Delivery extends ClaimedDelivery, Wish extends Recipient>(
  ports: DeliveryPorts<Delivery, Wish>,
): () => Promise<(() => Promise<void>) | undefined> {
  const { now, log } = ports;

  const settle = async (delivery: Delivery, outcome: Outcome): Promise<void> => {
    const { id, subscription, occasion, attempts } = delivery;
    const isNoted = await ports.settle(delivery, outcome);
    const fields = { delivery: id, subscription, occasion, attempts, state: outcome.state, isNoted };
    const reason = 'reason' in outcome ? { reason: outcome.reason } : {};
    const level = outcome.state === 'failed' ? 'warn' : 'info';
    log[level]({ ...fields, ...reason }, 'delivery');
  };

  const tryAgain = (delivery: Delivery, reason: string, isUndone: boolean): Promise<void> => {
    const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(delivery.attempts - 1, 10));
    const dueAt = now() + Math.round(waitMs * (0.75 + ports.random() / 2));
    return settle(delivery, { state: 'planned', dueAt, reason, ...(isUndone && { isUndone }) });
  };

  const refuse = async (delivery: Delivery, recipient: Wish, reason: string): Promise<void> => {
    const waitMs = REFUSED_WAITS_MS[delivery.refusals];
    if (waitMs !== undefined) {
      await settle(delivery, { state: 'planned', dueAt: now() + waitMs, reason, isRefused: true });
      return;
    }
    // First: whoever is told that it failed is to find the subscription paused.
    await ports.pause(recipient, reason);
    await settle(delivery, { state: 'failed', reason });
  };

  const succeed = async (
    delivery: Delivery,
    recipient: Wish,
    reply: Reply & { readonly id: string },
    message: string,
  ) => {
    await settle(delivery, { state: 'sent', message, reply });
    await ports.noteMessage(reply.id, recipient, message);
  };

  /** Looks for what an earlier try may have posted. @returns whether the delivery is done with */
  const lookUp = async (delivery: Delivery, recipient: Wish, messenger: Messenger, since: number): Promise<boolean> => {
    let message: string | undefined;
    try {
      message = await messenger.find(recipient.channel, toKey(delivery), since);
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      if (error.retryable) await tryAgain(delivery, error.message, false);
      else await settle(delivery, { state: 'failed', reason: `${UNKNOWN_OUTCOME}: ${error.message}` });
      return true;
    }
    if (message === undefined) return false;
    const reply = delivery.reply === undefined ? undefined : await ports.recall(delivery.reply, recipient);
    if (reply === undefined) await settle(delivery, { state: 'sent', message, reply: GONE });
    else await succeed(delivery, recipient, { ...reply, id: delivery.reply ?? '' }, message);
    return true;
  };

  const prepare = async (
    delivery: Delivery,
    recipient: Wish,
  ): Promise<(Reply & { readonly id: string }) | undefined> => {
    // What surely is not in the channel is made anew: an article may have been corrected or told of since, and it may be late.
    const kept = delivery.postingAt === undefined ? undefined : delivery.reply;
    const earlier = kept === undefined ? undefined : await ports.recall(kept, recipient);
    if (earlier !== undefined && kept !== undefined) return { ...earlier, id: kept };
    const reply = await ports.compose(delivery, recipient);
    return reply && ports.keep(reply, recipient);
  };

  const post = async (delivery: Delivery, recipient: Wish, messenger: Messenger): Promise<void> => {
    const reply = await prepare(delivery, recipient);
    if (reply === undefined) {
      await settle(delivery, { state: 'skipped', reason: 'There was nothing to tell.' });
      return;
    }
    if (!(await ports.begin(delivery, reply.id, LEASE_MS))) return;
    let message: string;
    try {
      message = await messenger.post(recipient.channel, reply, toKey(delivery));
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      if (error.retryable) await tryAgain(delivery, error.message, error.isUndone);
      else await refuse(delivery, recipient, error.message);
      return;
    }
    await succeed(delivery, recipient, reply, message);
  };

  /** When an alert may be posted: now, or after the quiet hours, or when others have become an hour old. */
  const findAlertTime = async ({ id, schedule, zone, quiet, limit = DEFAULT_ALERTS }: Wish): Promise<number> => {
    if (schedule !== 'now') return now();
    const at = afterQuietHours(quiet === undefined ? undefined : parseQuietHours(quiet), zone, now());
    if (at > now()) return at;
    return (await ports.countSent(id, now() - HOUR_MS)) < limit ? now() : now() + 5 * MINUTE_MS;
  };

  const deliver = async (delivery: Delivery): Promise<void> => {
    const recipient = await ports.recipientOf(delivery);
    // Unsubscribed meanwhile: its deliveries went with it.
    if (recipient === undefined) return;
    const messenger = ports.messengerOf(recipient.platform);
    const mayBeThere = delivery.postingAt !== undefined;
    if (!mayBeThere && now() - delivery.occasionAt > MISSED_MS) {
      await settle(delivery, { state: 'skipped', reason: MISSED, isMissed: true });
      return;
    }
    if (messenger === undefined || !messenger.ready()) {
      await tryAgain(delivery, `The bot is not connected to ${recipient.platform}.`, false);
      return;
    }
    if (delivery.postingAt !== undefined && now() - delivery.postingAt < IN_FLIGHT_MS) {
      await settle(delivery, { state: 'planned', dueAt: delivery.postingAt + IN_FLIGHT_MS });
      return;
    }
    if (delivery.postingAt !== undefined && (await lookUp(delivery, recipient, messenger, delivery.postingAt))) return;
    if (now() - delivery.occasionAt > MISSED_MS) {
      await settle(delivery, { state: 'skipped', reason: MISSED, isMissed: true });
      return;
    }
    const at = await findAlertTime(recipient);
    if (at > now()) await settle(delivery, { state: 'planned', dueAt: at });
    else await post(delivery, recipient, messenger);
  };

  return async () => {
    if (!ports.isConnected()) return undefined;
    const delivery = await ports.claimDue(LEASE_MS);
    return delivery && (() => deliver(delivery));
  };
}

/** What is said of a delivery whose time was over before it could be sent. */
export const MISSED = 'It could not be sent within 12 hours.';

/** How the log begins of a message that may be in a channel that cannot be read. */
const UNKNOWN_OUTCOME = 'unknown-outcome';

/** Stands for a reply that is no longer kept: it told of nothing that could be noted. */
const GONE: Reply = { kind: 'done', message: '' };

function toKey({ id }: ClaimedDelivery): string {
  return `delivery:${id}`;
}
