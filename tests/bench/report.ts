import { percentileOf } from '../../src/core/evaluation/statistics.js';

/** Times in milliseconds, collected while something is measured. */
export interface Samples {
  readonly name: string;
  readonly ms: number[];
}

/** Starts a list of times. */
export function createSamples(name: string): Samples {
  return { name, ms: [] };
}

/** Runs something and keeps how long it took. */
export async function time(samples: Samples, run: () => unknown): Promise<void> {
  const startedAt = performance.now();
  await run();
  samples.ms.push(performance.now() - startedAt);
}

/** Prints mean, median and 95th percentile of each, and the median as a multiple of the first one's. */
export function printTimes(title: string, all: readonly Samples[]): void {
  const [base] = all;
  const most = Math.max(...all.map(({ name }) => name.length));
  const lines = all.map((samples) => {
    const ratio = base === undefined ? 1 : percentileOf(samples.ms, 0.5) / percentileOf(base.ms, 0.5);
    const numbers = [meanOf(samples), percentileOf(samples.ms, 0.5), percentileOf(samples.ms, 0.95)];
    const cells = numbers.map((number) => number.toFixed(3).padStart(10));
    return `  ${samples.name.padEnd(most)}${cells.join('')}${`${ratio.toFixed(2)} x`.padStart(10)}${String(samples.ms.length).padStart(8)}`;
  });
  const heading = ['mean ms', 'p50 ms', 'p95 ms', 'ratio'].map((text) => text.padStart(10)).join('');
  process.stdout.write(`\n${title}\n  ${' '.repeat(most)}${heading}${'runs'.padStart(8)}\n${lines.join('\n')}\n`);
}

function meanOf({ ms }: Samples): number {
  return ms.reduce((sum, value) => sum + value, 0) / ms.length;
}
