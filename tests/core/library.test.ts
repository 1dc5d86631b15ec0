import { describe, expect, it } from 'vitest';
import { EMPTY_ALIAS_TABLE } from '../../src/core/article/alias-table.js';
import { termOfWord } from '../../src/core/article/tokens.js';
import { BotError } from '../../src/core/errors.js';
import { createArticle, createLibrary, PORT_ARTICLES } from './corpus-fixture.js';

const proposed = (library: ReturnType<typeof createLibrary>, word: string): string[] =>
  library.propose([{ term: termOfWord(word), weight: 1 }], 50).map(({ id }) => id);

describe('Library', () => {
  it('knows how many articles and publishers it has, and their first and last day', () => {
    expect(createLibrary().range()).toEqual({ articles: 12, publishers: 4, from: '2031-05-02', to: '2031-06-14' });
    expect(createLibrary().size).toBe(12);
  });

  it('has no first day when it is empty, or holds undated articles only', () => {
    expect(createLibrary([]).range()).toEqual({ articles: 0, publishers: 0 });
    const undated = PORT_ARTICLES.filter(({ published }) => published === undefined);
    expect(createLibrary(undated).range()).toEqual({ articles: 1, publishers: 0 });
  });

  it('counts a publisher once, however its name is written', () => {
    const library = createLibrary([]);
    for (const [index, publisher] of ['Café Post', 'CAFE POST'].entries()) {
      library.add(createArticle({ id: `a${index}`, title: 'Quay', body: 'The quay is open.', publisher }));
    }
    expect(library.range().publishers).toBe(1);
  });

  it('refuses a second article of one id and keeps the first', () => {
    const library = createLibrary();
    const second = createArticle({ id: 'lamp-lit', title: 'Another', body: 'A zeppelin landed.' });
    expect(() => library.add(second)).toThrow(BotError);
    expect(library.get('lamp-lit')?.article.title).toBe('Lighthouse of Kell burns again');
    expect(proposed(library, 'zeppelin')).toEqual([]);
    expect(library.size).toBe(12);
  });

  it('forgets an article: its words, its day and its publisher', () => {
    const library = createLibrary();
    for (const id of ['bridge-opens', 'wells-of-kell', 'nothing-of-that-id']) library.remove(id);
    expect(library.range()).toEqual({ articles: 10, publishers: 3, from: '2031-05-04', to: '2031-06-12' });
    expect(proposed(library, 'ribbon')).toEqual([]);
    expect(library.get('bridge-opens')).toBeUndefined();
    expect(library.sentencesOf('bridge-opens')).toEqual([]);
    expect(library.lexicon.documentFrequency(termOfWord('ribbon'))).toBe(0);
    expect(library.publishedBetween('2031-05-01', '2031-05-03', 9)).toEqual([]);
  });

  it('takes an article back after it was removed, with a new text', () => {
    const library = createLibrary();
    library.remove('lamp-lit');
    library.add(createArticle({ id: 'lamp-lit', title: 'Lamp', body: 'The lantern shines.', published: '2031-07-01' }));
    expect([proposed(library, 'lantern'), proposed(library, 'match')]).toEqual([['lamp-lit'], []]);
    expect(library.range().to).toBe('2031-07-01');
  });

  it('leaves nothing behind when all that came has gone', () => {
    const library = createLibrary();
    for (const { id } of PORT_ARTICLES) library.remove(id);
    expect(library.range()).toEqual({ articles: 0, publishers: 0 });
    expect(library.averageLength).toBe(1);
    expect([...library.all()]).toEqual([]);
  });

  it('finds an article in its own revision only', () => {
    const library = createLibrary();
    const revision = library.get('lamp-lit')?.article.revision ?? '';
    expect(library.articleAt('lamp-lit', revision)?.id).toBe('lamp-lit');
    expect(library.articleAt('lamp-lit', '000000000000')).toBeUndefined();
    expect(library.articleAt('no-such', revision)).toBeUndefined();
  });

  it.each<[from: string, to: string, limit: number, ids: string[]]>([
    ['2031-05-04', '2031-05-09', 10, ['ferry-fares-rise', 'dockers-vote', 'strike-begins']],
    ['2031-05-04', '2031-05-09', 2, ['ferry-fares-rise', 'dockers-vote']],
    ['0001-01-01', '2031-05-02', 10, ['bridge-opens']],
    ['2031-06-14', '9999-12-31', 10, ['wells-of-kell']],
    ['2031-05-10', '2031-05-14', 10, []],
    ['2031-05-09', '2031-05-04', 10, []],
    ['2040-01-01', '2041-01-01', 10, []],
  ])('published from %s to %s, %d at most: %j', (from, to, limit, ids) => {
    expect(createLibrary().publishedBetween(from, to, limit)).toEqual(ids);
  });

  it.each<[wanted: string, ids: string[]]>([
    ['lamp-litt', ['lamp-lit']],
    ['FISH-COUNT', ['fish-count', 'fish-count-again']],
    ['strike-ending', ['strike-ends']],
    ['zzzzzzzzzzzzzzz', []],
  ])('suggests for %s the ids %j', (wanted, ids) => {
    const found = createLibrary().idsLike(wanted, 3);
    expect(found.slice(0, ids.length)).toEqual(ids);
    if (ids.length === 0) expect(found).toEqual([]);
  });

  it('suggests no more ids than asked for', () => {
    expect(createLibrary().idsLike('e', 2)).toHaveLength(2);
  });

  it('names an article by what it has', () => {
    const library = createLibrary();
    expect(library.mention('lamp-lit')).toEqual({
      article: 'lamp-lit',
      title: 'Lighthouse of Kell burns again',
      published: '2031-05-20',
      publisher: 'Quay Courier',
    });
    expect(library.mention('museum-guide')).toEqual({
      article: 'museum-guide',
      title: 'A short guide to the rope museum',
    });
  });

  it('counts its sentences', () => {
    const library = createLibrary(PORT_ARTICLES.slice(1, 2), EMPTY_ALIAS_TABLE);
    expect(library.countSentences()).toBe(2);
  });
});
