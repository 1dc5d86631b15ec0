import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toExcerpt } from '../../src/ingest/excerpt.js';

describe('toExcerpt', () => {
  it.each([
    ['One came. Two went. Three stayed.', 100, 'One came. Two went. Three stayed.'],
    ['One came. Two went. Three stayed.', 20, 'One came. Two went.'],
    ['One came. Two went.', 9, 'One came.'],
    ['A very long first sentence that goes on and on.', 20, 'A very long first…'],
    ['متى وصلت السفينة؟ وصلت أمس.', 18, 'متى وصلت السفينة؟'],
    ['Donaudampfschifffahrtsgesellschaft', 10, 'Donaudamp…'],
  ])('of %j in %i characters is %j', (text, maxChars, excerpt) => {
    expect(toExcerpt(text, maxChars)).toBe(excerpt);
  });

  it('is always a beginning of the text, marked where it breaks off in a sentence, and never too long', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 1, max: 200 }),
        (text, maxChars) => {
          const excerpt = toExcerpt(text, maxChars);
          expect(excerpt.length).toBeLessThanOrEqual(maxChars);
          const isWhole = text.trimStart().startsWith(excerpt.trimStart());
          expect(isWhole || excerpt.endsWith('…')).toBe(true);
          expect(text.trimStart().startsWith(excerpt.trimStart().replace(isWhole ? '' : /…$/u, ''))).toBe(true);
        },
      ),
    );
  });
});
