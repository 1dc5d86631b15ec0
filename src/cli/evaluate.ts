import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { App } from '../app.js';
import { compareRuns } from '../core/evaluation/compare.js';
import { toEvalJson } from '../core/evaluation/eval-run.js';
import { readEarlierRun, runEval } from './eval.js';
import { renderEvalReport } from './eval-report.js';
import { EXIT_DONE } from './exit-code.js';
import type { Output } from './output.js';
import { createProgress } from './progress.js';

/** What `eval` was told. */
export interface EvaluateOptions {
  readonly files: readonly string[];
  readonly misses?: boolean;
  /** Path of an earlier run, saved with `--json`. */
  readonly compare?: string;
}

/**
 * Runs an evaluation and writes its scores.
 *
 * @returns the exit code
 */
export async function evaluate(options: EvaluateOptions, app: App, output: Output): Promise<number> {
  // Read first: a wrong path should not be noticed only after minutes of questions.
  const earlier = options.compare === undefined ? undefined : await readEarlierRun(options.compare);
  await app.warmUp();
  const progress = createProgress(process.stderr);
  const run = await runEval({
    files: options.files,
    run: async (request) => {
      await yieldToEvents();
      return app.run(request);
    },
    articleBody: (id) => app.library.get(id)?.article.body,
    onProgress: (done, total) => progress.update('Asking questions', done, total),
  }).finally(() => progress.stop());
  const misses = options.misses === true;
  const comparison = earlier === undefined ? undefined : compareRuns(earlier, run);
  await output.value(
    { ...toEvalJson(run, { misses }), ...(comparison && { comparison }) },
    renderEvalReport(run, { misses, ...(comparison && { comparison }) }),
  );
  return EXIT_DONE;
}
