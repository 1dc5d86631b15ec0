import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/core/article/article.js';
import { Copies } from '../../../src/core/article/copies.js';
import { createRandom } from '../../../src/lib/random.js';
import { type ArticleText, createArticle } from '../corpus-fixture.js';
import { cutText, editWords } from './edit-text.js';

/** A text of words that no other seed has, in paragraphs of twenty. */
const writeText = (seed: number, words = 120): string => {
  const random = createRandom(seed);
  return Array.from(
    { length: words },
    (_, at) => `w${seed}x${Math.floor(random() * 400)}${at % 20 === 19 ? '.\n\n' : ' '}`,
  )
    .join('')
    .trim();
};
const TEXT = writeText(1);

const article = (id: string, body: string, parts: Partial<ArticleText> = {}): Article =>
  createArticle({ id, title: id, body, publisher: `${id} Post`, published: '2031-05-02', ...parts });

const createCopies = (articles: readonly Article[], base?: Copies): Copies => {
  const copies = new Copies(base);
  for (const each of articles) copies.add(each);
  return copies;
};
const groupOf = (articles: readonly Article[], id: string) => createCopies(articles).groupOf(id);

describe('a group of copies', () => {
  it.each([
    ['equal', TEXT],
    ['equal but for white space', TEXT.replaceAll(' ', '\n')],
    ['shortened', cutText(TEXT, 0.4)],
    ['edited', editWords(TEXT, 0.2, createRandom(3))],
    ['behind a lead of its own', `${writeText(9, 25)}\n\n${TEXT}`],
    ['before a text of its own', `${TEXT}\n\n${writeText(9, 100)}`],
  ])('has a text that is %s', (_, body) => {
    expect(groupOf([article('a', TEXT), article('b', body)], 'b')).toEqual({
      representative: 'a',
      members: ['a', 'b'],
    });
  });

  it.each([
    ['another text', writeText(2)],
    ['a notice of one paragraph', cutText(TEXT, 0.15)],
    ['a round-up in which it is one of several', [TEXT, ...[5, 6, 7, 8].map((seed) => writeText(seed))].join('\n\n')],
  ])('has not %s', (_, body) => {
    expect(groupOf([article('a', TEXT), article('b', body)], 'b')).toEqual({ representative: 'b', members: ['b'] });
  });

  it('has no texts that are too short to tell who wrote them, be they equal', () => {
    const note = 'The full report will follow in the course of the day.';
    expect(groupOf([article('a', note), article('b', note)], 'a')?.members).toEqual(['a']);
  });

  it('has no later version of what the same publisher reported', () => {
    const later = `${writeText(4, 60)}\n\n${TEXT}`;
    const own = { publisher: 'Harbour Post' };
    expect(groupOf([article('a', TEXT, own), article('b', later, own)], 'a')?.members).toEqual(['a']);
    expect(groupOf([article('a', TEXT, own), article('b', later)], 'a')?.members).toEqual(['a', 'b']);
    expect(groupOf([article('a', TEXT, own), article('b', `${TEXT} End.`, own)], 'a')?.members).toEqual(['a', 'b']);
  });

  it('is unknown for an unknown id', () => {
    expect(groupOf([article('a', TEXT)], 'z')).toBeUndefined();
  });

  it('glues no texts that only a third one is like', () => {
    const [one, other] = [writeText(11, 100), writeText(12, 90)];
    const articles = [
      article('one', one, { publishedAt: '2031-05-02T08:00:00.000Z' }),
      article('other', other, { publishedAt: '2031-05-02T09:00:00.000Z' }),
      article('both', `${one}\n\n${other}`, { publishedAt: '2031-05-02T10:00:00.000Z' }),
    ];
    // It belongs to the one of which it has more.
    expect(groupOf(articles, 'both')).toEqual({ representative: 'one', members: ['both', 'one'] });
    expect(groupOf(articles, 'other')).toEqual({ representative: 'other', members: ['other'] });
  });

  it('is not made of a form that is filled in every day', () => {
    const forms = Array.from({ length: 250 }, (_, day) =>
      article(`day${day}`, `${TEXT}\n\n${writeText(100 + day, 60)}`),
    );
    expect(groupOf(forms, 'day7')).toEqual({ representative: 'day7', members: ['day7'] });
  });

  it('is not made of a long chain of texts, each half like the next', () => {
    const parts = Array.from({ length: 260 }, (_, index) => writeText(500 + index, 60));
    const chain = parts.map((part, index) => article(`c${index}`, `${part}\n\n${parts[index + 1] ?? ''}`));
    expect(groupOf(chain.slice(0, 20), 'c7')?.members.length).toBeGreaterThan(1);
    expect(groupOf(chain, 'c7')?.members).toEqual(['c7']);
  });

  it('is found among hundreds of papers that print the very same', () => {
    const papers = Array.from({ length: 250 }, (_, index) => article(`paper${index}`, TEXT));
    expect(groupOf(papers, 'paper7')?.members).toHaveLength(250);
  });
});

