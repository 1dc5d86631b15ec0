import { expect, it } from 'vitest';
import { createPrivateThreads } from '../../../src/adapters/slack/private-threads.js';

function createThreads() {
  let count = 0;
  return createPrivateThreads(() => {
    count += 1;
    return `id-${count}`;
  });
}

it('is one conversation for a person and a channel, and another for everybody else', () => {
  const threadOf = createThreads();
  const own = threadOf({ channel: 'C1', user: 'U1' });
  expect(threadOf({ channel: 'C1', user: 'U1' })).toBe(own);
  expect(threadOf({ channel: 'C1', user: 'U2' })).not.toBe(own);
  expect(threadOf({ channel: 'C2', user: 'U1' })).not.toBe(own);
});

it('does not name the person', () => {
  expect(createThreads()({ channel: 'C1', user: 'U1' })).not.toContain('U1');
});

it('forgets the one that was used longest ago when there are very many', () => {
  const threadOf = createThreads();
  const [first, second] = [threadOf({ channel: 'C1', user: 'U1' }), threadOf({ channel: 'C1', user: 'U2' })];
  for (let number = 0; number < 999; number += 1) threadOf({ channel: 'C2', user: `U${number}` });
  expect(threadOf({ channel: 'C1', user: 'U2' })).toBe(second);
  expect(threadOf({ channel: 'C1', user: 'U1' })).not.toBe(first);
});
