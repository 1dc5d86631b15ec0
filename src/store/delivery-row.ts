import type { Schema } from './schema.js';

/** One message that is due for a subscription. Instants are milliseconds since 1970 in UTC. */
export interface Delivery {
  readonly id: string;
  readonly subscription: string;
  /** The local day of a digest, or the story of an alert: what it is sent once for. */
  readonly occasion: string;
  /** When it is to be sent, or tried again. */
  readonly dueAt: number;
  /** When it was due in the first place. */
  readonly occasionAt: number;
  readonly state: 'planned' | 'sending' | 'sent' | 'failed' | 'skipped';
  /** How often somebody has taken it on. It counts up with each, and so is the proof of who has it now. */
  readonly attempts: number;
  /** Until when its sender has it to itself; there while it is being sent. */
  readonly leaseUntil?: number;
  /** Why it failed, was skipped or is tried again, in words. */
  readonly reason?: string;
  /** The platform's id of the posted message. */
  readonly message?: string;
  readonly settledAt?: number;
  /** The kept reply that is sent, also at the next try after one of unknown outcome; absent before it is composed. */
  readonly reply?: string;
  /** Since when it may be in the channel although nobody noted it; absent when it surely is not. */
  readonly postingAt?: number;
  /** How often the platform refused it. */
  readonly refusals: number;
}

/** A delivery for the log, with where it goes. */
export interface LoggedDelivery extends Delivery {
  readonly space: string;
  readonly platform: string;
  readonly channel: string;
}

/** A row of the table as a delivery. */
export function toDelivery(row: Schema['delivery']): Delivery {
  const { id, subscription, occasion, state, attempts, reason, message } = row;
  return {
    id,
    subscription,
    occasion,
    dueAt: row.due_at,
    occasionAt: row.occasion_at,
    state,
    attempts,
    ...(row.lease_until !== null && { leaseUntil: row.lease_until }),
    ...(reason !== null && { reason }),
    ...(message !== null && { message }),
    ...(row.settled_at !== null && { settledAt: row.settled_at }),
    ...(row.reply !== null && { reply: row.reply }),
    ...(row.posting_at !== null && { postingAt: row.posting_at }),
    refusals: row.refusals,
  };
}

/** The same with where it goes. */
export function toLogged(
  row: Schema['delivery'] & Pick<Schema['subscription'], 'space' | 'platform' | 'channel'>,
): LoggedDelivery {
  const { space, platform, channel } = row;
  return { ...toDelivery(row), space, platform, channel };
}
