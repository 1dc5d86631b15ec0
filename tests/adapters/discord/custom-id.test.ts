import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Control, parseCustomId, toCustomId } from '../../../src/adapters/discord/custom-id.js';

const reply = fc.stringMatching(/^[A-Za-z0-9_-]{1,24}$/);
const page = fc.nat(99_999);

const control: fc.Arbitrary<Control> = fc.oneof(
  fc.record({ action: fc.constantFrom('more' as const, 'why' as const, 'show' as const), reply, page }),
  fc.record({
    action: fc.constantFrom(
      'helpful' as const,
      'unhelpful' as const,
      'reason' as const,
      'export' as const,
      'pick' as const,
    ),
    reply,
  }),
  fc.record({ action: fc.constant('open' as const), reply, source: fc.nat(9_999) }),
  fc.record({ action: fc.constant('open' as const), reply, source: fc.nat(9_999), page }),
  fc.record({ action: fc.constant('article' as const), article: fc.string({ minLength: 1, maxLength: 300 }), page }),
  fc.record({ action: fc.constant('mute' as const), reply }),
  fc.record({ action: fc.constant('mute' as const), reply, story: fc.integer({ min: 1, max: 9_999 }) }),
  fc.record({
    action: fc.constantFrom('pause' as const, 'resume' as const, 'unsubscribe' as const),
    subscription: fc.string({ minLength: 1, maxLength: 300 }),
  }),
  fc.record({ action: fc.constant('web' as const) }),
  fc.record({ action: fc.constant('posted' as const), key: fc.string({ minLength: 1, maxLength: 300 }) }),
);

describe('a control', () => {
  it('comes back from its custom id, which is of 100 characters at most', () => {
    fc.assert(
      fc.property(control, (given) => {
        const id = toCustomId(given);
        if (id === undefined) {
          expect(['article', 'posted', 'pause', 'resume', 'unsubscribe']).toContain(given.action);
          return;
        }
        expect(id.length).toBeLessThanOrEqual(100);
        expect(parseCustomId(id)).toEqual(given);
      }),
    );
  });

  it('has no custom id when its article, key or subscription is too long for one', () => {
    expect(toCustomId({ action: 'article', article: 'a'.repeat(100), page: 0 })).toBeUndefined();
    expect(toCustomId({ action: 'posted', key: 'k'.repeat(100) })).toBeUndefined();
  });
});

describe('parseCustomId', () => {
  it.each([
    '',
    'more',
    'more:',
    'more:a',
    'more:a:x',
    'why:a:b:1',
    'open:a',
    'open:a:-1',
    'article:1:',
    'launch:a',
    'helpful:a:b',
    'mute:',
    'mute:a:0',
    'mute:a:b',
    'pause:',
  ])('takes %j for none of ours', (id) => {
    expect(parseCustomId(id)).toBeUndefined();
  });

  it('takes any text', () => {
    fc.assert(fc.property(fc.string(), (id) => void parseCustomId(id)));
  });
});
