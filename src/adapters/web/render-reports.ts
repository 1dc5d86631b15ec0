import { html } from 'hono/html';
import { NO_FEEDS, toFeedLines, toFeedName, toFeedsHeading } from '../../core/feed-wording.js';
import { toArticlePath } from '../../core/page-links.js';
import type { FeedFacts } from '../../core/ports.js';
import type {
  ArticlesReply,
  FailureReply,
  FeedsReply,
  GapsReply,
  HelpReply,
  ImportedReply,
  ScoresReply,
  StatusReply,
  VerifiedReply,
} from '../../core/reply.js';
import { count, toBrokenText, toInstantText, toOrigin, toRangeText } from '../../core/wording.js';
import { type Html, renderAway, renderList, renderSection, renderText } from './html.js';
import { renderDeliveryList } from './render-subscriptions.js';

/** The articles that a search found, best first, each with the passage that matched. */
export function renderArticles({ hits }: ArticlesReply): Html {
  if (hits.length === 0) {
    return html`<div class="card none"><p class="verdict"><strong class="badge">No match</strong> No article matches. Try fewer or other words, or a wider period.</p></div>`;
  }
  return html`<div class="card list"><p class="verdict"><strong class="badge">${count(hits.length, 'article')}</strong> best first</p>
<ol class="hits">${hits.map(
    (hit) => html`<li><a class="title" href="${toArticlePath(hit.article)}" dir="auto">${hit.title}</a>
<p class="origin"><bdi>${toOrigin(hit)}</bdi>. ${renderAway(hit.url, 'Original')}</p>
${hit.snippet.text === '' ? '' : html`<blockquote class="passage" dir="auto">${hit.snippet.text}</blockquote>`}</li>`,
  )}</ol></div>`;
}

/** What is loaded, how the feeds are, which platforms are connected, what was posted, and what could not be loaded. */
export function renderStatus(reply: StatusReply): Html {
  const { index, platforms } = reply;
  const facts: readonly (readonly [string, string])[] = [
    ['Articles', toRangeText(reply)],
    [
      'Index',
      `${index.engine}: ${count(index.articles, 'article')}, ${count(index.sentences, 'sentence')}, ${count(index.words, 'word')}`,
    ],
    ...platforms.map(({ platform, state }): [string, string] => [platform, state]),
    ['Version', reply.version],
  ];
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${renderSection(
  'Feeds',
  'feeds',
  html`<p>${toFeedsHeading(reply) || NO_FEEDS}</p>${renderList(reply.feeds.map(renderFeed), 'entries')}`,
)}
${renderSection('Newest deliveries', 'deliveries', renderDeliveryList(reply.deliveries))}
${renderSection('Problems in the corpus', 'problems', renderList(index.problems.map(renderText)))}`;
}

/** What was done with feeds, and how each is. */
export function renderFeeds({ feeds, message }: FeedsReply): Html {
  const note = message ?? (feeds.length === 0 ? NO_FEEDS : '');
  return html`<div class="card list">${note === '' ? '' : html`<p>${note}</p>`}${renderList(feeds.map(renderFeed), 'entries')}</div>`;
}

function renderFeed(feed: FeedFacts): Html {
  const isInTrouble = feed.state === 'disabled' || feed.lastError !== undefined;
  return html`<strong dir="auto">${toFeedName(feed)}</strong> <span class="origin"><bdi>${feed.url}</bdi>, id ${feed.id}</span>
${toFeedLines(feed).map((line) => html`<p class="${isInTrouble ? 'trouble' : 'calm'}" dir="auto">${line}</p>`)}`;
}

/** The commands with their usage. */
export function renderHelp({ commands }: HelpReply): Html {
  return html`<div class="card list"><dl class="operators">${commands.map(
    ({ usage, summary }) => html`<div><dt><code>${usage}</code></dt><dd>${summary}</dd></div>`,
  )}</dl></div>`;
}

/** What went wrong and what to do about it; the reference is what the log calls it. */
export function renderFailure({ message, reference }: FailureReply): Html {
  return html`<div class="card failure" role="alert"><p class="verdict" dir="auto">${message}</p>
<p class="small">Reference ${reference}</p></div>`;
}

/** One sentence of ours or the core's. */
export function renderSentence(message: string): Html {
  return html`<div class="card list"><p dir="auto">${message}</p></div>`;
}

/** The questions that got no answer. */
export function renderGaps({ gaps }: GapsReply): Html {
  if (gaps.length === 0) return renderSentence('Every question was answered, and no answer was judged not helpful.');
  return html`<div class="card list">${renderList(
    gaps.map(
      ({ question, times, last, reasons }) =>
        html`${renderText(question)} <span class="origin">${count(times, 'time')}, ${reasons.join(' and ')}, last ${toInstantText(last)}</span>`,
    ),
  )}</div>`;
}

/** Replies of the command line, in a line or two. */
export function renderOfCommandLine(reply: ImportedReply | VerifiedReply | ScoresReply): Html {
  return html`<div class="card list">${renderList(toLines(reply).map(renderText))}</div>`;
}

function toLines(reply: ImportedReply | VerifiedReply | ScoresReply): string[] {
  switch (reply.kind) {
    case 'imported':
      return [
        `${count(reply.added.length, 'article')} added, ${reply.unchanged.length} unchanged, ${count(reply.duplicates.length, 'duplicate')}, ${reply.failed.length} failed.`,
        ...reply.failed.map(({ source, message }) => `${source}: ${message}`),
      ];
    case 'verified':
      return [
        `${count(reply.checked, 'quotation')} checked, ${reply.broken.length} broken.`,
        ...reply.broken.map(toBrokenText),
      ];
    case 'scores':
      return [count(reply.questions, 'question')];
  }
}