describe('what stands for a group', () => {
  const standsFor = (...parts: readonly Partial<ArticleText>[]) =>
    groupOf(
      parts.map((part, index) => article(`a${index}`, TEXT, part)),
      'a0',
    )?.representative;

  it.each<[string, readonly Partial<ArticleText>[], string]>([
    ['is the agency, though it came last', [{}, { publisher: 'Kell News Agency', published: '2031-05-09' }], 'a1'],
    ['is the earliest day', [{}, { published: '2031-05-01' }], 'a1'],
    [
      'is the earliest hour',
      [{ publishedAt: '2031-05-02T09:00:00.000Z' }, { publishedAt: '2031-05-02T08:00:00.000Z' }],
      'a1',
    ],
    ['is one with an hour before one of that day without', [{}, { publishedAt: '2031-05-02T22:00:00.000Z' }], 'a1'],
    ['is the first id of the same time', [{}, {}], 'a0'],
  ])('%s', (_, parts, id) => {
    expect(standsFor(...parts)).toBe(id);
  });

  it('is any dated one before one without a day', () => {
    const undated = createArticle({ id: 'a', title: 'a', body: TEXT, publisher: 'Kell Post' });
    expect(groupOf([undated, article('b', TEXT)], 'a')?.representative).toBe('b');
  });
});

describe('an article that says of what it is a copy', () => {
  it('belongs there, whatever its text', () => {
    const articles = [article('a', TEXT), article('b', writeText(2), { copyOf: 'a' }), article('c', writeText(2))];
    expect(groupOf(articles, 'b')).toEqual({ representative: 'a', members: ['a', 'b'] });
    expect(groupOf(articles, 'a')).toEqual({ representative: 'a', members: ['a', 'b'] });
    expect(groupOf(articles, 'c')).toEqual({ representative: 'c', members: ['c'] });
  });

  it('is taken by its text when the other is not at hand', () => {
    expect(groupOf([article('a', TEXT), article('b', TEXT, { copyOf: 'z' })], 'b')?.representative).toBe('a');
  });

  it('never stands for the group, though it is the earliest', () => {
    const articles = [article('a', TEXT, { copyOf: 'b', published: '2031-01-01' }), article('b', TEXT)];
    expect(groupOf(articles, 'a')).toEqual({ representative: 'b', members: ['a', 'b'] });
  });

  it('is taken by its text when two say it of each other, or one of itself', () => {
    const articles = [
      article('a', TEXT, { copyOf: 'b' }),
      article('b', TEXT, { copyOf: 'a' }),
      article('c', TEXT, { copyOf: 'c' }),
    ];
    expect(groupOf(articles, 'c')).toEqual({ representative: 'a', members: ['a', 'b', 'c'] });
  });
});

const TEXTS = [1, 2].flatMap((seed) => {
  const text = writeText(seed, 60);
  return [
    text,
    cutText(text, 0.5),
    editWords(text, 0.15, createRandom(seed)),
    `${writeText(seed + 20, 30)}\n\n${text}`,
    `${text}\n\n${writeText(seed === 1 ? 2 : 1, 60)}`,
  ];
});
const ids = Array.from({ length: 9 }, (_, index) => `n${index}`);
const optional = <K extends string, T>(key: K, value: T | null): { readonly [key in K]?: T } =>
  (value === null ? {} : { [key]: value }) as { readonly [key in K]?: T };

const someArticles: fc.Arbitrary<readonly Article[]> = fc.uniqueArray(
  fc
    .record({
      id: fc.constantFrom(...ids),
      body: fc.constantFrom(...TEXTS),
      publisher: fc.option(fc.constantFrom('Kell News Agency', 'Quay Agency', 'Kell Post', 'Quay Courier')),
      published: fc.option(fc.constantFrom('2031-05-01', '2031-05-02')),
      publishedAt: fc.option(fc.constantFrom('2031-05-01T08:00:00.000Z', '2031-05-02T08:00:00.000Z')),
      copyOf: fc.option(fc.constantFrom(...ids), { freq: 4 }),
    })
    .map(({ id, body, publisher, published, publishedAt, copyOf }) =>
      createArticle({
        id,
        title: id,
        body,
        ...optional('publisher', publisher),
        ...optional('published', published),
        ...optional('publishedAt', publishedAt),
        ...optional('copyOf', copyOf),
      }),
    ),
  { selector: ({ id }) => id, maxLength: ids.length },
);
const groupsOf = (copies: Copies) => ids.map((id) => copies.groupOf(id));

describe('the groups', () => {
  it('are the same in whatever order the articles came, and went', () => {
    fc.assert(
      fc.property(someArticles, someArticles, fc.func(fc.nat()), fc.boolean(), (articles, gone, rank, isAsked) => {
        const expected = groupsOf(createCopies(articles));
        const copies = createCopies(gone);
        if (isAsked) groupsOf(copies);
        for (const { id } of gone) copies.remove(id);
        for (const each of [...articles].sort((a, b) => rank(a.id) - rank(b.id))) copies.add(each);
        expect(groupsOf(copies)).toEqual(expected);
      }),
    );
  });

  it('are the same when the articles are spread over two that stand on each other, and the lower one sees its own only', () => {
    fc.assert(
      fc.property(someArticles, fc.func(fc.boolean()), fc.boolean(), (articles, isShared, isAsked) => {
        const shared = articles.filter(({ id }) => isShared(id));
        const base = new Copies();
        const layer = createCopies(
          articles.filter(({ id }) => !isShared(id)),
          base,
        );
        if (isAsked) groupsOf(layer);
        for (const each of shared) base.add(each);
        expect(groupsOf(layer)).toEqual(groupsOf(createCopies(articles)));
        expect(groupsOf(base)).toEqual(groupsOf(createCopies(shared)));
      }),
    );
  });

  it('hold every article once, and what stands for them is among them', () => {
    fc.assert(
      fc.property(someArticles, (articles) => {
        const copies = createCopies(articles);
        for (const { id } of articles) {
          const group = copies.groupOf(id);
          expect(group?.members).toContain(id);
          expect(group?.members).toContain(group?.representative);
          for (const member of group?.members ?? []) expect(copies.groupOf(member)).toEqual(group);
        }
      }),
    );
  });
});
