import { expect, it } from 'vitest';
import { createLimitedRun } from '../src/asker-limit.js';
import type { Reply } from '../src/core/reply.js';
import { createRequest } from './core/commands/request-fixture.js';
import { RecordingLog } from './fakes/recording-log.js';

const DONE: Reply = { kind: 'done', message: 'Done.' };

async function askMany(
  times: number,
  space: string,
  asker: string,
  run = createLimitedRun(async () => DONE, new RecordingLog()),
) {
  const replies: Reply[] = [];
  for (let time = 0; time < times; time += 1) {
    replies.push(await run(createRequest('status', {}, { space, asker: { id: asker, mayManage: false } })));
  }
  return replies;
}

it('refuses a person who asks too often, kindly, and says when to ask again', async () => {
  const replies = await askMany(21, 'slack:T1', 'slack:U1');
  expect(replies.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => DONE));
  expect(replies.at(-1)).toMatchObject({
    kind: 'failure',
    code: 'rate-limited',
    message: expect.stringMatching(/Ask again in \d+ seconds?\.$/),
    reference: 'ref-1',
  });
});

it('lets others ask meanwhile, and counts a person together over all spaces', async () => {
  const run = createLimitedRun(async () => DONE, new RecordingLog());
  await askMany(20, 'slack:T1', 'slack:U1', run);
  expect(await askMany(1, 'slack:T1', 'slack:U2', run)).toEqual([DONE]);
  expect(await askMany(1, 'slack:T2', 'slack:U1', run)).toMatchObject([{ code: 'rate-limited' }]);
});

it('does not limit who sits at the machine', async () => {
  expect(await askMany(100, 'local', 'local')).toEqual(Array.from({ length: 100 }, () => DONE));
});
