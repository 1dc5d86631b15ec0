import type { DigestReply, DigestStory, StoryMark } from './digest-reply.js';
import type { DeliveryFacts, SubscriptionFacts } from './ports.js';
import { type Clean, count, joinWords, toDayText, toInstantText } from './wording.js';

// How digests and subscriptions are worded on every platform.

const MARKS: Readonly<Record<StoryMark, string>> = { new: 'New', update: 'Update', correction: 'Correction' };

/** What is said of a source whose article has another text by now. */
export const EARLIER_TEXT = 'an earlier text';

/** What stands before a story's title. */
export function toMarkText(mark: StoryMark): string {
  return MARKS[mark];
}

/** @example toCountText({ articles: 6, independent: 2 }) // '6 articles, 2 independent sources' */
export function toCountText({ articles, independent }: Pick<DigestStory, 'articles' | 'independent'>): string {
  const sources = `${independent.toLocaleString('en-GB')} independent source${independent === 1 ? '' : 's'}`;
  return `${count(articles, 'article')}, ${sources}`;
}

/** What a digest or an alert is called. */
export function toDigestTitle({ day, isAlert, due, stories }: DigestReply): string {
  if (isAlert === true)
    return stories[0] === undefined ? 'Alert' : `Alert: ${toMarkText(stories[0].mark).toLowerCase()}`;
  return `Digest of ${toDayText(day)}${due === undefined ? '' : ' (late)'}`;
}

/**
 * What is said under the title: how much there is, with which filters, and what did not come.
 *
 * @param clean  makes text from people harmless
 */
export function toDigestLines(reply: DigestReply, clean: Clean = asItIs, toInstant = toInstantText): string[] {
  const { stories, filters = {}, due, missed = [], omitted = 0, isAlert } = reply;
  const only = (['topic', 'publisher', 'place', 'person'] as const).flatMap((name) => {
    const value = filters[name];
    return value === undefined ? [] : [`${name} “${clean(value)}”`];
  });
  const scope = only.length === 0 ? '' : `Only articles with ${joinWords(only)}.`;
  if (isAlert === true) return scope === '' ? [] : [scope];
  const amount =
    stories.length === 0
      ? 'Nothing new.'
      : `${count(stories.length + omitted, 'story', 'stories')}${stories.length > 1 ? ', the most widely reported first' : ''}.`;
  return [
    [amount, scope].filter(Boolean).join(' '),
    ...(due === undefined ? [] : [`It was due on ${toInstant(due)}; the bot was not running or could not post.`]),
    ...(missed.length === 0 ? [] : [`No digest was posted for ${joinWords(missed.map(toDayText))}.`]),
    ...(omitted === 0
      ? []
      : [`${count(omitted, 'further story', 'further stories')} left out: a digest holds ${stories.length}.`]),
  ];
}

/** When a subscription posts. */
export function toScheduleText({ at, zone, quiet, limit }: SubscriptionFacts): string {
  if (at !== 'now') return `Every day at ${at}, ${zone}`;
  const most = limit === undefined ? '' : `, at most ${limit} an hour`;
  const [from, to] = quiet?.split('-') ?? [];
  const pause = quiet === undefined ? '' : `, quiet from ${from}:00 to ${to}:00 in ${zone}`;
  return `Each story when it comes${most}${pause}`;
}

/**
 * A subscription, a sentence or two a line, beside its channel and its id.
 *
 * @param clean  makes text from people harmless
 * @param toInstant  shows an ISO instant
 */
export function toSubscriptionLines(
  facts: SubscriptionFacts,
  clean: Clean = asItIs,
  toInstant = toInstantText,
): string[] {
  const { topic, publisher, empty, state, pauseReason, next, last, at, limit, isConfigured } = facts;
  const only = [
    ...(topic === undefined ? [] : [`topic “${clean(topic)}”`]),
    ...(publisher === undefined ? [] : [`publisher “${clean(publisher)}”`]),
  ];
  const details = [
    ...(only.length === 0 ? [] : [`Only articles with ${joinWords(only)}.`]),
    ...(at !== 'now' && limit !== undefined ? [`At most ${limit} stories at once.`] : []),
    ...(at !== 'now' ? [empty === 'line' ? 'Says so when nothing is new.' : 'Silent when nothing is new.'] : []),
  ];
  const timing = [
    ...(last === undefined ? [] : [`Last sent ${toInstant(last)}.`]),
    ...(next === undefined ? [] : [`Next ${toInstant(next)}.`]),
  ];
  return [
    `${toScheduleText(facts)}.`,
    ...(details.length === 0 ? [] : [details.join(' ')]),
    ...(state === 'active'
      ? []
      : [`Paused${pauseReason === undefined ? '' : `: ${clean(pauseReason)}`}.`.replace(/\.+$/, '.')]),
    ...(timing.length === 0 ? [] : [timing.join(' ')]),
    ...(isConfigured === true ? ['Made by the configuration of the bot.'] : []),
  ];
}

/** What is said where there are no subscriptions. */
export const NO_SUBSCRIPTIONS =
  'This channel gets no digest. Ask for one with digest subscribe, a time and a time zone.';

/** One line of the log of deliveries: `sent, 21 October 2023, 06:00 UTC`. */
export function toDeliveryText(delivery: DeliveryFacts, clean: Clean = asItIs, toInstant = toInstantText): string {
  const { occasion, state, due, settled, reason, attempts } = delivery;
  const about = /^\d{4}-\d{2}-\d{2}$/.test(occasion)
    ? `digest of ${toDayText(occasion)}`
    : `alert on ${clean(occasion)}`;
  const when = settled === undefined ? `due ${toInstant(due)}` : toInstant(settled);
  const tries = attempts > 1 ? `, ${attempts} tries` : '';
  return `${state}: ${about}, ${when}${tries}${reason === undefined ? '' : `. ${clean(reason)}`}`;
}

function asItIs(text: string): string {
  return text;
}
