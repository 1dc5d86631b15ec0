import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { createArticleHistory } from './article-history.js';
import { createLimitedRun } from './asker-limit.js';
import { createChatServices } from './chat-services.js';
import { answerQuestion } from './core/answer/answer.js';
import type { Article } from './core/article/article.js';
import type { ChatServices } from './core/chat.js';
import { createKeepingRun } from './core/commands/keep.js';
import type { Run } from './core/commands/request.js';
import { createRun } from './core/commands/run.js';
import { BotError } from './core/errors.js';
import { createMiniSearchIndex } from './core/index/minisearch-index.js';
import { Libraries } from './core/libraries.js';
import type { Library } from './core/library.js';
import type { FeedKeeper, Log, Memory } from './core/ports.js';
import { parseQuestion } from './core/question/parse-question.js';
import type { StatusReply } from './core/reply.js';
import type { Member } from './core/sign-in.js';
import { createDigestComposer, type DigestComposer } from './digest-composer.js';
import { createDigestKeeper, type DigestDefaults, toToday } from './digests.js';
import { createFeedKeeper } from './feeds.js';
import { readCorpus } from './ingest/corpus.js';
import { toPlace } from './ingest/problem.js';
import { createLiveArticles } from './live-articles.js';
import type { Store } from './store/store.js';
import { type CreateWebServices, createWebServices } from './web-services.js';

/** What the parts are joined with. */
export interface AppOptions {
  /** A folder or a file. */
  readonly corpus: string;
  readonly version: string;
  readonly log: Log;
  /** What is remembered. Absent: nothing is read and nothing kept. */
  readonly state?: AppState;
  /** Told how far loading has come; `step` is in words. */
  onProgress?(step: string, done: number, total: number): void;
  /** Items of a feed that are still to be read, while it is read; default none. */
  waiting?(feed: string): number;
  /** When digests come for those who do not say; default at 08:00 UTC. */
  readonly digests?: DigestDefaults;
  /** Milliseconds since 1970 in UTC; default the clock of the machine. */
  now?(): number;
  /** The state of each chat platform, for `status`; default none. */
  platforms?(): StatusReply['platforms'];
  /** Where the web page is reached, without a slash at its end. */
  readonly publicUrl?: string;
  /** Makes links that sign somebody in to the web page; absent: it cannot be reached from outside. */
  toSignInLink?(member: Member): string;
  /** The run with something around it that counts or times; default as it is. */
  measure?(run: Run): Run;
}

/** The state, with what is needed to keep replies in it. */
interface AppState {
  readonly store: Store;
  /** Makes the ids of kept replies: hard to guess, at most 24 of `[A-Za-z0-9_-]`. */
  newId(): string;
  /** Makes ids that people can type: of `[a-z0-9]`. */
  newShortId(): string;
}

/** The joined parts: a corpus in memory and one function that runs requests on it. */
export interface App {
  readonly corpus: string;
  /** What all can see: the corpus, and articles that were added for all. */
  readonly library: Library;
  /** What a space can see. */
  libraryOf(space: string): Library;
  readonly run: Run;
  /** What digests are made with. */
  readonly composer: DigestComposer;
  /** What chat adapters are given; absent without a state that can be written. */
  readonly services?: ChatServices;
  /** What the web page is given, with a state or without. */
  readonly createWebServices: CreateWebServices;
  /** Corpus entries that could not be loaded, each as `file:line: what is wrong and what to do`. */
  readonly problems: readonly string[];
  /**
   * Reads the sentences of every article, and whose copies they are, ahead of the first question, and asks some titles, so that the first person who
   * asks waits no longer than the next; for whoever will ask many.
   */
  warmUp(): Promise<void>;
  /** The articles of the corpus folder. */
  readonly corpusArticles: readonly Article[];
  /** Shows an article that the store has to a space, `*` for all: it answers questions from then on. */
  show(article: Article, space: string): void;
  /** Shows and hides what other bots of the same database have added or taken away since the last look. */
  follow(): Promise<void>;
  /** Settles when the requests that are under way have their replies. */
  stop(): Promise<void>;
}

const DEFAULT_DIGESTS: DigestDefaults = { at: '08:00', zone: 'UTC' };

/** Longest time in milliseconds for which warming up keeps everything else waiting. */
const MAX_BUSY_MS = 100;

/** Titles that are asked before the first question: from then on the engine runs compiled code. */
const WARM_QUESTIONS = 100;

/**
 * Reads the corpus and what was added at run time, and joins the parts.
 *
 * @throws {BotError} `corpus-unreadable` when there is no corpus at that path; `store-unavailable`
 */
