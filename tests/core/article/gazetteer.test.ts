import { describe, expect, it } from 'vitest';
import { Gazetteer, type NamedArticle } from '../../../src/core/article/gazetteer.js';
import { parseName } from '../../../src/core/article/name.js';
import { tokenize } from '../../../src/core/article/tokens.js';

const termsOf = (text: string): string[] => tokenize(text).map(({ term }) => term);

/** An article as far as its names go, each as it is written in front matter. */
function named(id: string, names: Partial<Record<'people' | 'places' | 'organizations', string[]>>): NamedArticle {
  const read = (list: string[] = []) => list.map(parseName);
  return { id, people: read(names.people), places: read(names.places), organizations: read(names.organizations) };
}

function createGazetteer(): Gazetteer {
  const gazetteer = new Gazetteer();
  gazetteer.addAliases({
    names: [
      ['Tarek Bossu', 'Tareq Bosu'],
      ['Sea Institute', 'SI'],
    ],
    demonyms: {},
  });
  gazetteer.add(
    named('b', { people: ['Oona Lind (Una Lind)'], places: ['Kell'], organizations: ['Kell Harbour Board'] }),
  );
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
    gazetteer.add(named('c', { people: ['Una Lind (Mayor of Ostrel)', 'Tareq Bosu'] }));
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
    gazetteer.add({ ...named('c', {}), places: [{ name: text, aliases: [] }] });
    expect(namesIn('the quay', gazetteer)).toEqual([]);
  });

  it('finds names in scripts without spaces', () => {
    const gazetteer = new Gazetteer();
    gazetteer.addAliases({ names: [['Kell', '港口']], demonyms: {} });
    expect(namesIn('港口', gazetteer)).toEqual(['Kell']);
  });

  it('forgets a name with the last article that lists it', () => {
    const gazetteer = createGazetteer();
    gazetteer.add(named('c', { places: ['Kell'] }));
    gazetteer.remove('b');
    expect(namesIn('Una Lind of the Kell Harbour Board', gazetteer)).toEqual(['Kell']);
    gazetteer.remove('c');
    expect(namesIn('Una Lind of the Kell Harbour Board', gazetteer)).toEqual([]);
    // The alias file stays.
    expect(namesIn('Tareq Bosu', gazetteer)).toEqual(['Tarek Bossu']);
  });

  it('takes a group apart when the article goes that had joined it', () => {
    const gazetteer = new Gazetteer();
    gazetteer.add(named('a', { people: ['Oona Lind (Una Lind)'] }));
    gazetteer.add(named('b', { people: ['Una Lind', 'Oona Lind'] }));
    const [una = '', oona = ''] = termsOf('Una Oona');
    expect(namesIn('Una Lind', gazetteer)).toEqual(['Oona Lind']);
    gazetteer.remove('a');
    expect(namesIn('Una Lind', gazetteer)).toEqual(['Una Lind']);
    expect([gazetteer.partVariants(una), gazetteer.partVariants(oona)]).toEqual([[], []]);
  });

  it('does not mind the order in which articles come', () => {
    const articles = [
      named('a', { people: ['Una Lind'] }),
      named('b', { people: ['Oona Lind (Una Lind)'], organizations: ['Kell'] }),
      named('c', { people: ['Oona Lind (Mayor of Ostrel)'], places: ['Kell'] }),
    ];
    const read = (order: readonly number[]) => {
      const gazetteer = new Gazetteer();
      for (const at of order) gazetteer.add(articles[at] ?? named('', {}));
      return ['Una Lind', 'Oona Lind', 'Mayor of Ostrel', 'Kell'].map((text) => gazetteer.matchAt(termsOf(text), 0));
    };
    expect(read([0, 1, 2])[2]?.name).toBe('Una Lind');
    for (const order of [
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ]) {
      expect(read(order)).toEqual(read([0, 1, 2]));
    }
  });

  it('keeps one book of names for as long as none comes or goes', () => {
    const gazetteer = createGazetteer();
    const { names } = gazetteer;
    gazetteer.add(named('c', {}));
    gazetteer.remove('c');
    expect(gazetteer.names).toBe(names);
    gazetteer.add(named('c', { places: ['Tarn'] }));
    expect(gazetteer.names).not.toBe(names);
  });
});

describe('a Gazetteer on top of another', () => {
  it('knows the names of both, and the one below only its own', () => {
    const below = createGazetteer();
    const above = new Gazetteer(below);
    above.add(named('x', { places: ['Kell Harbour', 'Tarn'] }));
    expect(namesIn('Tarn, Kell Harbour, Kell Harbour Board', above)).toEqual([
      'Tarn',
      'Kell Harbour',
      'Kell Harbour Board',
    ]);
    expect(namesIn('Tarn, Kell Harbour', below)).toEqual(['Kell']);
    expect(namesIn('Tarn', new Gazetteer(below))).toEqual([]);
  });

  it('adds a spelling to a group from below, which keeps its own', () => {
    const below = createGazetteer();
    const above = new Gazetteer(below);
    above.add(named('x', { people: ['Una Lind (Mayor of Ostrel)', 'Tareq Bosu (Bossu)'] }));
    const variants = (text: string, gazetteer: Gazetteer) =>
      gazetteer.matchAt(termsOf(text), 0)?.variants.map(({ written }) => written);
    expect(variants('Oona Lind', above)).toEqual(['Una Lind', 'Mayor of Ostrel']);
    expect(variants('Oona Lind', below)).toEqual(['Una Lind']);
    expect([above, below].map((each) => each.matchAt(termsOf('Tarek Bossu'), 0)?.type)).toEqual(['person', 'other']);
    expect(namesIn('Mayor of Ostrel', below)).toEqual([]);
  });

  it('has the parts of names of both', () => {
    const below = createGazetteer();
    const above = new Gazetteer(below);
    const [bossu = '', bosu = '', boschu = ''] = termsOf('Bossu Bosu Boschu');
    above.add(named('x', { people: ['Tarek Bossu (Tarek Boschu)'] }));
    expect(above.partVariants(bossu).map(({ term }) => term)).toEqual([bosu, boschu]);
    expect(below.partVariants(bossu).map(({ term }) => term)).toEqual([bosu]);
  });

  it('follows what comes and goes below', () => {
    const below = createGazetteer();
    const above = new Gazetteer(below);
    above.add(named('x', { people: ['Una Lind (Mayor of Ostrel)'] }));
    expect(namesIn('Mayor of Ostrel', above)).toEqual(['Oona Lind']);
    below.remove('b');
    expect(namesIn('Mayor of Ostrel', above)).toEqual(['Una Lind']);
    below.add(named('a', { people: ['Anna Lind (Una Lind)'] }));
    expect(namesIn('Mayor of Ostrel', above)).toEqual(['Anna Lind']);
  });
});
