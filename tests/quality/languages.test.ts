import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.js';
import { runEval } from '../../src/cli/eval.js';
import type { EvalRun } from '../../src/core/evaluation/eval-run.js';
import { detectLanguage } from '../../src/ingest/detect-language.js';
import { RecordingLog } from '../fakes/recording-log.js';

const pathOf = (path: string): string => fileURLToPath(new URL(`../fixtures/languages/${path}`, import.meta.url));
const LANGUAGES = ['fr', 'es', 'ar', 'he', 'zh'];
/** One miss in a dozen questions is allowed. */
const LEAST_HIT1 = 0.9;

const score = (app: App): Promise<EvalRun> =>
  runEval({
    files: [pathOf('questions.jsonl')],
    run: app.run,
    articleBody: (id) => app.library.get(id)?.article.body,
  });

describe('questions in five languages on invented articles', () => {
  let run: EvalRun;

  beforeAll(async () => {
    const app = await createApp({ corpus: pathOf('corpus'), version: 'test', log: new RecordingLog() });
    run = await score(app);
  });

  it('are all read', () => {
    expect(run.questions).toBe(79);
    expect(run.problems).toBeUndefined();
  });

  it.each(LANGUAGES)('in %s find the right article first', (language) => {
    expect(run.byType[language]?.hit1).toBeGreaterThanOrEqual(LEAST_HIT1);
  });
});

describe('the same articles without language tags', () => {
  it('are found as well, by the language that each text shows', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'languages-'));
    try {
      for (const file of readdirSync(pathOf('corpus'))) {
        const tagged = readFileSync(join(pathOf('corpus'), file), 'utf8');
        writeFileSync(join(folder, file), tagged.replace(/^language: .*\n/mu, ''));
      }
      const app = await createApp({ corpus: folder, version: 'test', log: new RecordingLog() });
      const wrong = [...app.library.all()].filter(({ article }) => article.language !== article.id.slice(0, 2));
      expect(wrong).toEqual([]);
      expect((await score(app)).hit1).toBeGreaterThanOrEqual(LEAST_HIT1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('show their language in each paragraph', () => {
    const texts = readdirSync(pathOf('corpus')).flatMap((file) => {
      const [, , body = ''] = readFileSync(join(pathOf('corpus'), file), 'utf8').split('---\n');
      return body.split('\n\n').map((text) => ({ language: file.slice(0, 2), text }));
    });
    expect(texts.length).toBeGreaterThan(80);
    expect(texts.filter(({ language, text }) => detectLanguage(text) !== language)).toEqual([]);
  });
});
