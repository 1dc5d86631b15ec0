import { PassThrough } from 'node:stream';
import { onTestFinished } from 'vitest';
import { createTerminalAdapter } from '../../../src/adapters/terminal/adapter.js';
import { catalogue } from '../../../src/core/commands/catalogue.js';
import { FixedMemory } from '../../fakes/fixed-memory.js';
import type { Platform } from './driver.js';

/** The prompt over two pipes: one line after the other, no buttons. */
export const terminalPlatform: Platform = {
  name: 'terminal',
  open: async (createRun) => {
    const input = new PassThrough();
    const output = new PassThrough();
    let written = '';
    output.on('data', (chunk: Buffer) => {
      written += chunk.toString();
    });
    let count = 0;
    const adapter = createTerminalAdapter({
      catalogue,
      run: createRun(new FixedMemory()),
      input,
      output: Object.assign(output, { columns: 2_000 }),
      isInteractive: false,
      color: false,
      greeting: '',
      newId: () => `r${++count}`,
      isKnownArticle: () => false,
    });
    await adapter.start();
    onTestFinished(() => adapter.stop());
    return {
      ask: async (text) => {
        const before = written.length;
        input.write(`${text}\n`);
        while (!written.slice(before).endsWith('\n\n')) {
          await new Promise<void>((resolve) => output.once('data', () => resolve()));
        }
        return { text: written.slice(before), buttons: [] };
      },
      refusals: () => [],
      ready: () => adapter.ready(),
      stop: () => adapter.stop(),
    };
  },
};
