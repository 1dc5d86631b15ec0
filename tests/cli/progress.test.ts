import { PassThrough } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createProgress } from '../../src/cli/progress.js';

/** A stream that takes itself for a terminal, or not, and keeps what is written. */
function createStream(isTTY: boolean) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 80 }) as unknown as NodeJS.WriteStream &
    PassThrough;
  const chunks: string[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  return { stream, written: () => chunks.join('') };
}

/** Reports `reports` steps, each a second after the other, and waits until a bar could have been loaded. */
async function report(stream: NodeJS.WriteStream, reports: number) {
  let seconds = 0;
  const progress = createProgress(stream, () => seconds * 1000);
  for (let done = 1; done <= reports; done++) {
    seconds++;
    progress.update('Reading files', done, 10);
    await import('cli-progress');
    await setTimeout(20);
  }
  progress.stop();
}

describe('createProgress', () => {
  it('shows a bar once the work has taken more than a second', async () => {
    const { stream, written } = createStream(true);
    await report(stream, 4);
    expect(written()).toMatch(/Reading files \[.*\d\/10/);
  });

  it('shows nothing for short work', async () => {
    const { stream, written } = createStream(true);
    await report(stream, 1);
    expect(written()).toBe('');
  });

  it('shows nothing where there is no terminal', async () => {
    const { stream, written } = createStream(false);
    await report(stream, 4);
    expect(written()).toBe('');
  });
});
