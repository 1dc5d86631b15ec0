import type { Reply } from '../../core/reply.js';
import type { Message } from './blocks.js';
import { renderAnswer } from './render-answer.js';
import { renderArticle } from './render-article.js';
import { renderArticles, renderNoMatch } from './render-articles.js';
import { renderDigest } from './render-digest.js';
import { renderFeeds } from './render-feeds.js';
import type { RenderOptions } from './render-options.js';
import {
  renderDeliveries,
  renderFailure,
  renderGaps,
  renderHelp,
  renderImported,
  renderScores,
  renderSentence,
  renderStatus,
  renderVerified,
} from './render-reports.js';
import { renderSubscriptions } from './render-subscriptions.js';
import { toLine } from './text.js';

/**
 * A reply as a Slack message, within the limits for any text. Text of articles and people is made harmless here, once:
 * it stands in plain text and rich text, in which no character has a meaning to Slack, and escaped in `text`.
 */
export function renderReply(reply: Reply, options: RenderOptions = {}): Message {
  switch (reply.kind) {
    case 'answer':
      return renderAnswer(reply, options);
    case 'no-match':
      return renderNoMatch(reply, options);
    case 'articles':
      return renderArticles(reply, options);
    case 'article':
      return renderArticle(reply, options);
    case 'status':
      return renderStatus(reply, options);
    case 'help':
      return renderHelp(reply);
    case 'imported':
      return renderImported(reply);
    case 'verified':
      return renderVerified(reply);
    case 'scores':
      return renderScores(reply);
    case 'gaps':
      return renderGaps(reply);
    case 'feeds':
      return renderFeeds(reply);
    case 'digest':
      return renderDigest(reply, options);
    case 'subscriptions':
      return renderSubscriptions(reply);
    case 'deliveries':
      return renderDeliveries(reply);
    case 'notice':
    case 'done':
      return renderSentence(toLine(reply.message));
    case 'failure':
      return renderFailure(reply);
  }
}
