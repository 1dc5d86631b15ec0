import type { Reply } from '../../core/reply.js';
import type { Html } from './html.js';
import { renderAnswer, renderNoMatch } from './render-answer.js';
import { renderArticle } from './render-article.js';
import { renderDigest } from './render-digest.js';
import {
  renderArticles,
  renderFailure,
  renderFeeds,
  renderGaps,
  renderHelp,
  renderOfCommandLine,
  renderSentence,
  renderStatus,
} from './render-reports.js';
import { renderDeliveries, renderSubscriptions } from './render-subscriptions.js';

/** A reply as the content of a page. Text of articles and people is escaped here, once. */
export function renderReply(reply: Reply): Html {
  switch (reply.kind) {
    case 'answer':
      return renderAnswer(reply);
    case 'no-match':
      return renderNoMatch(reply);
    case 'articles':
      return renderArticles(reply);
    case 'article':
      return renderArticle(reply);
    case 'status':
      return renderStatus(reply);
    case 'help':
      return renderHelp(reply);
    case 'feeds':
      return renderFeeds(reply);
    case 'digest':
      return renderDigest(reply);
    case 'subscriptions':
      return renderSubscriptions(reply);
    case 'deliveries':
      return renderDeliveries(reply);
    case 'gaps':
      return renderGaps(reply);
    case 'imported':
    case 'verified':
    case 'scores':
      return renderOfCommandLine(reply);
    case 'notice':
    case 'done':
      return renderSentence(reply.message);
    case 'failure':
      return renderFailure(reply);
  }
}
