import { BotError } from './core/errors.js';
import type { FeedFacts, FeedKeeper } from './core/ports.js';
import type { Feed, FeedQueries } from './store/feeds.js';

/** What feeds are kept with. */
export interface FeedKeeperOptions {
  readonly feeds: FeedQueries;
  /** Makes ids: short, of `[A-Za-z0-9_-]`, so that people can type them. */
  newId(): string;
  /** Items of a feed that are still to be read, while it is read; default none. */
  waiting?(feed: string): number;
}

type ListedFeed = Awaited<ReturnType<FeedQueries['list']>>[number];

/** More than a desk can follow, and what one space may ask of a bot that many share. */
const MAX_FEEDS = 200;
const MAX_ADDRESS_CHARS = 2_000;

/** The feeds of each space, as commands see them. */
export function createFeedKeeper({ feeds, newId, waiting }: FeedKeeperOptions): FeedKeeper {
  const list = async (space: string): Promise<readonly FeedFacts[]> =>
    (await feeds.list(space === '*' ? ['*'] : [space, '*'])).map((feed) => toFacts(feed, waiting?.(feed.id) ?? 0));

  return {
    async add({ url, space, asker, excerptChars, embargoMs }) {
      const address = parseFeedAddress(url);
      const there = await list(space);
      if (there.filter(({ url: other }) => other !== address).length >= MAX_FEEDS) {
        throw new BotError('bad-request', `This space reads ${MAX_FEEDS} feeds already. Remove one of them first.`);
      }
      const { feed, isNew } = await feeds.add({
        id: newId(),
        space,
        url: address,
        creator: asker,
        ...(excerptChars !== undefined && { excerptChars }),
        ...(embargoMs !== undefined && { embargoMs }),
      });
      const known = there.find(({ id }) => id === feed.id);
      return { feed: toFacts({ ...feed, articles: known?.articles ?? 0, held: known?.waiting ?? 0 }, 0), isNew };
    },
    list,
    remove: (id, space) => feeds.remove(id, space),
  };
}

/**
 * The address of a feed as it is kept: absolute, without a fragment.
 *
 * @throws {BotError} `bad-request`, with the remedy
 */
export function parseFeedAddress(text: string): string {
  const trimmed = text.trim();
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`;
  // Podcast programs write feed:https://… and feed://….
  const address = whole.replace(/^feed:(?:\/\/)?(?=https?:)/i, '').replace(/^feed:\/\//i, 'https://');
  if (address.length > MAX_ADDRESS_CHARS || /\s/.test(address) || !URL.canParse(address)) {
    throw new BotError('bad-request', 'This is not an address. Give the whole address of the feed: https://…');
  }
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new BotError('bad-request', `Feeds are read from https:// and http:// only, and not from ${url.protocol}`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new BotError('bad-request', 'The address holds a name or a password, which everybody here would see.');
  }
  url.hash = '';
  return url.href;
}

function toFacts(feed: Feed & Pick<ListedFeed, 'articles' | 'held'>, unread: number): FeedFacts {
  const { id, url, title, state, articles, held, lastSuccessAt, lastError, note, excerptChars, embargoMs, creator } =
    feed;
  const waiting = held + unread;
  return {
    id,
    url,
    ...(title !== undefined && { title }),
    state,
    articles,
    ...(lastSuccessAt !== undefined && { lastSuccess: new Date(lastSuccessAt).toISOString() }),
    ...(lastError !== undefined && { lastError }),
    ...(note !== undefined && { note }),
    ...(state === 'active' && { nextTry: new Date(feed.nextAt).toISOString() }),
    ...(waiting > 0 && { waiting }),
    ...(excerptChars !== undefined && { excerptChars }),
    ...(embargoMs !== undefined && { embargoMs }),
    ...(creator !== undefined && { addedBy: creator }),
    ...(feed.space === '*' && { isForAll: true as const }),
  };
}
