import type { Reply } from '../../core/reply.js';
import { createPage, type Page, type RenderOptions } from './page.js';
import { renderAnswer } from './render-answer.js';
import { renderArticle, renderArticles } from './render-articles.js';
import { renderDeliveries, renderDigest, renderSubscriptions } from './render-digest.js';
import { renderFeeds } from './render-feeds.js';
import { renderGaps } from './render-gaps.js';
import { renderHelp, renderImported, renderScores, renderStatus, renderVerified } from './render-reports.js';
import { renderNoMatch } from './render-understood.js';

export type { RenderOptions } from './page.js';

/**
 * A reply as text for a terminal. Text of articles and people is made harmless here, once.
 *
 * @returns lines joined by `\n`, without one at the end; escape sequences only for colour, and only when asked for
 */
export function renderReply(reply: Reply, options: RenderOptions): string {
  return renderLines(reply, createPage(options)).join('\n');
}

function renderLines(reply: Reply, page: Page): string[] {
  switch (reply.kind) {
    case 'answer':
      return renderAnswer(reply, page);
    case 'no-match':
      return renderNoMatch(reply, page);
    case 'articles':
      return renderArticles(reply, page);
    case 'article':
      return renderArticle(reply, page);
    case 'imported':
      return renderImported(reply, page);
    case 'verified':
      return renderVerified(reply, page);
    case 'scores':
      return renderScores(reply);
    case 'status':
      return renderStatus(reply, page);
    case 'help':
      return renderHelp(reply, page);
    case 'gaps':
      return renderGaps(reply, page);
    case 'feeds':
      return renderFeeds(reply, page);
    case 'digest':
      return renderDigest(reply, page);
    case 'subscriptions':
      return renderSubscriptions(reply, page);
    case 'deliveries':
      return renderDeliveries(reply, page);
    case 'notice':
    case 'done':
      return page.lines(reply.message);
    case 'failure':
      return page.lines(reply.message);
  }
}
