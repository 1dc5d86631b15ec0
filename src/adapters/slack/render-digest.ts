import { NO_SUBSCRIPTIONS, toDeliveryText, toDigestTitle, toSubscriptionLines } from '../../core/digest-wording.js';
import type { DeliveriesReply, DigestReply, SubscriptionsReply } from '../../core/reply.js';
import { type Message, section } from './blocks.js';
import { toMessage } from './fit.js';
import { toLine } from './text.js';

/** What is new, by story. */
export function renderDigest(reply: DigestReply): Message {
  const lines = [toDigestTitle(reply), ...reply.stories.map(({ title }) => toLine(title))].join('\n');
  return toMessage(lines, [section(lines)]);
}

/** Subscriptions with their ids. */
export function renderSubscriptions({ subscriptions, message }: SubscriptionsReply): Message {
  const opening = message ?? (subscriptions.length === 0 ? NO_SUBSCRIPTIONS : '');
  const lines = [opening, ...subscriptions.flatMap((facts) => [facts.id, ...toSubscriptionLines(facts, toLine)])].join(
    '\n',
  );
  return toMessage(lines, [section(lines)]);
}

/** The log of deliveries, newest first. */
export function renderDeliveries({ deliveries }: DeliveriesReply): Message {
  const lines = deliveries.map((delivery) => toDeliveryText(delivery, toLine)).join('\n');
  return toMessage(lines, [section(lines)]);
}
