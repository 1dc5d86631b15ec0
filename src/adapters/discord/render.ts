import type { Reply } from '../../core/reply.js';
import { button, type Message, rows } from './components.js';
import { renderAnswer } from './render-answer.js';
import { renderArticle } from './render-article.js';
import { renderArticles, renderNoMatch } from './render-articles.js';
import { renderDigest } from './render-digest.js';
import { renderFeeds } from './render-feeds.js';
import type { RenderOptions } from './render-options.js';
import {
  renderFailure,
  renderGaps,
  renderHelp,
  renderImported,
  renderScores,
  renderStatus,
  renderText,
  renderVerified,
} from './render-reports.js';
import { renderDeliveries, renderSubscriptions } from './render-subscriptions.js';

/**
 * A reply as a message of components, within every limit whatever its texts are. Text of articles and people is made
 * harmless here, once.
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
    case 'imported':
      return renderImported(reply);
    case 'verified':
      return renderVerified(reply);
    case 'scores':
      return renderScores(reply);
    case 'status':
      return renderStatus(reply, options);
    case 'help':
      return renderHelp(reply);
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
      return renderText(reply.message);
    case 'failure':
      return renderFailure(reply);
  }
}

/**
 * A reply that nobody asked for in this channel, with the key under which it can be found again in a button.
 *
 * @param key  at most 90 characters
 */
export function renderPosted(reply: Reply, key: string, options: RenderOptions): Message {
  const message = renderReply(reply, { ...options, showsQuestion: true });
  const about = rows(button('Why am I seeing this?', { action: 'posted', key }));
  return { ...message, components: [...message.components, ...about] };
}
