import { html } from 'hono/html';
import type { DeliveriesReply, SubscriptionsReply } from '../../core/digest-reply.js';
import { toDeliveryText, toSubscriptionLines } from '../../core/digest-wording.js';
import type { DeliveryFacts } from '../../core/ports.js';
import { type Html, renderList } from './html.js';

const NO_SUBSCRIPTIONS =
  'You have made no subscription. Digests are posted in channels of Discord and Slack: ask the bot there with digest subscribe.';

/** Subscriptions, each with its channel and its id. */
export function renderSubscriptions({ subscriptions, message }: SubscriptionsReply): Html {
  const note = message ?? (subscriptions.length === 0 ? NO_SUBSCRIPTIONS : '');
  return html`<div class="card list">${note === '' ? '' : html`<p>${note}</p>`}${renderList(
    subscriptions.map(
      (
        facts,
      ) => html`<strong dir="auto">${facts.platform} ${facts.channel}</strong> <span class="origin">id ${facts.id}</span>
${toSubscriptionLines(facts).map((line) => html`<p class="${facts.state === 'active' ? 'calm' : 'trouble'}" dir="auto">${line}</p>`)}`,
    ),
    'entries',
  )}</div>`;
}

/** The log of deliveries, newest first. */
export function renderDeliveries({ deliveries }: Pick<DeliveriesReply, 'deliveries'>): Html {
  return html`<div class="card list">${renderDeliveryList(deliveries)}</div>`;
}

/** Deliveries as a list, those that failed set off; a sentence when there are none. */
export function renderDeliveryList(deliveries: readonly DeliveryFacts[]): Html {
  if (deliveries.length === 0)
    return html`<p>There are none of subscriptions that you made. Whoever runs the bot sees all with <code>dateline deliveries</code>.</p>`;
  return renderList(
    deliveries.map(
      (delivery) =>
        html`<p class="${delivery.state === 'failed' ? 'trouble' : 'calm'}" dir="auto">${toDeliveryText(delivery)}</p>
<span class="origin"><bdi>${delivery.platform} ${delivery.channel}</bdi>, subscription ${delivery.subscription}</span>`,
    ),
    'entries',
  );
}
