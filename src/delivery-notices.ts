import type { ChatAdapter } from './core/chat.js';
import type { Log } from './core/ports.js';
import { toDayText } from './core/wording.js';
import type { DeliveryQueries } from './store/deliveries.js';
import type { FailedDelivery } from './store/delivery-log.js';
import { tellPeople } from './tell-person.js';

/**
 * Tells those who made a subscription that its channel could not be posted to, each time once. Who cannot be reached now is
 * told at the next call.
 *
 * @param adapters  of the platforms on which people are
 */
export async function tellOfFailedDeliveries(
  deliveries: DeliveryQueries,
  adapters: readonly ChatAdapter[],
  log: Log,
): Promise<void> {
  const tidings = (await deliveries.untold()).map((failed) => ({
    person: failed.creator,
    reply: {
      kind: 'notice',
      code: failed.isPaused ? 'subscription-paused' : 'delivery-failed',
      message: toMessage(failed),
    } as const,
    key: `delivery-failed:${failed.id}`,
    done: () => deliveries.told(failed.id),
  }));
  await tellPeople(tidings, adapters, log);
}

function toMessage({ occasion, channel, platform, subscription, reason = '', isPaused }: FailedDelivery): string {
  const what = /^\d{4}-\d{2}-\d{2}$/.test(occasion) ? `The digest of ${toDayText(occasion)}` : 'An alert';
  const remedy = isPaused
    ? `The subscription ${subscription} is paused: when the channel takes messages again, go on with digest resume ${subscription}.`
    : 'Please look into the channel: it is not posted a second time.';
  return `${what} for the ${platform} channel ${channel} could not be posted. ${reason} ${remedy}`;
}
