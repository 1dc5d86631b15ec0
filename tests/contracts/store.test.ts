import { afterAll, describe } from 'vitest';
import { startPostgres } from '../servers/postgres.js';
import { describeArrivals } from './store/arrivals.js';
import { describeArticleLog } from './store/article-log.js';
import { describeArticles } from './store/articles.js';
import { describeBackups } from './store/backup.js';
import { describeDamagedBackups } from './store/damaged-backups.js';
import { describeDeliveries } from './store/deliveries.js';
import { describeEvents } from './store/events.js';
import { describeFeedback } from './store/feedback.js';
import { describeFeeds } from './store/feeds.js';
import { describeGaps } from './store/gaps.js';
import { describePeople } from './store/people.js';
import { describePostings } from './store/postings.js';
import { describePrune } from './store/prune.js';
import { describeReplies } from './store/replies.js';
import { describeSpaces } from './store/spaces.js';
import { describeSubscriptions } from './store/subscriptions.js';
import { createPostgresOpener, type OpenTestStore, openSqlite, type StoreSuite } from './store/test-store.js';
import { describeTold } from './store/told.js';

const suites: readonly StoreSuite[] = [
  describeArticles,
  describeArticleLog,
  describeArrivals,
  describeFeedback,
  describeGaps,
  describeReplies,
  describePeople,
  describePrune,
  describeSpaces,
  describeEvents,
  describeSubscriptions,
  describeDeliveries,
  describePostings,
  describeTold,
  describeFeeds,
  describeDamagedBackups,
];

const server = await startPostgres();
afterAll(() => server?.stop());

const stores: [name: string, open: OpenTestStore][] = [['SQLite', openSqlite]];
if (server === undefined) describe.skip('a store on PostgreSQL: NOT TESTED, no server is to be had here', () => {});
else stores.push(['PostgreSQL', createPostgresOpener(server)]);

describe.each(stores)('a store on %s', (_, open) => {
  for (const describeSuite of suites) describeSuite(open);
});

describeBackups(stores);
