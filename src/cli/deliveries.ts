import { z } from 'zod';
import type { DeliveriesReply } from '../core/digest-reply.js';
import { BotError } from '../core/errors.js';
import { toDeliveryFacts } from '../digests.js';
import type { Session } from './session.js';
import { withStateToRead } from './with-state.js';

/** What the log of deliveries is asked for. */
export interface DeliveriesOptions {
  /** Only of this space. */
  readonly space?: string;
  /** As it was typed. */
  readonly limit?: string;
}

const MOST = 1_000;
const limitSchema = z.coerce.number().int().min(1).max(MOST).default(50);

/**
 * The log of what was sent to channels and what was not, newest first; beside a running bot too.
 *
 * @throws {BotError} `bad-request` for a limit that is none; `store-unavailable`
 */
export async function runDeliveries({ space, limit }: DeliveriesOptions, session: Session): Promise<DeliveriesReply> {
  const parsed = limitSchema.safeParse(limit);
  if (!parsed.success) throw new BotError('bad-request', `--limit must be a whole number from 1 to ${MOST}.`);
  const query = { limit: parsed.data, ...(space !== undefined && { space }) };
  const deliveries = (await withStateToRead(session, async (store) => store?.deliveries.list(query))) ?? [];
  return { kind: 'deliveries', deliveries: deliveries.map(toDeliveryFacts) };
}
