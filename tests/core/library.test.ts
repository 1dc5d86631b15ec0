import { describe, expect, it } from 'vitest';
import { EMPTY_ALIAS_TABLE } from '../../src/core/article/alias-table.js';
import { termOfWord } from '../../src/core/article/tokens.js';
import { BotError } from '../../src/core/errors.js';
import { createMiniSearchIndex } from '../../src/core/index/minisearch-index.js';
import { Library } from '../../src/core/library.js';
import { ALIASES, ask, createArticle, createLibrary, PORT_ARTICLES } from './corpus-fixture.js';

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

  it('puts a new text in the place of an article', () => {
    const library = createLibrary();
    const revised = createArticle({
      id: 'lamp-lit',
      title: 'Lamp',
      body: 'The lantern shines.',
      published: '2031-07-01',
    });
    library.replace(revised);
    expect([proposed(library, 'lantern'), proposed(library, 'lighthouse'), library.size]).toEqual([
      ['lamp-lit'],
      [],
      12,
    ]);
    library.replace({ ...revised, id: 'new-one' });
    expect([proposed(library, 'lantern').toSorted(), library.size]).toEqual([['lamp-lit', 'new-one'], 13]);
  });

  it('corrects no word to one that no article has any more', () => {
    const library = createLibrary();
    const corrected = () => ask('Who burned the zepelin?', library).understood?.corrected;
    library.add(createArticle({ id: 'zeppelin', title: 'Zeppelin', body: 'A zeppelin burned.' }));
    expect(corrected()).toEqual({ zepelin: 'zeppelin' });
    library.remove('zeppelin');
    expect(corrected()).toBeUndefined();
  });

  it('knows no name that no article lists any more', () => {
    const library = createLibrary();
    const names = () => ask('what did ivo marsh see?', library).understood?.names;
    library.add(createArticle({ id: 'marsh', title: 'Keeper', body: 'Ivo Marsh saw it.', people: ['Ivo Marsh'] }));
    expect(names()).toEqual(['Ivo Marsh']);
    library.remove('marsh');
    expect(names()).toEqual([]);
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

  it('lists the articles of one day by their ids, whichever came first', () => {
    const library = createLibrary([]);
    for (const id of ['c', 'a', 'd', 'b']) {
      library.add(createArticle({ id, title: id, body: 'Quay.', published: '2031-05-01' }));
    }
    expect(library.publishedBetween('2031-05-01', '2031-05-01', 9)).toEqual(['a', 'b', 'c', 'd']);
    library.remove('b');
    expect(library.publishedBetween('2031-05-01', '2031-05-01', 2)).toEqual(['a', 'c']);
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

/** A library on top of one with all articles of the port but some, which are its own. */
function createLayer(own: readonly string[]): { readonly base: Library; readonly layer: Library } {
  const base = createLibrary(PORT_ARTICLES.filter(({ id }) => !own.includes(id)));
  const layer = new Library(createMiniSearchIndex(), ALIASES, base);
  for (const article of PORT_ARTICLES) if (own.includes(article.id)) layer.add(article);
  return { base, layer };
}

describe('a Library on top of another', () => {
  const OWN = ['bridge-opens', 'fish-count-again', 'wells-of-kell'];

  it('holds what one library of all the articles holds', () => {
    const { layer } = createLayer(OWN);
    const whole = createLibrary();
    expect(layer.range()).toEqual(whole.range());
    expect([layer.size, layer.averageLength]).toEqual([whole.size, whole.averageLength]);
    expect([layer.countSentences(), layer.lexicon.size]).toEqual([whole.countSentences(), whole.lexicon.size]);
    expect([...layer.all()].map(({ article }) => article.id).toSorted()).toEqual(
      PORT_ARTICLES.map(({ id }) => id).toSorted(),
    );
    expect(layer.publishedBetween('2031-05-01', '2031-12-31', 99)).toEqual(
      whole.publishedBetween('2031-05-01', '2031-12-31', 99),
    );
    for (const { id, revision } of PORT_ARTICLES) {
      expect(layer.mention(id)).toEqual(whole.mention(id));
      expect(layer.articleAt(id, revision)?.id).toBe(id);
      expect(layer.idsLike(`${id}x`, 3)).toEqual(whole.idsLike(`${id}x`, 3));
    }
  });

  it.each([
    'How much did the bridge at Ostrel cost?',
    'How many herring were counted in the sound?',
    'What did Tareq Bosu say of the strike?',
    'When did the lightouse burn again?',
    'What happened on 2 May 2031?',
    'مياه الآبار في كيل',
    'Who is Boris Johnson?',
  ])('answers as one library of all the articles does: %s', (question) => {
    const { layer } = createLayer(OWN);
    expect(ask(question, layer)).toEqual(ask(question));
  });

  it('leaves the one below as it was', () => {
    const { base } = createLayer(OWN);
    const alone = createLibrary(PORT_ARTICLES.filter(({ id }) => !OWN.includes(id)));
    expect([base.range(), base.averageLength, base.lexicon.size]).toEqual([
      alone.range(),
      alone.averageLength,
      alone.lexicon.size,
    ]);
    const question = 'How much did the bridge at Ostrel cost, Oona Lind?';
    expect(ask(question, base)).toEqual(ask(question, alone));
  });

  it('refuses an id of the one below, and removes only what is its own', () => {
    const { base, layer } = createLayer(OWN);
    const other = createArticle({ id: 'lamp-lit', title: 'Another', body: 'A zeppelin landed.' });
    expect(() => layer.add(other)).toThrow(BotError);
    expect(() => layer.replace(other)).toThrow(BotError);
    layer.remove('lamp-lit');
    expect([layer.get('lamp-lit')?.article.title, base.size]).toEqual(['Lighthouse of Kell burns again', 9]);
  });

  it('follows what comes and goes below', () => {
    const { base, layer } = createLayer(OWN);
    expect(layer.range()).toMatchObject({ articles: 12, publishers: 4 });
    base.remove('lind-resigns');
    base.add(
      createArticle({ id: 'late', title: 'Late', body: 'A zeppelin.', published: '2032-01-01', publisher: 'P' }),
    );
    base.remove('lamp-lit');
    expect(layer.range()).toEqual({ articles: 11, publishers: 5, from: '2031-05-02', to: '2032-01-01' });
    expect(proposed(layer, 'zeppelin')).toEqual(['late']);
  });

  it('proposes an article for the rarity of its words among all, and not among its own', () => {
    const base = createLibrary([]);
    for (let at = 0; at < 60; at += 1) {
      const thing = at < 10 ? 'ferry' : 'granary';
      base.add(createArticle({ id: `${thing}-${at}`, title: thing, body: `The ${thing} and again the ${thing}.` }));
    }
    const layer = new Library(createMiniSearchIndex(), ALIASES, base);
    layer.add(createArticle({ id: 'own', title: 'Zeppelin', body: 'A zeppelin passed over the ferry and the quay.' }));
    const terms = ['ferry', 'zeppelin'].map((word) => ({ term: termOfWord(word), weight: 1 }));
    // To the index of the one own article both words are as common as can be.
    expect(layer.propose(terms, 5).map(({ id }) => id)[0]).toBe('own');
    expect(layer.propose(terms, 5)).toHaveLength(5);
    expect(layer.propose(terms, 50, (id) => id !== 'own')).toHaveLength(10);
  });
});
