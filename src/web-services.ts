import type { ChatAdapter, ChatServices } from './core/chat.js';
import type { Run } from './core/commands/request.js';
import { BotError } from './core/errors.js';
import type { Libraries } from './core/libraries.js';
import type { Library } from './core/library.js';
import type { Log } from './core/ports.js';
import type { ArticleMention } from './core/reply.js';
import type { KeptQuestion, StoryOfArticle, WebServices } from './core/web.js';
import type { Measured, Metrics } from './metrics.js';
import type { Store } from './store/store.js';

/** What the services of the web page are made of. */
export interface WebServicesOptions {
  /** Without the limit of the chats: a page is several requests, and the port counts by address. */
  readonly run: Run;
  readonly libraries: Libraries;
  /** Those of the chats, which the page shares; absent without a state. */
  readonly chat?: ChatServices;
  readonly store?: Store;
  readonly log: Log;
  /** The local day of now, `YYYY-MM-DD`, in this IANA time zone or else in the one of the configuration. */
  today(zone: string | undefined): string;
}

/** What is known of the process beside the articles and the state. */
export interface Surroundings {
  readonly metrics: Metrics;
  adapters(): readonly ChatAdapter[];
}

/** Makes the services of the web page when its surroundings are there. */
export type CreateWebServices = (surroundings: Surroundings) => WebServices;

const MAX_COMPLETIONS = 25;
/** Messages that are looked at for the questions behind them. */
const MAX_POSTINGS = 40;

/**
 * The services of the web page, with and without a state. What the state cannot give is left out, and logged: nothing
 * here keeps an article from being shown.
 */
export function createWebServices(options: WebServicesOptions, { metrics, adapters }: Surroundings): WebServices {
  const { run, libraries, chat, store, log } = options;
  const claimed = new Set<string>();
  const measured: Measured = {
    index: () => {
      const { shared } = libraries;
      return { articles: shared.size, sentences: shared.countSentences(), words: shared.lexicon.size };
    },
    feeds: () => countFeeds(store, log),
    subscriptions: () => countSubscriptions(store, log),
    platforms: () => adapters().map((adapter) => ({ platform: adapter.platform, isReady: adapter.ready() })),
  };

  return {
    run,
    keeps: chat !== undefined,
    complete: async (field, prefix, space) =>
      chat?.complete(field, prefix, space) ?? libraries.of(space).complete(field, prefix, MAX_COMPLETIONS),
    knowsArticle: (space, id) => libraries.of(space).get(id) !== undefined,
    claimEvent: async (key) => {
      if (chat !== undefined) return chat.claimEvent(key);
      if (claimed.has(key)) return false;
      claimed.add(key);
      return true;
    },
    delivered: async (reply, channel, message) => chat?.delivered(reply, channel, message),
    range: (space) => libraries.of(space).range(),
    quotedIn: (article, space, limit) => findQuoting(article, space, limit, store, log),
    storyOf: (article, space) => findStory(article, libraries.of(space)),
    nearestDays: (day, space) => libraries.of(space).nearestDays(day),
    today: options.today,
    notReady: async () => (await findStoreFault(store)) ?? findLostPlatform(adapters()),
    metrics: async () => ({ contentType: metrics.contentType, text: await metrics.text(measured) }),
  };
}

async function findQuoting(article: string, space: string, limit: number, store: Store | undefined, log: Log) {
  try {
    const postings = (await store?.replies.quoting({ article, space, limit: MAX_POSTINGS })) ?? [];
    // What was asked twice is named once, by its newest answer.
    const kept = await Promise.all(
      postings.filter(isForAll).map(async ({ reply, at }) => {
        const question = (await store?.replies.get(reply, space))?.question;
        return question === undefined ? [] : [{ id: reply, question, at }];
      }),
    );
    const questions = new Map<string, KeptQuestion>();
    for (const one of kept.flat()) if (!questions.has(one.question)) questions.set(one.question, one);
    return [...questions.values()].slice(0, limit);
  } catch (error) {
    log.error({ err: error }, 'looking for answers that quote an article failed');
    return [];
  }
}

/**
 * A direct message on Slack belongs to the workspace, and was still written to the bot alone: its channel begins with a D
 * (https://docs.slack.dev/reference/objects/conversation-object). On Discord it is a space of its own.
 */
function isForAll({ channel }: { readonly channel: string }): boolean {
  return !/^D[A-Z0-9]+$/.test(channel);
}

function findStory(id: string, library: Library): StoryOfArticle | undefined {
  const { articles, from, to } = library.storyOf(id) ?? { articles: [] };
  if (articles.length < 2) return undefined;
  const others = articles.filter((other) => other !== id).flatMap((other) => library.get(other)?.article ?? []);
  return {
    articles: articles.length,
    sources: library.independentSources(articles),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    others: others.map(
      ({ id: article, title, published, publisher }): ArticleMention => ({
        article,
        title,
        ...(published !== undefined && { published }),
        ...(publisher !== undefined && { publisher }),
      }),
    ),
  };
}

async function countSubscriptions(store: Store | undefined, log: Log): Promise<number> {
  try {
    return (await store?.subscriptions.active())?.length ?? 0;
  } catch (error) {
    log.error({ err: error }, 'counting the subscriptions failed');
    return 0;
  }
}

async function countFeeds(store: Store | undefined, log: Log): Promise<Record<string, number>> {
  const numbers = { active: 0, disabled: 0 };
  try {
    for (const { state } of (await store?.feeds.all()) ?? []) numbers[state] += 1;
  } catch (error) {
    log.error({ err: error }, 'counting the feeds failed');
  }
  return numbers;
}

/** One small question to the store tells whether it is there. */
async function findStoreFault(store: Store | undefined): Promise<BotError | undefined> {
  try {
    await store?.replies.knows('local', 'ready');
    return undefined;
  } catch (error) {
    return error instanceof BotError
      ? error
      : new BotError('store-unavailable', 'The state cannot be read; the log has the details.');
  }
}

function findLostPlatform(adapters: readonly ChatAdapter[]): BotError | undefined {
  const lost = adapters.filter((adapter) => !adapter.ready());
  if (lost.length === 0) return undefined;
  const states = lost.map((adapter) => `${adapter.platform} is not connected (${adapter.state()})`);
  return new BotError('unreachable', `${states.join('; ')}.`, { retryable: true });
}
