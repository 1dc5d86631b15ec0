import { randomBytes } from 'node:crypto';
import { BotError } from '../core/errors.js';
import type { Log } from '../core/ports.js';
import { Secret } from '../lib/secret.js';
import { type ArticleQueries, createArticleQueries } from './articles.js';
import { backup } from './backup.js';
import type { BackupLine } from './backup-reader.js';
import type { Connection } from './connection.js';
import { createDeliveryQueries, type DeliveryQueries } from './deliveries.js';
import { createEventQueries, type EventQueries } from './events.js';
import { createFeedbackQueries, type FeedbackQueries } from './feedback.js';
import { createFeedQueries, type FeedQueries } from './feeds.js';
import { createGapQueries, type GapQueries } from './gaps.js';
import { type OpenConnection, openConnection, type StoreTarget } from './open-connection.js';
import { createPeopleQueries, type PeopleQueries } from './people.js';
import { createPruneQueries, type PruneQueries } from './prune.js';
import { createReplyQueries, type ReplyQueries } from './replies.js';
import { type Restored, type RestoreOptions, restore } from './restore.js';
import { hasSecretKey, readSecretKey } from './secret-key.js';
import { createSpaceQueries, type SpaceQueries } from './spaces.js';
import { createSubscriptionQueries, type SubscriptionQueries } from './subscriptions.js';
import { createToldQueries, type ToldQueries } from './told.js';

/** How the state is opened. */
export interface OpenStoreOptions {
  readonly target: StoreTarget;
  /** `write` makes it when there is none, and keeps other writers away from a folder; `read` changes nothing. */
  readonly access: 'read' | 'write';
  /** Keys the hashes of people's ids; a folder has one of its own, made at the first writing. */
  readonly secretKey?: Secret;
  /** Milliseconds since 1970 in UTC. */
  readonly now: () => number;
  readonly log: Log;
}

/** What outlives a restart. Every method may fail with `store-unavailable`. */
export interface Store {
  readonly engine: Connection['engine'];
  /** False when it was opened for reading: what writes fails. */
  readonly canWrite: boolean;
  readonly articles: ArticleQueries;
  readonly replies: ReplyQueries;
  readonly events: EventQueries;
  readonly feedback: FeedbackQueries;
  readonly people: PeopleQueries;
  readonly spaces: SpaceQueries;
  readonly subscriptions: SubscriptionQueries;
  readonly deliveries: DeliveryQueries;
  readonly told: ToldQueries;
  readonly feeds: FeedQueries;
  readonly gaps: GapQueries;
  readonly prune: PruneQueries['prune'];
  /** As `backup` of `backup.ts`; for reading is enough. */
  backup(write: (text: string) => Promise<void>): Promise<number>;
  /** As `restore` of `restore.ts`. */
  restore(readLines: () => AsyncIterable<BackupLine>, options: RestoreOptions): Promise<Restored>;
  /** Waits for what is in progress; what comes later is refused. Calling it twice does no harm. */
  close(): Promise<void>;
}

/**
 * Opens the state with all its queries.
 *
 * @returns undefined for a reader when nothing was ever kept
 * @throws {BotError} `store-unavailable`: in use by another writer, not to be reached or written, damaged, or of another
 *   version; `bad-request` for PostgreSQL without a key
 */
export async function openStore(options: OpenStoreOptions & { readonly access: 'write' }): Promise<Store>;
export async function openStore(options: OpenStoreOptions): Promise<Store | undefined>;
export async function openStore(options: OpenStoreOptions): Promise<Store | undefined> {
  const secretKey = options.secretKey ?? (await findSecretKey(options));
  const connection = await openConnection({ ...options, secretKey });
  return connection && toStore(connection, options.access === 'write');
}

async function findSecretKey({ target, access }: OpenStoreOptions): Promise<Secret> {
  if (target.kind === 'postgresql') {
    throw new BotError('bad-request', 'A PostgreSQL database needs SECRET_KEY, the same for all its bots.');
  }
  if (access === 'write' || hasSecretKey(target.folder)) return readSecretKey(target.folder);
  // Reading makes no file, and looks for nobody.
  return new Secret(randomBytes(32).toString('hex'));
}

function toStore(connection: OpenConnection, canWrite: boolean): Store {
  return {
    engine: connection.engine,
    canWrite,
    articles: createArticleQueries(connection),
    replies: createReplyQueries(connection),
    events: createEventQueries(connection),
    feedback: createFeedbackQueries(connection),
    people: createPeopleQueries(connection),
    spaces: createSpaceQueries(connection),
    subscriptions: createSubscriptionQueries(connection),
    deliveries: createDeliveryQueries(connection),
    told: createToldQueries(connection),
    feeds: createFeedQueries(connection),
    gaps: createGapQueries(connection),
    prune: (limits) => createPruneQueries(connection).prune(limits),
    backup: (write) => backup(connection, write),
    restore: (readLines, how) => restore(connection, readLines, how),
    close: () => connection.close(),
  };
}
