import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { answerQuestion } from './core/answer/answer.js';
import type { Run } from './core/commands/request.js';
import { createRun } from './core/commands/run.js';
import { createMiniSearchIndex } from './core/index/minisearch-index.js';
import { Library } from './core/library.js';
import type { Log } from './core/ports.js';
import { parseQuestion } from './core/question/parse-question.js';
import type { StatusReply } from './core/reply.js';
import { readCorpus } from './ingest/corpus.js';
import { toPlace } from './ingest/problem.js';

/** What the parts are joined with. */
export interface AppOptions {
  /** A folder or a file. */
  readonly corpus: string;
  readonly version: string;
  readonly log: Log;
  /** Told how far loading has come; `step` is in words. */
  onProgress?(step: string, done: number, total: number): void;
  /** The state of each chat platform, for `status`; default none. */
  platforms?(): StatusReply['platforms'];
}

/** The joined parts: a corpus in memory and one function that runs requests on it. */
export interface App {
  readonly corpus: string;
  readonly library: Library;
  readonly run: Run;
  /** Corpus entries that could not be loaded, each as `file:line: what is wrong and what to do`. */
  readonly problems: readonly string[];
  /**
   * Reads the sentences of every article ahead of the first question, and asks some titles, so that the first person who
   * asks waits no longer than the next; for whoever will ask many.
   */
  warmUp(): Promise<void>;
  /** Settles when the requests that are under way have their replies. */
  stop(): Promise<void>;
}

/** Longest time in milliseconds for which indexing keeps signals and the progress bar waiting. */
const MAX_BUSY_MS = 100;

/** Titles that are asked before the first question: from then on the engine runs compiled code. */
const WARM_QUESTIONS = 100;

/**
 * Reads the corpus and joins the parts.
 *
 * @throws {BotError} `corpus-unreadable` when there is no corpus at that path
 */
export async function createApp(options: AppOptions): Promise<App> {
  const corpus = await readCorpus(options.corpus, {
    onProgress: (done, total) => options.onProgress?.('Reading files', done, total),
  });
  const library = new Library(createMiniSearchIndex(), corpus.aliases);
  let busySince = performance.now();
  for (const [index, article] of corpus.articles.entries()) {
    library.add(article);
    if (performance.now() - busySince > MAX_BUSY_MS) {
      options.onProgress?.('Indexing articles', index + 1, corpus.articles.length);
      await yieldToEvents();
      busySince = performance.now();
    }
  }
  const problems = [
    ...corpus.problems.map(({ file, line, message }) => `${toPlace(file, line)}: ${message}`),
    ...corpus.duplicates.map(({ source, of }) => `${source}: has the same text as article ${of} and was left out.`),
  ];
  const answer = createRun({
    library,
    version: options.version,
    log: options.log,
    platforms: options.platforms ?? (() => []),
    problems: () => problems,
  });
  const underWay = new Set<Promise<unknown>>();
  const run: Run = (request) => {
    const reply = answer(request).finally(() => underWay.delete(reply));
    underWay.add(reply);
    return reply;
  };
  const stop = async () => {
    await Promise.allSettled(underWay);
  };
  const warmUp = async () => {
    let since = performance.now();
    let asked = 0;
    for (const { article, sentences } of library.all()) {
      if (sentences.length > 0 && asked < WARM_QUESTIONS) {
        answerQuestion(parseQuestion(article.title, library), library, { limit: 1, explain: false });
        asked += 1;
      }
      if (performance.now() - since > MAX_BUSY_MS) {
        await yieldToEvents();
        since = performance.now();
      }
    }
  };
  return { corpus: options.corpus, library, run, problems, warmUp, stop };
}
