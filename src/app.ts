import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { createLimitedRun } from './asker-limit.js';
import { createChatServices } from './chat-services.js';
import { answerQuestion } from './core/answer/answer.js';
import type { Article } from './core/article/article.js';
import type { ChatServices } from './core/chat.js';
import { createKeepingRun } from './core/commands/keep.js';
import type { Run } from './core/commands/request.js';
import { createRun } from './core/commands/run.js';
import { createMiniSearchIndex } from './core/index/minisearch-index.js';
import { Libraries } from './core/libraries.js';
import type { Library } from './core/library.js';
import type { Log, Memory } from './core/ports.js';
import { parseQuestion } from './core/question/parse-question.js';
import type { StatusReply } from './core/reply.js';
import { readCorpus } from './ingest/corpus.js';
import { toPlace } from './ingest/problem.js';
import type { Store } from './store/store.js';

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
  /** The state of each chat platform, for `status`; default none. */
  platforms?(): StatusReply['platforms'];
}

/** The state, with what is needed to keep replies in it. */
interface AppState {
  readonly store: Store;
  /** Makes the ids of kept replies: hard to guess, at most 24 of `[A-Za-z0-9_-]`. */
  newId(): string;
}

/** The joined parts: a corpus in memory and one function that runs requests on it. */
export interface App {
  readonly corpus: string;
  /** What all can see: the corpus, and articles that were added for all. */
  readonly library: Library;
  /** What a space can see. */
  libraryOf(space: string): Library;
  readonly run: Run;
  /** What chat adapters are given; absent without a state that can be written. */
  readonly services?: ChatServices;
  /** Corpus entries that could not be loaded, each as `file:line: what is wrong and what to do`. */
  readonly problems: readonly string[];
  /**
   * Reads the sentences of every article ahead of the first question, and asks some titles, so that the first person who
   * asks waits no longer than the next; for whoever will ask many.
   */
  warmUp(): Promise<void>;
  /** Shows and hides what other bots of the same database have added or taken away since the last look. */
  follow(): Promise<void>;
  /** Settles when the requests that are under way have their replies. */
  stop(): Promise<void>;
}

/** Longest time in milliseconds for which indexing keeps signals and the progress bar waiting. */
const MAX_BUSY_MS = 100;

/** Changes of added articles that are looked at in one piece. */
const MAX_CHANGES = 500;

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
  let busySince = performance.now();
  for (const [index, article] of corpus.articles.entries()) {
    shared.add(article);
    if (performance.now() - busySince > MAX_BUSY_MS) {
      options.onProgress?.('Indexing articles', index + 1, corpus.articles.length);
      await yieldToEvents();
      busySince = performance.now();
    }
  }
  let seq = 0;
  if (store !== undefined) {
    // Before what is visible: whatever changes meanwhile is shown twice rather than never.
    seq = await store.articles.lastSeq();
    await showAdded(store, libraries, log);
  }
  const problems = [
    ...corpus.problems.map(({ file, line, message }) => `${toPlace(file, line)}: ${message}`),
    ...corpus.duplicates.map(({ source, of }) => `${source}: has the same text as article ${of} and was left out.`),
  ];
  const answer = createRun({
    libraryOf: (space) => libraries.of(space),
    ...(store && { memory: toMemory(store) }),
    version: options.version,
    log,
    platforms: options.platforms ?? (() => []),
    problems: () => problems,
  });
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
  const follow = async () => {
    if (store === undefined) return;
    for (let isMore = true; isMore; ) {
      const next = await store.articles.changesSince(seq, MAX_CHANGES);
      for (const { change, id, space, article } of next.changes) {
        if (change === 'shown') show(libraries, article, space, log);
        else libraries.hide(id, space);
      }
      isMore = next.seq !== seq;
      seq = next.seq;
    }
  };
  const stop = async () => {
    await Promise.allSettled(underWay);
  };
  const warmUp = async () => {
    let since = performance.now();
    let asked = 0;
    for (const { article, sentences } of shared.all()) {
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
  return {
    corpus: options.corpus,
    library: shared,
    libraryOf: (space) => libraries.of(space),
    run,
    ...(store?.canWrite === true && {
      services: createChatServices({ run: createLimitedRun(run, log), libraries, store, log }),
    }),
    problems,
    warmUp,
    follow,
    stop,
  };
}

/** Notes the first sight of the folder's articles, and shows those that were added at run time to whoever may see them. */
async function showAdded(store: Store, libraries: Libraries, log: Log): Promise<void> {
  if (store.canWrite) {
    const seen = [...libraries.shared.all()].map(({ article }) => ({
      article: article.id,
      revision: article.revision,
    }));
    await store.articles.noteSeen(seen);
  }
  for await (const { article, space } of store.articles.visible()) show(libraries, article, space, log);
}

function show(libraries: Libraries, article: Article, space: string, log: Log): void {
  if (libraries.show(article, space)) return;
  log.warn({ article: article.id, space }, 'an added article has the id of one that all see, and is not shown');
}

function toMemory(store: Store): Memory {
  return {
    revisionsOf: (article, space) => store.articles.revisionsOf(article, space),
    replyOf: (id, space) => store.replies.get(id, space),
    judge: (judgement) => store.feedback.judge(judgement),
    forget: (asker) => store.people.forget(asker),
  };
}
