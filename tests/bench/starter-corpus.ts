import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type App, createApp } from '../../src/app.js';
import type { Article } from '../../src/core/article/article.js';
import type { Request } from '../../src/core/commands/request.js';
import { type EvalQuestion, parseQuestionFile } from '../../src/core/evaluation/question-file.js';
import { createRandom } from '../../src/lib/random.js';
import { createLog } from '../../src/log.js';

/** The folder that holds `src`, `corpus` and `tests`. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The starter corpus. */
export const CORPUS = fileURLToPath(new URL('../../corpus', import.meta.url));

/** Seed of everything that is drawn at random here, so that two runs measure the same work. */
const SEED = 20_231_010;

/** Loads a corpus as the command line does, without a log. */
export function openApp(corpus: string = CORPUS): Promise<App> {
  return createApp({ corpus, version: 'bench', log: createLog('silent') });
}

/** The development questions, in the order of their file. */
export async function readQuestions(): Promise<readonly EvalQuestion[]> {
  const path = new URL('../quality/questions-dev.jsonl', import.meta.url);
  return parseQuestionFile(await readFile(path, 'utf8')).questions;
}

/** The request that `eval` makes of a question. */
export function toAskRequest({ id, question, context }: EvalQuestion): Request {
  return {
    id,
    command: 'ask',
    arguments: { question },
    asker: { id: 'bench', mayManage: false },
    space: 'local',
    conversation: context,
  };
}

/**
 * Articles made of the sentences of others: each takes title, day, names and length from one of the articles at hand and
 * its sentences from all of them at random. The words are those of real reports, and no two texts are the same.
 *
 * @param count  how many, the articles at hand included
 */
export function growArticles(app: App, count: number): Article[] {
  const random = createRandom(SEED);
  const originals = [...app.library.all()].map(({ article }) => article);
  const sentences = originals.flatMap(({ id, body }) =>
    app.library.sentencesOf(id).map(({ start, end }) => body.slice(start, end)),
  );
  const pick = () => sentences[Math.floor(random() * sentences.length)] ?? '';
  return Array.from({ length: count }, (_, index) => {
    const original = originals[index % originals.length];
    if (original === undefined) throw new Error('There is no article to grow from.');
    if (index < originals.length) return original;
    const length = app.library.sentencesOf(original.id).length;
    const body = Array.from({ length }, pick).join('\n\n');
    return { ...original, id: `${original.id}-${index}`, revision: index.toString(16).padStart(12, '0'), body };
  });
}
