import { NO_SUBSCRIPTIONS, toDeliveryText, toDigestTitle, toSubscriptionLines } from '../../core/digest-wording.js';
import type { DeliveriesReply, DigestReply, SubscriptionsReply } from '../../core/reply.js';
import { COLOR, type Message } from './components.js';
import { escapeLine } from './escape.js';
import { renderLines } from './lines.js';

/** What is new, by story. */
export function renderDigest(reply: DigestReply): Message {
  return renderLines(COLOR.list, [
    escapeLine(toDigestTitle(reply)),
    ...reply.stories.map(({ title }) => escapeLine(title)),
  ]);
}

/** Subscriptions with their ids. */
export function renderSubscriptions({ subscriptions, message }: SubscriptionsReply): Message {
  const opening = message ?? (subscriptions.length === 0 ? NO_SUBSCRIPTIONS : '');
  const lines = subscriptions.flatMap((facts) => [
    `<#${facts.channel}> (id ${escapeLine(facts.id)})`,
    ...toSubscriptionLines(facts, escapeLine),
  ]);
  return renderLines(COLOR.list, [...(opening === '' ? [] : [escapeLine(opening)]), ...lines]);
}

/** The log of deliveries, newest first. */
export function renderDeliveries({ deliveries }: DeliveriesReply): Message {
  return renderLines(
    COLOR.list,
    deliveries.map((delivery) => toDeliveryText(delivery, escapeLine)),
  );
}
