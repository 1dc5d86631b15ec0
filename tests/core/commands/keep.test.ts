import { describe, expect, it } from 'vitest';
import { createKeepingRun, type KeptReply, type ReplyKeeper } from '../../../src/core/commands/keep.js';
import type { Request, Run } from '../../../src/core/commands/request.js';
import { BotError } from '../../../src/core/errors.js';
import { RecordingLog } from '../../fakes/recording-log.js';
import { createRequest, createTestRun } from './request-fixture.js';

/** Keeps replies in memory, and fails from the moment it is told to. */
class MemoryKeeper implements ReplyKeeper {
  readonly kept: KeptReply[] = [];
  isDown = false;

  async turns(space: string, thread: string, limit: number): Promise<readonly string[]> {
    this.#check();
    return this.kept
      .filter((kept) => kept.space === space && kept.thread === thread && kept.command === 'ask')
      .map(({ reply }) => reply.question ?? '')
      .slice(-limit);
  }

  async keep(kept: KeptReply): Promise<void> {
    this.#check();
    this.kept.push(kept);
  }

  #check(): void {
    if (this.isDown) throw new BotError('store-unavailable', 'The disk is full.');
  }
}

function createKept(run: Run = createTestRun().run) {
  const keeper = new MemoryKeeper();
  const log = new RecordingLog();
  let count = 0;
  const newId = () => {
    count += 1;
    return `reply-${count}`;
  };
  return { keeper, log, run: createKeepingRun(run, { keeper, newId, log }) };
}

const ask = (question: string, changes: Partial<Request> = {}) =>
  createRequest('ask', { question }, { space: 'slack:T1', thread: 'C1/1', ...changes });

describe('a reply in a thread', () => {
  it('is kept with its space, thread and asker, and gets the id under which it is kept', async () => {
    const { keeper, run } = createKept();
    const reply = await run(ask('When did the bridge open?'));
    expect(reply).toMatchObject({ kind: 'answer', id: 'reply-1' });
    expect(keeper.kept).toMatchObject([
      {
        id: 'reply-1',
        space: 'slack:T1',
        thread: 'C1/1',
        command: 'ask',
        asker: 'somebody',
        reply: { kind: 'answer' },
      },
    ]);
  });

  it('inherits from the questions kept in its thread, and from no other thread or space', async () => {
    const asked: Request[] = [];
    const { run } = createKept(async (request) => {
      asked.push(request);
      return createTestRun().run(request);
    });
    await run(ask('Who opened the bridge?'));
    await run(ask('Who paid for the harbour?', { thread: 'C1/2' }));
    await run(ask('Who closed the ferry?', { space: 'slack:T2' }));
    await run(ask('And when?', { conversation: ['said elsewhere'] }));
    expect(asked.at(-1)?.conversation).toEqual(['Who opened the bridge?', 'said elsewhere']);
  });

  it('knows the question before it when both come at once', async () => {
    const asked: Request[] = [];
    const { run } = createKept(async (request) => {
      asked.push(request);
      return createTestRun().run(request);
    });
    await Promise.all([run(ask('Who opened the bridge?')), run(ask('And when?'))]);
    expect(asked[1]?.conversation).toEqual(['Who opened the bridge?']);
  });

  it('of a command with nothing to come back to is not kept', async () => {
    const { keeper, run } = createKept();
    const reply = await run(createRequest('status', {}, { thread: 'C1/1' }));
    expect(reply.kind).toBe('status');
    expect(reply.id).toBeUndefined();
    expect(keeper.kept).toEqual([]);
  });

  it('that was kept before is not kept again', async () => {
    const { keeper, run } = createKept(async () => ({ kind: 'articles', id: 'earlier', hits: [] }));
    expect(await run(createRequest('kept', { reply: 'earlier' }, { thread: 'C1/1' }))).toMatchObject({ id: 'earlier' });
    expect(keeper.kept).toEqual([]);
  });

  it('goes out without an id when the store fails, which is logged, and has one again when it is back', async () => {
    const { keeper, log, run } = createKept();
    keeper.isDown = true;
    const reply = await run(ask('When did the bridge open?'));
    expect(reply.kind).toBe('answer');
    expect(reply.id).toBeUndefined();
    expect(log.lines.map(({ level }) => level)).toEqual(['warn', 'error']);
    keeper.isDown = false;
    expect((await run(ask('When did the bridge open?'))).id).toBeDefined();
  });
});

describe('a reply outside a thread', () => {
  it('is not kept', async () => {
    const { keeper, run } = createKept();
    const { thread: _, ...request } = ask('When did the bridge open?');
    const reply = await run(request);
    expect(reply.id).toBeUndefined();
    expect(keeper.kept).toEqual([]);
  });
});
