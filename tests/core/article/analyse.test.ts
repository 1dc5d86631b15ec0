import { describe, expect, it } from 'vitest';
import { analyseArticle, countOf, forgetWords, type Knowledge } from '../../../src/core/article/analyse.js';
import { Gazetteer } from '../../../src/core/article/gazetteer.js';
import { Lexicon } from '../../../src/core/article/lexicon.js';
import { splitSentences } from '../../../src/core/article/sentences.js';
import { termOfWord, tokenize } from '../../../src/core/article/tokens.js';
import { Vocabulary } from '../../../src/core/article/vocabulary.js';
import { createArticle, PORT_ARTICLES } from '../corpus-fixture.js';

function createKnowledge(): Knowledge {
  return { lexicon: new Lexicon(), vocabulary: new Vocabulary(), gazetteer: new Gazetteer() };
}

const article = createArticle({
  id: 'quay',
  title: 'Quays of Kell',
  published: '2031-05-14',
  body: `The quay of Kell holds 40 boats, and on Tuesday 12 more boats came. Keeper Ivo Marsh counted them.

Most quays are older.`,
});

describe('analyseArticle', () => {
  it('counts the words of title and body, whatever their form', () => {
    const known = createKnowledge();
    const { analysed } = analyseArticle(article, known);
    const count = (word: string) => countOf(analysed, known.lexicon.find(termOfWord(word)) ?? -1);
    expect([count('quay'), count('boat'), count('kell'), count('older'), count('harbour')]).toEqual([3, 2, 2, 1, 0]);
  });

  it('gives the index the words of title and body without stop words', () => {
    const { titleWords, bodyWords } = analyseArticle(article, createKnowledge());
    expect(titleWords).toEqual(['Quays', 'Kell'].map(termOfWord));
    expect(bodyWords.slice(0, 3)).toEqual(['quay', 'Kell', 'holds'].map(termOfWord));
    expect(bodyWords).not.toContain('the');
  });

  it('teaches the library the words as they were written', () => {
    const known = createKnowledge();
    analyseArticle(article, known);
    expect(known.vocabulary.has('boats')).toBe(true);
    expect(known.vocabulary.has('the')).toBe(false);
  });

  it.each(PORT_ARTICLES.map((each) => [each.id, each] as const))('reads the sentences of %s', (_, each) => {
    const known = createKnowledge();
    const { analysed } = analyseArticle(each, known);
    expect(analysed.sentences.map(({ number, paragraph, start, end }) => ({ number, paragraph, start, end }))).toEqual(
      splitSentences(each.body, each.language),
    );
    const terms = analysed.sentences.flatMap((sentence) =>
      Array.from(sentence.terms, (id) => known.lexicon.termOf(id)),
    );
    expect(terms).toEqual(tokenize(each.body).map(({ term }) => term));
  });

  it('finds numbers, days and names, and does not take the number of a day for a count', () => {
    const known = createKnowledge();
    known.gazetteer.add(createArticle({ ...article, people: ['Ivo Marsh'], places: [], organizations: [] }));
    const [first, second] = analyseArticle(article, known).analysed.sentences;
    const term = (terms: Uint32Array | undefined, at: number | undefined) =>
      known.lexicon.termOf(terms?.[at ?? -1] ?? -1);
    expect(first?.dates).toMatchObject([{ from: '2031-05-13', to: '2031-05-13' }]);
    expect(first?.numbers.map((at) => term(first.terms, at))).toEqual(['40', '12']);
    expect(first?.names.map((run) => term(first.terms, run.first))).toEqual(['kell']);
    expect(second?.names).toMatchObject([{ type: 'person' }]);
    const dated = createArticle({
      ...article,
      id: 'dated',
      people: [],
      places: [],
      organizations: [],
      body: 'It opened on 12 May 2031.',
    });
    expect(analyseArticle(dated, createKnowledge()).analysed.sentences[0]?.numbers).toEqual([]);
  });

  it('reads the names of a sentence again when others are known', () => {
    const known = createKnowledge();
    const { analysed } = analyseArticle(article, known);
    const typesOf = () => analysed.sentences[1]?.names.map(({ type }) => type);
    expect(typesOf()).toEqual([undefined]);
    known.gazetteer.add(createArticle({ ...article, people: ['Ivo Marsh'], places: [], organizations: [] }));
    expect(typesOf()).toEqual(['person']);
    known.gazetteer.remove(article.id);
    expect(typesOf()).toEqual([undefined]);
  });

  it('takes an article whose text has no word', () => {
    const { analysed, bodyWords } = analyseArticle(
      createArticle({ id: 'x', title: '…', body: '— !' }),
      createKnowledge(),
    );
    expect({ bodyWords, length: analysed.length }).toEqual({ bodyWords: [], length: 0 });
    expect(() => analysed.sentences).not.toThrow();
  });
});

describe('forgetWords', () => {
  it('leaves the words of the other articles, and no others', () => {
    const known = createKnowledge();
    const kept = createArticle({ id: 'kept', title: 'Boats', body: 'Older boats lay at the quay.' });
    analyseArticle(kept, known);
    const { size } = known.lexicon;
    const { analysed } = analyseArticle(article, known);
    forgetWords(analysed, known);
    expect(known.lexicon.size).toBe(size);
    expect(['boats', 'quay', 'quays', 'tuesday', 'the'].map((word) => known.vocabulary.has(word))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(known.lexicon.documentFrequency(termOfWord('boat'))).toBe(1);
    expect(['the', 'them'].map((word) => known.lexicon.find(termOfWord(word)) !== undefined)).toEqual([true, false]);
  });
});
