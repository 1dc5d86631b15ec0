import { describe, expect, it } from 'vitest';
import type { CandidateIndex, IndexEntry, QueryTerm } from '../../src/core/ports.js';

const words = (text: string): string[] => (text === '' ? [] : text.split(' '));
const entry = (id: string, title: string, body: string): IndexEntry => ({ id, title: words(title), body: words(body) });
const query = (text: string): QueryTerm[] => words(text).map((term) => ({ term, weight: 1 }));

const ENTRIES: readonly IndexEntry[] = [
  entry('ferry', 'ferri sail', 'ferri lunholm sail sunday ferri'),
  entry('market', 'fish market', 'fish market lunholm move quay'),
  entry('storm', 'storm', 'storm close lighthous road'),
  entry('wells', 'آبار', 'مياه آبار'),
];

/**
 * What everything that calls itself a `CandidateIndex` must do.
 *
 * @param create  an empty index
 */
export function describeCandidateIndex(name: string, create: () => CandidateIndex): void {
  const createFilled = (): CandidateIndex => {
    const index = create();
    for (const each of ENTRIES) index.add(each);
    return index;
  };
  const idsFor = (index: CandidateIndex, text: string, limit = 10): string[] =>
    index.propose(query(text), limit).map(({ id }) => id);

  describe(`${name} as a candidate index`, () => {
    it('says what it is', () => {
      expect(create().engine).toMatch(/\S/);
    });

    it.each<[text: string, ids: string[]]>([
      ['market', ['market']],
      ['storm road', ['storm']],
      ['آبار', ['wells']],
      ['lunholm', ['ferry', 'market']],
      ['ferri storm', ['ferry', 'storm']],
      ['ferri nothing-like-it', ['ferry']],
      ['nothing-like-it', []],
      ['fer', []],
      ['', []],
      ['constructor __proto__ toString', []],
    ])('proposes for %j the articles %j', (text, ids) => {
      expect(idsFor(createFilled(), text).sort()).toEqual(ids);
    });

    it('finds words of the title alone', () => {
      const index = create();
      index.add(entry('a', 'lantern', 'quay'));
      expect(idsFor(index, 'lantern')).toEqual(['a']);
    });

    it('takes words as they are, without cutting or stemming them', () => {
      const index = create();
      index.add(entry('a', '', 's/2023/962 1,400 ferries'));
      expect([
        idsFor(index, 's/2023/962'),
        idsFor(index, '1,400'),
        idsFor(index, '2023'),
        idsFor(index, 'ferri'),
      ]).toEqual([['a'], ['a'], [], []]);
    });

    it('tells which words of the query an article holds', () => {
      const found = createFilled().propose(query('lunholm fish sail nothing'), 10);
      const termsOf = (id: string) => [...(found.find((candidate) => candidate.id === id)?.terms ?? [])].sort();
      expect(termsOf('ferry')).toEqual(['lunholm', 'sail']);
      expect(termsOf('market')).toEqual(['fish', 'lunholm']);
    });

    it('gives the best first', () => {
      const found = createFilled().propose(query('fish lunholm'), 10);
      expect(found.map(({ id }) => id)).toEqual(['market', 'ferry']);
      const scores = found.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      for (const score of scores) expect(score).toBeGreaterThan(0);
    });

    it('heeds the weights of the words', () => {
      const index = create();
      index.add(entry('a', '', 'lantern quay'));
      index.add(entry('b', '', 'zeppelin quay'));
      const first = (lantern: number, zeppelin: number) =>
        index.propose(
          [
            { term: 'lantern', weight: lantern },
            { term: 'zeppelin', weight: zeppelin },
          ],
          1,
        )[0]?.id;
      expect([first(1, 0.2), first(0.2, 1)]).toEqual(['a', 'b']);
    });

    it('proposes no more than the limit, each article once', () => {
      const index = create();
      for (let number = 0; number < 30; number += 1) index.add(entry(`a${number}`, 'quay', `quay ferri ${number}`));
      const ids = idsFor(index, 'quay ferri', 7);
      expect(new Set(ids).size).toBe(7);
      expect(idsFor(index, 'quay ferri', 100)).toHaveLength(30);
    });

    it('spends the limit on accepted articles only', () => {
      const index = create();
      for (let number = 0; number < 30; number += 1) index.add(entry(`a${number}`, 'quay quay', 'quay quay'));
      index.add(entry('last', '', 'quay and many other words that make it the weakest by far'));
      expect(index.propose(query('quay'), 1, (id) => id === 'last').map(({ id }) => id)).toEqual(['last']);
      expect(index.propose(query('quay'), 5, () => false)).toEqual([]);
    });

    it('refuses an id twice', () => {
      const index = createFilled();
      expect(() => index.add(entry('ferry', '', 'zeppelin'))).toThrow();
      expect(idsFor(index, 'zeppelin')).toEqual([]);
    });

    it('forgets an article, and nothing when there is none', () => {
      const index = createFilled();
      index.remove('ferry');
      index.remove('ferry');
      index.remove('no-such-article');
      expect(idsFor(index, 'lunholm sail')).toEqual(['market']);
    });

    it('takes an id again after it was removed, with its new words only', () => {
      const index = createFilled();
      index.remove('ferry');
      index.add(entry('ferry', 'ferri', 'zeppelin'));
      expect([idsFor(index, 'zeppelin'), idsFor(index, 'sail')]).toEqual([['ferry'], []]);
    });

    it('answers with nothing while it is empty', () => {
      expect(idsFor(create(), 'quay')).toEqual([]);
    });

    it('takes an article without words', () => {
      const index = create();
      index.add(entry('empty', '', ''));
      expect(idsFor(index, 'quay')).toEqual([]);
      index.remove('empty');
    });

    it('keeps two indexes apart', () => {
      createFilled();
      expect(idsFor(create(), 'lunholm')).toEqual([]);
    });

    it('answers the same query twice alike', () => {
      const index = createFilled();
      expect(index.propose(query('lunholm fish'), 10)).toEqual(index.propose(query('lunholm fish'), 10));
    });
  });
}
