import { describe, expect, it } from 'vitest';
import { Completer } from '../../src/core/completer.js';
import { PORT_ARTICLES } from './corpus-fixture.js';

const completer = new Completer(PORT_ARTICLES);
const valuesOf = (field: Parameters<Completer['complete']>[0], prefix: string, from = completer) =>
  from.complete(field, prefix, 25).map(({ value }) => value);

describe('completing a field', () => {
  it('finds an article by the beginnings of words of its title, in any order, and by its id', () => {
    expect(valuesOf('article', 'bri')).toContain('bridge-opens');
    expect(valuesOf('article', 'opens bridge')).toContain('bridge-opens');
    expect(valuesOf('article', 'bridge-op')[0]).toBe('bridge-opens');
  });

  it('shows the day before the title of an article', () => {
    expect(completer.complete('article', 'bridge-opens', 1)[0]?.label).toMatch(/^2031-\d\d-\d\d \S/);
  });

  it('finds a person by another spelling of the name', () => {
    expect(valuesOf('person', 'Una Li')).toContain('Oona Lind');
  });

  it('allows one slip a word when nothing fits as typed', () => {
    expect(valuesOf('place', 'Ostrl')).toEqual(['Ostrel']);
    expect(valuesOf('person', 'Ooan')).toEqual([]);
  });

  it('finds whatever the case and accents', () => {
    expect(valuesOf('place', 'ÓSTREL')).toEqual(['Ostrel']);
  });

  it('gives the newest articles and the most frequent names when nothing is typed', () => {
    const [newest] = valuesOf('article', '');
    const days = PORT_ARTICLES.map(({ published }) => published ?? '').sort();
    expect(PORT_ARTICLES.find(({ id }) => id === newest)?.published).toBe(days.at(-1));
    const [place] = valuesOf('place', ' ');
    const counts = new Map<string, number>();
    for (const { places } of PORT_ARTICLES)
      for (const { name } of places) counts.set(name, (counts.get(name) ?? 0) + 1);
    expect(counts.get(place ?? '')).toBe(Math.max(...counts.values()));
  });

  it('gives no more than was asked for, and no value twice', () => {
    expect(completer.complete('article', '', 3)).toHaveLength(3);
    const publishers = valuesOf('publisher', '');
    expect(new Set(publishers).size).toBe(publishers.length);
  });

  it('finds a name by the spellings of every article that has it, and by none of an article that is gone', () => {
    const [article] = PORT_ARTICLES;
    if (article === undefined) throw new Error('no article');
    const spelt = (id: string, alias: string) => ({
      ...article,
      id,
      people: [{ name: 'Teodor Vash', aliases: [alias] }],
    });
    const own = new Completer([spelt('a', 'Theodore'), spelt('b', 'Fyodor')]);
    expect([valuesOf('person', 'Theod', own), valuesOf('person', 'Fyod', own)]).toEqual([
      ['Teodor Vash'],
      ['Teodor Vash'],
    ]);
    own.remove(spelt('b', 'Fyodor'));
    expect([valuesOf('person', 'Theod', own), valuesOf('person', 'Fyod', own)]).toEqual([['Teodor Vash'], []]);
  });

  it('drops a value with the last article that has it', () => {
    const own = new Completer(PORT_ARTICLES);
    const withPlace = PORT_ARTICLES.filter(({ places }) => places.some(({ name }) => name === 'Ostrel'));
    expect(withPlace.length).toBeGreaterThan(1);
    for (const article of withPlace.slice(1)) own.remove(article);
    expect(valuesOf('place', 'Ostrel', own)).toEqual(['Ostrel']);
    for (const article of withPlace.slice(0, 1)) own.remove(article);
    expect(valuesOf('place', 'Ostrel', own)).toEqual([]);
  });
});
