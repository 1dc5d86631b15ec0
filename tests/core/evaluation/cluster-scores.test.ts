import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clusters, scoreByItem, scoreByPair } from '../../../src/core/evaluation/cluster-scores.js';

const ITEMS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'];
const RIGHT: Clusters = [
  ['a', 'b', 'c', 'd', 'e'],
  ['f', 'g'],
  ['h', 'i', 'j', 'k', 'l'],
];

/** A grouping of the items, by the number of the group of each. */
const clusters = fc
  .array(fc.integer({ min: 0, max: 5 }), { minLength: ITEMS.length, maxLength: ITEMS.length })
  .map((numbers): Clusters => [0, 1, 2, 3, 4, 5].map((group) => ITEMS.filter((_, at) => numbers[at] === group)));

describe('the score by item', () => {
  // The two examples with which Bagga and Baldwin introduce the measure: the same wrong link, in a small and a large group.
  it.each<[string, Clusters, number]>([
    [
      'a small group joined to a large one',
      [
        ['a', 'b', 'c', 'd', 'e'],
        ['f', 'g', 'h', 'i', 'j', 'k', 'l'],
      ],
      16 / 21,
    ],
    [
      'two large groups joined',
      [
        ['a', 'b', 'c', 'd', 'e', 'h', 'i', 'j', 'k', 'l'],
        ['f', 'g'],
      ],
      7 / 12,
    ],
  ])('is the precision that its authors give for %s', (_, found, precision) => {
    const scores = scoreByItem(found, RIGHT, ITEMS);
    expect(scores.precision).toBeCloseTo(precision, 12);
    expect(scores.recall).toBe(1);
    expect(scores.f1).toBeCloseTo((2 * precision) / (precision + 1), 12);
  });

  it('has full precision and the recall of one article in its group when everything is left alone', () => {
    expect(scoreByItem([], RIGHT, ITEMS)).toMatchObject({ precision: 1, recall: expect.closeTo(3 / 12) });
  });

  it('averages over the judged items and sees their groups whole', () => {
    const found = [
      ['a', 'b'],
      ['c', 'f'],
    ];
    expect(scoreByItem(found, RIGHT, ['a', 'f'])).toMatchObject({
      precision: (1 + 1 / 2) / 2,
      recall: (2 / 5 + 1 / 2) / 2,
    });
  });

  it('turns precision into recall when both groupings are exchanged', () => {
    fc.assert(
      fc.property(clusters, clusters, (one, other) => {
        const [scores, exchanged] = [scoreByItem(one, other, ITEMS), scoreByItem(other, one, ITEMS)];
        expect(exchanged).toEqual({
          precision: scores.recall,
          recall: scores.precision,
          f1: expect.closeTo(scores.f1),
        });
      }),
    );
  });
});

describe('the score by pair', () => {
  it('is the share of the pairs found that are right, and of the right ones that were found', () => {
    const found = [['a', 'b', 'f'], ['g']];
    const scores = scoreByPair(found, RIGHT, ITEMS);
    expect(scores).toMatchObject({ precision: 1 / 3, recall: 1 / 21 });
    expect(scores.f1).toBeCloseTo(1 / 12, 12);
  });

  it('counts the pairs with a judged item only', () => {
    expect(scoreByPair([['a', 'b', 'f']], RIGHT, ['b'])).toMatchObject({ precision: 1 / 2, recall: 1 / 4 });
  });

  it('is full where nothing was found and nothing belongs together', () => {
    expect(scoreByPair([['a']], [['a'], ['b']], ['a', 'b'])).toEqual({ precision: 1, recall: 1, f1: 1 });
  });

  it('is 0 when nothing that was found is right', () => {
    expect(scoreByPair([['a', 'f']], RIGHT, ITEMS)).toEqual({ precision: 0, recall: 0, f1: 0 });
  });

  it('is full for equal groupings only', () => {
    fc.assert(
      fc.property(clusters, clusters, (one, other) => {
        const sorted = (groups: Clusters) =>
          groups
            .filter((group) => group.length > 1)
            .map((group) => group.join())
            .sort();
        const isEqual = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
        expect(scoreByPair(one, other, ITEMS).f1 === 1).toBe(isEqual);
        expect(scoreByItem(one, other, ITEMS).f1 > 1 - 1e-9).toBe(isEqual);
      }),
    );
  });
});
