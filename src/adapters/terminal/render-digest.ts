import type { DeliveriesReply, DigestReply, DigestStory, SubscriptionsReply } from '../../core/digest-reply.js';
import {
  NO_SUBSCRIPTIONS,
  toCountText,
  toDeliveryText,
  toDigestLines,
  toDigestTitle,
  toMarkText,
  toSubscriptionLines,
} from '../../core/digest-wording.js';
import type { Quotation } from '../../core/reply.js';
import { joinBlocks, type Page } from './page.js';
import { renderSources } from './render-answer.js';
import { toSafeText } from './safe-text.js';

/** A digest: each story with its quotations, then the sources. */
export function renderDigest(reply: DigestReply, page: Page): string[] {
  return joinBlocks([
    [
      ...page.lines(toDigestTitle(reply)).map(page.style.bold),
      ...toDigestLines(reply).flatMap((line) => page.lines(line)),
    ],
    ...reply.stories.map((story) => renderStory(story, page)),
    renderSources(reply.citations, page),
  ]);
}

function renderStory(story: DigestStory, page: Page): string[] {
  const { mark, title, sentences, changes = [], removed = [] } = story;
  return [
    ...page.lines(`${toMarkText(mark)}: ${title}`).map(page.style.bold),
    ...page.lines(toCountText(story), '  ').map(page.style.dim),
    ...sentences.flatMap((quotation) => page.lines(quote(quotation), '  ')),
    ...changes.flatMap(({ from, to }) => [...page.lines(quote(from), '  was: '), ...page.lines(quote(to), '  now: ')]),
    ...removed.flatMap((quotation) => page.lines(quote(quotation), '  no longer says: ')),
  ];
}

function quote({ text, citation }: Quotation): string {
  return `“${text}” [${citation}]`;
}

/** Subscriptions, each with its id. */
export function renderSubscriptions({ subscriptions, message }: SubscriptionsReply, page: Page): string[] {
  return joinBlocks([
    message === undefined ? [] : page.lines(message),
    ...subscriptions.map((facts) => [
      ...page.lines(`${facts.platform} ${facts.channel}`).map(page.style.bold),
      page.style.dim(`  id ${toSafeText(facts.id)}`),
      ...toSubscriptionLines(facts).flatMap((line) => page.lines(line, '  ')),
    ]),
    subscriptions.length === 0 && message === undefined ? page.lines(NO_SUBSCRIPTIONS) : [],
  ]);
}

/** The log of deliveries, newest first. */
export function renderDeliveries({ deliveries }: Pick<DeliveriesReply, 'deliveries'>, page: Page): string[] {
  if (deliveries.length === 0) return page.lines('Nothing was delivered, and nothing is due.');
  return deliveries.flatMap((delivery) => [
    ...page.lines(toDeliveryText(delivery), '- ', '  '),
    ...page
      .lines(`${delivery.platform} ${delivery.channel}, subscription ${delivery.subscription}`, '  ')
      .map(page.style.dim),
  ]);
}
