import { BotError } from '../errors.js';
import type { DigestKeeper, SubscriptionFacts } from '../ports.js';
import type { Request } from './request.js';

/** @throws {BotError} `not-allowed` */
export function checkMayManage({ asker }: Request): void {
  if (asker.mayManage) return;
  throw new BotError(
    'not-allowed',
    'Digests are changed by those who may manage the channel. Ask somebody who may manage it.',
  );
}

/**
 * Whether somebody may know of a subscription: it is one of the channel in which they ask, they made it, or they may manage
 * every channel. Others would learn from it of channels that they cannot see.
 */
export function mayReach(
  { channel, createdBy }: Pick<SubscriptionFacts, 'channel' | 'createdBy'>,
  request: Request,
): boolean {
  if (createdBy === request.asker.id || request.asker.mayManageAll === true) return true;
  return channel === request.channel?.id || channel === request.channel?.parent;
}

/** The subscriptions of a space that the asker may know of, the oldest first. */
export async function reachableSubscriptions({
  digests,
  request,
}: {
  readonly digests?: DigestKeeper | undefined;
  readonly request: Request;
}): Promise<readonly SubscriptionFacts[]> {
  return ((await digests?.list(request.space)) ?? []).filter((subscription) => mayReach(subscription, request));
}

/** @throws {BotError} `bad-request` where no digests are made */
export function keptDigests(digests: DigestKeeper | undefined): DigestKeeper {
  if (digests !== undefined) return digests;
  throw new BotError('bad-request', 'No digests are made here: ask in a channel of Discord or Slack.');
}
