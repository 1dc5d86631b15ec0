import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countIndependent,
  independentSourcesOf,
  unionOfSources,
} from '../../../src/core/events/independent-sources.js';
import { createArticle } from '../corpus-fixture.js';

const article = (id: string, publisher?: string, sources: readonly string[] = [], body = 'It rained.') =>
  createArticle({
    id,
    title: id,
    body,
    sources: sources.map((name) => ({ name })),
    ...(publisher === undefined ? {} : { publisher }),
  });

const agency = article('a', 'Harbour Press Agency (HPA)', ['City Hall']);
const copy = article('b', 'Quay Courier', ['Tarek Bossu']);
const own = article('c', 'Quay Courier');

describe('the independent source of an article', () => {
  it('is its agency when it is a copy, whatever its sources', () => {
    expect(independentSourcesOf({ article: copy, copies: [agency, copy] })).toEqual(['Harbour Press Agency (HPA)']);
  });

  it('is what stands for its text when no agency is known', () => {
    const first = article('d', 'Kell Post');
    expect(independentSourcesOf({ article: copy, copies: [first, copy] })).toEqual(['Kell Post']);
  });

  it('is the agency that copies credit when none of them is its own', () => {
    const copies = ['Kell Post', 'Quay Courier'].map((name) => article(name, name, [], 'KELL (AP) - It rained.'));
    expect(copies.map((each) => independentSourcesOf({ article: each, copies }))).toEqual([['AP'], ['AP']]);
  });

  it('is what it names as its sources when it is no copy, else its publisher', () => {
    expect(independentSourcesOf({ article: copy })).toEqual(['Tarek Bossu']);
    expect(independentSourcesOf({ article: copy, copies: [copy] })).toEqual(['Tarek Bossu']);
    expect(independentSourcesOf({ article: own })).toEqual(['Quay Courier']);
  });

  it('is the article itself when nothing is known', () => {
    expect(independentSourcesOf({ article: article('e') })).toEqual(['e']);
  });
});

describe('the independent sources of several articles', () => {
  it('are counted once however often their text is copied', () => {
    const copies = [agency, copy, article('f', 'Radio Kell'), article('g', 'Kell Post')];
    const articles = [...copies.map((each) => ({ article: each, copies })), { article: own }];
    expect(unionOfSources(articles)).toEqual(['Harbour Press Agency (HPA)', 'Quay Courier']);
    expect(countIndependent(articles)).toBe(2);
  });

  it('are one however their name is written, shown by the longest spelling', () => {
    const names = ['HPA', 'harbour press agency', 'Harbour Press Agency (HPA)', 'Associated Press', 'AP'];
    expect(unionOfSources(names.map((name) => ({ article: article(name, name) })))).toEqual([
      'Associated Press',
      'Harbour Press Agency (HPA)',
    ]);
  });

  it('do not depend on the order of the articles', () => {
    const names = [
      'HPA',
      'Harbour Press Agency',
      'Harbour Press Agency (HPA)',
      'hpa',
      'Quay Courier',
      'QC',
      'Quay Courier (QC)',
    ];
    fc.assert(
      fc.property(fc.subarray(names), fc.func(fc.nat()), (some, rank) => {
        const articles = some.map((name) => ({ article: article(name, name) }));
        const shuffled = [...articles].sort((a, b) => rank(a.article.id) - rank(b.article.id));
        expect(unionOfSources(shuffled)).toEqual(unionOfSources(articles));
      }),
    );
  });
});
