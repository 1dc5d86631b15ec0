import type { Article } from './core/article/article.js';
import { composeDigest, type DigestMaterial } from './core/digest/compose.js';
import { composeDay } from './core/digest/of-day.js';
import { toLocalTime } from './core/digest/zone.js';
import type { DigestReply } from './core/digest-reply.js';
import type { Library } from './core/library.js';
import type { ArticleHistory } from './core/ports.js';
import type { Delivery } from './store/delivery-row.js';
import type { Store } from './store/store.js';
import type { Subscription } from './store/subscriptions.js';

/** What digests are made from. */
export interface DigestComposerOptions {
  libraryOf(space: string): Library;
  readonly history: ArticleHistory;
  /** Absent: there are only digests of days. */
  readonly store?: Store;
  /** Milliseconds since 1970 in UTC. */
  now(): number;
}

/** What a digest is wanted for: a subscription, or a channel that has none. */
type DigestWish = Pick<Subscription, 'space' | 'channel' | 'zone' | 'topic' | 'publisher' | 'limit'> & {
  /** Absent: nothing was told before. */
  readonly id?: string;
  readonly createdAt?: number;
};

/** Makes digests from what the store and the articles in memory have. */
export interface DigestComposer {
  /** The digest of a day, whatever was told before. */
  ofDay(
    request: Pick<DigestReply, 'day' | 'zone'> & Pick<DigestWish, 'space'> & { readonly filters: Filters },
  ): DigestReply;
  /** What is new now, and what else is said of it. */
  ofNow(
    wish: DigestWish,
    frame?: Pick<DigestReply, 'due' | 'missed'> & { readonly day?: string; readonly filters?: Filters },
  ): Promise<DigestReply>;
  /**
   * A story that came: all of its articles that the channel was not told of.
   *
   * @returns undefined when there is nothing to tell any more: it is muted, hidden or told already
   */
  ofStory(subscription: Subscription, delivery: Pick<Delivery, 'occasion'>): Promise<DigestReply | undefined>;
}

type Filters = NonNullable<DigestReply['filters']>;

const HOUR_MS = 3_600_000;
/** The first digest tells of so long. */
const FIRST_MS = 24 * HOUR_MS;
/** What was seen so shortly before the last digest may have come too late for it; what it told of is left out in any case. */
const OVERLAP_MS = HOUR_MS;

/** A composer of digests. Without a store it makes those of days. */
export function createDigestComposer(options: DigestComposerOptions): DigestComposer {
  const { libraryOf, history, store, now } = options;

  const materialOf = async (
    wish: DigestWish,
  ): Promise<Omit<DigestMaterial, 'fresh'> & { told: ReadonlyMap<string, string> }> => {
    const library = libraryOf(wish.space);
    const told = wish.id === undefined ? new Map<string, string>() : ((await store?.told.of(wish.id)) ?? new Map());
    const muted = (await store?.told.muted(wish.space, wish.channel)) ?? new Set<string>();
    return {
      library,
      told,
      wasTold: (id) => told.has(id),
      isMuted: (id) => muted.has(id),
      changed: await readChanged(told, library, wish.space),
    };
  };

  /** The earlier texts of what was told of and has another text now, as far as they are kept. */
  const readChanged = async (
    told: ReadonlyMap<string, string>,
    library: Library,
    space: string,
  ): Promise<readonly Article[]> => {
    const earlier: Article[] = [];
    for (const [id, revision] of told) {
      const current = library.get(id)?.article.revision;
      if (current === undefined || current === revision) continue;
      const text = await history.textOf(id, revision, space);
      if (text !== undefined) earlier.push(text);
    }
    return earlier;
  };

  /** Up to when the channel knows what is new, in milliseconds since 1970 in UTC. */
  const knownUntil = async ({
    id,
    createdAt = Number.POSITIVE_INFINITY,
  }: DigestWish): Promise<{ from: number; isFirst: boolean }> => {
    const until = id === undefined ? undefined : await store?.deliveries.toldUntil(id);
    if (until !== undefined) return { from: until, isFirst: false };
    // A first digest that comes late has all since it was asked for.
    return { from: Math.min(now() - FIRST_MS, createdAt), isFirst: true };
  };

  const untold = async (
    space: string,
    after: number,
    told: ReadonlyMap<string, string>,
  ): Promise<readonly string[]> => {
    const seen = (await store?.told.firstSeen(space, after)) ?? [];
    return seen.flatMap(({ article }) => (told.has(article) ? [] : [article]));
  };

  return {
    ofDay: ({ space, ...request }) => composeDay(libraryOf(space), request),

    async ofNow(wish, { filters = filtersOf(wish), day, ...frame } = {}) {
      const { told, ...material } = await materialOf(wish);
      const { from, isFirst } = await knownUntil(wish);
      const fresh = await untold(wish.space, isFirst ? from : from - OVERLAP_MS, told);
      return composeDigest(
        { ...material, fresh },
        {
          day: day ?? toLocalTime(wish.zone, now()).day,
          zone: wish.zone,
          from: new Date(from).toISOString(),
          to: new Date(now()).toISOString(),
          filters,
          ...(wish.limit !== undefined && { limit: wish.limit }),
          ...frame,
        },
      );
    },

    async ofStory(subscription, { occasion }) {
      const { told, ...material } = await materialOf(subscription);
      const members = material.library.storyOf(occasion)?.articles ?? [];
      if (members.some((id) => told.has(id))) return undefined;
      const reply = composeDigest(
        { ...material, fresh: members, changed: [] },
        {
          day: toLocalTime(subscription.zone, now()).day,
          zone: subscription.zone,
          from: new Date(subscription.activeSince).toISOString(),
          to: new Date(now()).toISOString(),
          filters: filtersOf(subscription),
          isAlert: true,
        },
      );
      return reply.stories.length === 0 ? undefined : reply;
    },
  };
}

/** What a subscription is limited to, as a digest says it. */
export function filtersOf({ topic, publisher }: Pick<DigestWish, 'topic' | 'publisher'>): Filters {
  return { ...(topic !== undefined && { topic }), ...(publisher !== undefined && { publisher }) };
}
