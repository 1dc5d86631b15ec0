import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkByAverage } from '../../../src/core/events/link-articles.js';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const keyOf = (one: string, other: string) => [one, other].sort().join('');
const likenessFrom =
  (pairs: Readonly<Record<string, number>>) =>
  (one: string, other: string): number =>
    pairs[keyOf(one, other)] ?? 0;

describe('linking by average', () => {
  it('joins what is alike on average', () => {
    const likeness = likenessFrom({ ab: 0.9, bc: 0.8, ac: 0.5 });
    expect(linkByAverage(['c', 'a', 'b', 'd'], likeness, 0.6)).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('makes no group of a chain', () => {
    const likeness = likenessFrom({ ab: 0.9, bc: 0.8, cd: 0.9 });
    expect(linkByAverage(['a', 'b', 'c', 'd'], likeness, 0.6)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('keeps apart what may not be in one group, however alike the others are', () => {
    const likeness = likenessFrom({ ab: 3, bc: 3, ac: -1 });
    expect(linkByAverage(['a', 'b', 'c'], likeness, 0.6)).toEqual([['a', 'b'], ['c']]);
  });

  it('makes no difference of the order of ids, and leaves no two groups that would have to be joined', () => {
    const likenesses = fc.dictionary(
      fc.tuple(fc.constantFrom(...IDS), fc.constantFrom(...IDS)).map(([one, other]) => keyOf(one, other)),
      fc.constantFrom(-1, 0.2, 0.5, 0.7, 0.7, 1),
    );
    const shuffled = fc.shuffledSubarray(IDS, { minLength: IDS.length });
    fc.assert(
      fc.property(likenesses, shuffled, (pairs, ids) => {
        const likeness = likenessFrom(pairs);
        const groups = linkByAverage(ids, likeness, 0.6);
        expect(groups).toEqual(linkByAverage(IDS, likeness, 0.6));
        expect(groups.flat().sort()).toEqual(IDS);
        groups.forEach((one, at) => {
          for (const other of groups.slice(at + 1)) {
            const values = one.flatMap((a) => other.map((b) => likeness(a, b)));
            const average = values.reduce((sum, value) => sum + value, 0) / values.length;
            expect(values.some((value) => value < 0) || average < 0.6).toBe(true);
          }
        });
      }),
    );
  });
});
