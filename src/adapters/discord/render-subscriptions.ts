import type { DeliveriesReply, SubscriptionsReply } from '../../core/digest-reply.js';
import { NO_SUBSCRIPTIONS, toDeliveryText, toSubscriptionLines } from '../../core/digest-wording.js';
import type { DeliveryFacts, SubscriptionFacts } from '../../core/ports.js';
import type { StatusReply } from '../../core/reply.js';
import { count, toInstantText } from '../../core/wording.js';
import { type Button, button, COLOR, type Message, type Part, rows, shareOf, text, toMessage } from './components.js';
import { cutText, escapeLine } from './escape.js';
import { renderLines } from './lines.js';
import type { RenderOptions } from './render-options.js';
import { toTimestamp } from './timestamp.js';

/** The share of a message that subscriptions may take, and how many have buttons: each takes four components. */
const SHARE = 0.8;
const MAX_WITH_BUTTONS = 8;
const MAX_TEXT = 300;

/** What was done with subscriptions, and how each is, with what can be done with it. */
export function renderSubscriptions({ subscriptions, message }: SubscriptionsReply): Message {
  const opening = message ?? (subscriptions.length === 0 ? NO_SUBSCRIPTIONS : '');
  const shown: string[] = [];
  let share = shareOf(opening);
  for (const line of subscriptions.map(renderSubscription)) {
    share += shareOf(`${line}\n\n`);
    if (share > SHARE) break;
    shown.push(line);
  }
  const left = subscriptions.length - shown.length;
  return toMessage(COLOR.list, [
    ...text(escapeLine(cutText(opening, MAX_TEXT))),
    ...(shown.length > MAX_WITH_BUTTONS ? text(shown.join('\n\n')) : withButtons(shown, subscriptions)),
    ...text(left === 0 ? '' : `-# … and ${count(left, 'more subscription')}.`),
  ]);
}

function withButtons(lines: readonly string[], subscriptions: readonly SubscriptionFacts[]): Part[] {
  return lines.flatMap((line, index) => {
    const facts = subscriptions[index];
    return [...text(line), ...(facts === undefined ? [] : rows(toButtons(facts)))];
  });
}

/** What the configuration has made, only it changes. */
function toButtons({ id, state, isConfigured }: SubscriptionFacts): Button[] {
  if (isConfigured === true) return [];
  return [
    ...(state === 'active'
      ? button('Pause', { action: 'pause', subscription: id })
      : button('Resume', { action: 'resume', subscription: id })),
    ...button('Unsubscribe', { action: 'unsubscribe', subscription: id }),
  ];
}

function renderSubscription(facts: SubscriptionFacts): string {
  return [
    `**${toChannelMention(facts)}** (id ${escapeLine(facts.id)})`,
    ...toSubscriptionLines({ ...facts, zone: clean(facts.zone) }, clean, toInstant),
  ].join('\n');
}

/** The log of deliveries, newest first. */
export function renderDeliveries({ deliveries }: DeliveriesReply): Message {
  if (deliveries.length === 0) return toMessage(COLOR.list, text('Nothing was delivered, and nothing is due.'));
  return renderLines(COLOR.list, deliveries.map(renderDelivery), 'delivery', 'deliveries');
}

/** The deliveries of a status, under a heading. They may have gone to channels that others do not see. */
export function renderDeliveriesOfStatus({ deliveries }: StatusReply, { isPrivate }: RenderOptions): string[] {
  if (deliveries.length === 0) return [];
  if (isPrivate !== true) return ['-# What was delivered is shown with the option private.'];
  return ['**Digests and alerts**', ...deliveries.map(renderDelivery)];
}

function renderDelivery(delivery: DeliveryFacts): string {
  return `- ${toChannelMention(delivery)} ${toDeliveryText(delivery, clean, toInstant)}`;
}

/** The form of a mention that Discord turns into the channel's name; nobody is pinged by it. */
function toChannelMention({ channel }: { readonly channel: string }): string {
  return /^\d{1,20}$/.test(channel) ? `<#${channel}>` : clean(channel);
}

function clean(text: string): string {
  return escapeLine(cutText(text, MAX_TEXT));
}

function toInstant(instant: string): string {
  return toTimestamp(instant, 'f') ?? escapeLine(toInstantText(instant));
}
