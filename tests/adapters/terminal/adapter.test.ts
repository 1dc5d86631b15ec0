import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTerminalAdapter } from '../../../src/adapters/terminal/adapter.js';
import { catalogue } from '../../../src/core/commands/catalogue.js';
import type { Request } from '../../../src/core/commands/request.js';
import type { Reply } from '../../../src/core/reply.js';

/** An adapter over two pipes, whose `run` keeps its requests and repeats the question after a moment. */
function createPrompt() {
  const input = new PassThrough();
  const output = new PassThrough();
  const requests: Request[] = [];
  let count = 0;
  const adapter = createTerminalAdapter({
    catalogue,
    run: async (request): Promise<Reply> => {
      requests.push(request);
      // The later a request, the sooner it would be done, were they not answered one after the other.
      for (let turn = requests.length; turn < 9; turn++) await setImmediate();
      const question = String(request.arguments.question ?? request.command);
      return {
        kind: 'no-match',
        reason: question === '' ? 'empty-question' : 'no-candidate',
        question,
        message: `Nothing on: ${question}.`,
        nearest: [],
        corpus: { articles: 0, publishers: 0 },
      };
    },
    input,
    output,
    isInteractive: false,
    color: false,
    greeting: 'Hello.',
    newId: () => `r${++count}`,
    isKnownArticle: (id) => id === 'known',
  });
  return { adapter, input, output, requests };
}

describe('the terminal adapter', () => {
  it('answers in the order of the lines and hands on the conversation', async () => {
    const { adapter, input, output, requests } = createPrompt();
    await adapter.start();
    input.end('Who came?\nsearch ferries\n\nAnd when?\n');
    await adapter.closed;
    output.end();
    expect(requests).toEqual([
      {
        id: 'r1',
        command: 'ask',
        arguments: { question: 'Who came?' },
        asker: { id: 'local', mayManage: true },
        space: 'local',
        conversation: [],
      },
      expect.objectContaining({ id: 'r2', command: 'search', arguments: { query: 'ferries' } }),
      expect.objectContaining({ id: 'r3', command: 'ask', conversation: ['Who came?'] }),
    ]);
    expect(await text(output)).toMatch(/^Hello\.\n\n.*Who came\?.*search.*And when\?/s);
  });

  it.each(['quit', 'EXIT'])('leaves at %s', async (word) => {
    const { adapter, input, requests } = createPrompt();
    await adapter.start();
    input.write(`${word}\nWho came?\n`);
    await adapter.closed;
    expect(requests).toEqual([]);
    expect(adapter.ready()).toBe(false);
  });

  it('takes no more lines once stopped, and answers those it has', async () => {
    const { adapter, input, output, requests } = createPrompt();
    await adapter.start();
    expect(adapter.ready()).toBe(true);
    input.write('Who came?\n');
    for (let turn = 0; turn < 3; turn++) await setImmediate();
    await adapter.stop();
    await adapter.closed;
    output.end();
    expect(requests).toHaveLength(1);
    expect(await text(output)).toContain('Nothing on: Who came?');
  });

  it('takes an article by its id only where there is one', async () => {
    const { adapter, input, requests } = createPrompt();
    await adapter.start();
    input.end('article known\narticle unknown\n');
    await adapter.closed;
    expect(requests.map(({ command }) => command)).toEqual(['article', 'ask']);
  });
});
