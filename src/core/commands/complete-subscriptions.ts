import type { Completion } from '../chat.js';
import { toScheduleText } from '../digest-wording.js';
import type { SubscriptionFacts } from '../ports.js';

/**
 * The subscriptions that somebody may mean who typed the beginning of an id, or a part of what it is about. The label does
 * not tell the channel: whoever types may not know of it.
 *
 * @param prefix  as typed so far; empty gives all
 * @param limit  at most this many
 */
export function completeSubscriptions(
  subscriptions: readonly SubscriptionFacts[],
  prefix: string,
  limit: number,
): Completion[] {
  const typed = prefix.trim().toLowerCase();
  return subscriptions
    .map((facts) => ({ value: facts.id, label: toLabel(facts) }))
    .filter(({ value, label }) => value.startsWith(typed) || label.toLowerCase().includes(typed))
    .slice(0, limit);
}

function toLabel(facts: SubscriptionFacts): string {
  const about = [facts.topic, facts.publisher].filter(Boolean).join(', ');
  return `${toScheduleText(facts)}${about === '' ? '' : `: ${about}`}${facts.state === 'paused' ? ' (paused)' : ''}`;
}