export async function createApp(options: AppOptions): Promise<App> {
  const { state, log } = options;
  const store = state?.store;
  const corpus = await readCorpus(options.corpus, {
    onProgress: (done, total) => options.onProgress?.('Reading files', done, total),
  });
  const libraries = new Libraries(createMiniSearchIndex, corpus.aliases);
  const { shared } = libraries;
  const live = createLiveArticles({ libraries, ...(store && { store }), log });
  await live.load(corpus.articles, (done, total) => options.onProgress?.('Indexing articles', done, total));
  const problems = [
    ...corpus.problems.map(({ file, line, message }) => `${toPlace(file, line)}: ${message}`),
    ...corpus.duplicates.map(({ source, of }) => `${source}: has the same text as article ${of} and was left out.`),
  ];
  const history = createArticleHistory(options.corpus, store?.articles);
  const now = options.now ?? Date.now;
  const composer = createDigestComposer({
    libraryOf: (space) => libraries.of(space),
    history,
    ...(store && { store }),
    now,
  });
  const defaults = options.digests ?? DEFAULT_DIGESTS;
  const digests = createDigestKeeper({
    composer,
    ...(state && { store: state.store }),
    defaults,
    newId: state?.newShortId ?? refuseId,
    now,
  });
  const feeds = state && toFeedKeeper(state, options.waiting);
  const bare = createRun({
    libraryOf: (space) => libraries.of(space),
    ...(store && { memory: toMemory(store) }),
    history,
    ...(feeds && { feeds }),
    digests,
    version: options.version,
    ...(options.publicUrl !== undefined && { publicUrl: options.publicUrl }),
    log,
    platforms: options.platforms ?? (() => []),
    problems: () => problems,
  });
  const answer = options.measure?.(bare) ?? bare;
  const keeping =
    state?.store.canWrite === true
      ? createKeepingRun(answer, { keeper: state.store.replies, newId: state.newId, log })
      : answer;
  const underWay = new Set<Promise<unknown>>();
  const run: Run = (request) => {
    const reply = keeping(request).finally(() => underWay.delete(reply));
    underWay.add(reply);
    return reply;
  };
  const stop = async () => {
    await Promise.allSettled(underWay);
  };
  const warmUp = async () => {
    let since = performance.now();
    let asked = 0;
    for (const { article, sentences } of shared.all()) {
      shared.readCopies(article.id);
      if (sentences.length > 0 && asked < WARM_QUESTIONS) {
        answerQuestion(parseQuestion(article.title, shared), shared, { limit: 1, explain: false });
        asked += 1;
      }
      if (performance.now() - since > MAX_BUSY_MS) {
        await yieldToEvents();
        since = performance.now();
      }
    }
  };
  const services =
    store?.canWrite === true && feeds !== undefined
      ? createChatServices({
          run: createLimitedRun(run, log),
          libraries,
          feeds,
          digests,
          store,
          log,
          ...(options.toSignInLink && { toSignInLink: options.toSignInLink }),
        })
      : undefined;
  return {
    corpus: options.corpus,
    corpusArticles: corpus.articles,
    library: shared,
    libraryOf: (space) => libraries.of(space),
    run,
    composer,
    ...(services && { services }),
    createWebServices: (surroundings) =>
      createWebServices(
        {
          run,
          libraries,
          log,
          today: (zone) => toToday(zone === undefined ? defaults : { zone }, now()),
          ...(services && { chat: services }),
          ...(store && { store }),
        },
        surroundings,
      ),
    problems,
    warmUp,
    show: live.show,
    follow: live.follow,
    stop,
  };
}

function toFeedKeeper({ store, newShortId }: AppState, waiting: AppOptions['waiting']): FeedKeeper {
  const keeper = createFeedKeeper({ feeds: store.feeds, newId: newShortId, ...(waiting && { waiting }) });
  return store.canWrite ? keeper : { ...keeper, add: refuseChange, remove: refuseChange };
}

/** Without a state nothing is subscribed to. */
function refuseId(): never {
  throw new BotError('internal', 'An id was to be made where nothing is kept.');
}

async function refuseChange(): Promise<never> {
  throw new BotError(
    'bad-request',
    'Here the state is only read. To change feeds, use dateline feed add and dateline feed remove.',
  );
}

function toMemory(store: Store): Memory {
  return {
    replyOf: (id, space) => store.replies.get(id, space),
    judge: (judgement) => store.feedback.judge(judgement),
    forget: (asker) => store.people.forget(asker),
  };
}
