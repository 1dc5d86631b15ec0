import { describe, expect, it } from 'vitest';
import { createRateLimits, QUESTION, READING } from '../../../src/adapters/web/limits.js';

/** How many requests of a cost are taken from an address before one is refused. */
async function countTaken(address: string, cost: number, isOperator = false): Promise<number> {
  const limits = createRateLimits();
  for (let taken = 0; ; taken += 1) {
    try {
      await limits.count(address, cost, isOperator);
    } catch (error) {
      expect(error).toMatchObject({ status: 429, code: 'rate-limited', retrySeconds: expect.any(Number) });
      return taken;
    }
  }
}

describe('how much is taken from one address in a minute', () => {
  it('is what a person asks and reads', async () => {
    expect(await countTaken('192.0.2.7', QUESTION)).toBe(20);
    expect(await countTaken('192.0.2.7', READING)).toBe(600);
  });

  it('is what a program of the operator asks', async () => {
    expect(await countTaken('192.0.2.7', QUESTION, true)).toBe(600);
    expect(await countTaken('127.0.0.1', QUESTION)).toBe(600);
  });

  it('counts each address by itself, and a network of IPv6 as one', async () => {
    const limits = createRateLimits();
    for (let turn = 0; turn < 20; turn += 1) await limits.count(`2001:db8:1:2::${turn}`, QUESTION, false);
    await expect(limits.count('2001:db8:1:2:ffff::1', QUESTION, false)).rejects.toThrow('Ask again');
    await limits.count('2001:db8:1:3::1', QUESTION, false);
    await limits.count('192.0.2.7', QUESTION, false);
  });
});
