import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/core/article/article.js';
import { createMiniSearchIndex } from '../../src/core/index/minisearch-index.js';
import { Libraries } from '../../src/core/libraries.js';
import { ALIASES, PORT_ARTICLES } from './corpus-fixture.js';

const ALL = '*';
const SPACE = 'slack:T1';
const [first, second, third] = PORT_ARTICLES;
if (first === undefined || second === undefined || third === undefined) throw new Error('too few articles');

function createLibraries(corpus: readonly Article[] = [first as Article]): Libraries {
  const libraries = new Libraries(createMiniSearchIndex, ALIASES);
  for (const article of corpus) libraries.shared.add(article);
  return libraries;
}

const idsOf = (libraries: Libraries, space: string) => [...libraries.of(space).all()].map(({ article }) => article.id);

describe('the libraries', () => {
  it('show an article to its space, on top of what all see, and to no other', () => {
    const libraries = createLibraries();
    expect(libraries.show(second, 'slack:T1')).toBe(true);
    expect(idsOf(libraries, 'slack:T1')).toEqual([first.id, second.id]);
    expect(idsOf(libraries, 'slack:T2')).toEqual([first.id]);
    expect(libraries.of('slack:T2')).toBe(libraries.shared);
  });

  it('show one article to several spaces, and hide it from one', () => {
    const libraries = createLibraries();
    for (const space of ['slack:T1', 'slack:T2']) libraries.show(second, space);
    libraries.hide(second.id, 'slack:T1');
    expect(libraries.of('slack:T1')).toBe(libraries.shared);
    expect(idsOf(libraries, 'slack:T2')).toEqual([first.id, second.id]);
  });

  it('show a new revision in the place of the old one', () => {
    const libraries = createLibraries();
    libraries.show(second, 'slack:T1');
    const revised = { ...second, revision: 'ffffffffffff', title: 'Quite another title' };
    libraries.show(revised, 'slack:T1');
    expect(libraries.of('slack:T1').get(second.id)?.article).toEqual(revised);
    expect(libraries.of('slack:T1').size).toBe(2);
  });

  it('have an article once that becomes visible to all', () => {
    const libraries = createLibraries();
    libraries.show(second, 'slack:T1');
    libraries.show(second, '*');
    expect(idsOf(libraries, 'slack:T1')).toEqual([first.id, second.id]);
    expect(libraries.of('slack:T1')).toBe(libraries.shared);
    expect(idsOf(libraries, 'slack:T2')).toEqual([first.id, second.id]);
    // What was shown to the space by itself comes back when it is no longer shown to all.
    libraries.hide(second.id, '*');
    expect(idsOf(libraries, 'slack:T1')).toEqual([first.id, second.id]);
    expect(idsOf(libraries, 'slack:T2')).toEqual([first.id]);
  });

  it('let nothing take the place of an article of the corpus, nor hide it', () => {
    const libraries = createLibraries();
    const other = { ...second, id: first.id };
    expect(libraries.show(other, 'slack:T1')).toBe(false);
    expect(libraries.show(other, '*')).toBe(false);
    libraries.hide(first.id, '*');
    expect(libraries.of('slack:T1').get(first.id)?.article).toBe(first);
  });

  it('complete what somebody types from what the space sees', () => {
    const libraries = createLibraries();
    libraries.show(second, 'slack:T1');
    const complete = (space: string) =>
      libraries
        .of(space)
        .complete('article', '', 25)
        .map(({ value }) => value);
    expect(complete('slack:T1').toSorted()).toEqual([first.id, second.id].toSorted());
    expect(complete('slack:T2')).toEqual([first.id]);
    libraries.hide(second.id, 'slack:T1');
    expect(complete('slack:T1')).toEqual([first.id]);
  });

  it('count a publisher once that both layers have', () => {
    const libraries = createLibraries([{ ...first, publisher: 'Quay Courier' }]);
    libraries.show({ ...second, publisher: 'quay courier' }, 'slack:T1');
    libraries.show({ ...third, publisher: 'Lunholm Post' }, 'slack:T1');
    expect(libraries.of('slack:T1').range()).toMatchObject({ articles: 3, publishers: 2 });
    expect(libraries.shared.range()).toMatchObject({ articles: 1, publishers: 1 });
  });

  it('let what is shown to all stand before what a space has, in whatever order they came', () => {
    const other = { ...second, revision: 'ffffffffffff', title: 'Quite another title' };
    for (const order of [
      [ALL, SPACE],
      [SPACE, ALL],
    ]) {
      const libraries = createLibraries();
      const seen = order.map((space) => libraries.show(space === ALL ? second : other, space));
      expect(seen).toEqual([true, order[0] === SPACE]);
      expect(libraries.of(SPACE).get(second.id)?.article).toBe(second);
      expect(libraries.of(SPACE)).toBe(libraries.shared);
      libraries.hide(second.id, ALL);
      expect(libraries.of(SPACE).get(second.id)?.article).toBe(other);
    }
  });

  it('say that a space sees the article when all see the same text', () => {
    const libraries = createLibraries();
    libraries.show(second, ALL);
    expect(libraries.show({ ...second }, SPACE)).toBe(true);
    expect(libraries.of(SPACE).size).toBe(2);
  });

  it('forget what waits when it is hidden', () => {
    const libraries = createLibraries();
    libraries.show(second, SPACE);
    libraries.show(second, ALL);
    libraries.hide(second.id, SPACE);
    expect(idsOf(libraries, SPACE)).toEqual([first.id, second.id]);
    libraries.hide(second.id, ALL);
    expect(idsOf(libraries, SPACE)).toEqual([first.id]);
  });

  it('show a new revision to all in the place of the old one', () => {
    const libraries = createLibraries();
    libraries.show(second, ALL);
    const revised = { ...second, revision: 'ffffffffffff' };
    expect(libraries.show(revised, ALL)).toBe(true);
    expect(libraries.of(SPACE).get(second.id)?.article).toBe(revised);
    expect(libraries.shared.size).toBe(2);
  });

  it('hide nothing that was not shown', () => {
    const libraries = createLibraries();
    libraries.show(second, SPACE);
    for (const space of [ALL, 'slack:T2']) libraries.hide(second.id, space);
    libraries.hide('no-such', SPACE);
    expect(idsOf(libraries, SPACE)).toEqual([first.id, second.id]);
  });
});
