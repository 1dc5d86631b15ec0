import { describe, expect, it } from 'vitest';
import { Gazetteer } from '../../../src/core/article/gazetteer.js';
import { parseName } from '../../../src/core/article/name.js';
import { tokenize } from '../../../src/core/article/tokens.js';

const termsOf = (text: string): string[] => tokenize(text).map(({ term }) => term);

function createGazetteer(): Gazetteer {
  const gazetteer = new Gazetteer();
  gazetteer.addAliases({
    names: [
      ['Tarek Bossu', 'Tareq Bosu'],
      ['Sea Institute', 'SI'],
    ],
    demonyms: {},
  });
  gazetteer.add(parseName('Oona Lind (Una Lind)'), 'person');
  gazetteer.add(parseName('Kell'), 'place');
  gazetteer.add(parseName('Kell Harbour Board'), 'organization');
  return gazetteer;
}

/** All names in a text, from left to right. */
function namesIn(text: string, gazetteer = createGazetteer()): string[] {
  const terms = termsOf(text);
  return terms.flatMap((_, at) => gazetteer.matchAt(terms, at)?.name ?? []);
}

describe('Gazetteer', () => {
  it.each([
    ['Mayor Oona Lind cut the ribbon', ['Oona Lind']],
    ['UNA LIND resigned', ['Oona Lind']],
    ['una lind’s office', ['Oona Lind']],
    ['Tareq Bosu and Kell', ['Tarek Bossu', 'Kell']],
    ['Lind Oona', []],
    ['the quay', []],
  ])('finds in %j the names %j, under their main form', (text, names) => {
    expect(namesIn(text)).toEqual(names);
  });

  it('prefers the longest name', () => {
    const terms = termsOf('the Kell Harbour Board met');
    expect(createGazetteer().matchAt(terms, 1)).toMatchObject({ name: 'Kell Harbour Board', type: 'organization' });
  });

  it('gives the other spellings, whichever was found', () => {
    const gazetteer = createGazetteer();
    const variants = (text: string) => gazetteer.matchAt(termsOf(text), 0)?.variants.map(({ written }) => written);
    expect(variants('Oona Lind')).toEqual(['Una Lind']);
    expect(variants('Una Lind')).toEqual(['Oona Lind']);
    expect(variants('Kell')).toEqual([]);
  });

  it('joins the spellings of two articles and of the alias file', () => {
    const gazetteer = createGazetteer();
    gazetteer.add(parseName('Una Lind (Mayor of Ostrel)'), 'person');
    gazetteer.add(parseName('Tareq Bosu'), 'person');
    expect(namesIn('Mayor of Ostrel', gazetteer)).toEqual(['Oona Lind']);
    // What a name is, the alias file does not say; the first article that lists it does.
    expect(gazetteer.matchAt(termsOf('Tarek Bossu'), 0)?.type).toBe('person');
  });

  it('knows the other spelling of one part of a name', () => {
    const gazetteer = createGazetteer();
    const [bossu = '', bosu = ''] = termsOf('Bossu Bosu');
    expect(gazetteer.partVariants(bossu)).toEqual([{ term: bosu, written: 'Bosu' }]);
    expect(gazetteer.partVariants(bosu)).toEqual([{ term: bossu, written: 'Bossu' }]);
    expect(gazetteer.partVariants('kell')).toEqual([]);
  });

  it.each(['', '—', '( )'])('takes the name %j, which has no word, and finds nothing by it', (text) => {
    const gazetteer = createGazetteer();
    gazetteer.add({ name: text, aliases: [] }, 'place');
    expect(namesIn('the quay', gazetteer)).toEqual([]);
  });

  it('finds names in scripts without spaces', () => {
    const gazetteer = new Gazetteer();
    gazetteer.addAliases({ names: [['Kell', '港口']], demonyms: {} });
    expect(namesIn('港口', gazetteer)).toEqual(['Kell']);
  });
});
