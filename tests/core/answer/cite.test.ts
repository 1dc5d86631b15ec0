import { describe, expect, it } from 'vitest';
import { createCiter, toLink } from '../../../src/core/answer/cite.js';
import type { Article } from '../../../src/core/article/article.js';
import { splitSentences } from '../../../src/core/article/sentences.js';
import { createArticle } from '../corpus-fixture.js';

const quay = createArticle({
  id: 'quay',
  title: 'Quay',
  url: 'https://post.example/quay',
  sources: [{ name: 'Port Office' }],
  body: 'The quay is open. Boats came.',
});
const lamp = createArticle({ id: 'lamp', title: 'Lamp', published: '2031-05-20', body: 'The lamp burns.' });

function quote(citer: ReturnType<typeof createCiter>, article: Article, number: number) {
  const sentence = splitSentences(article.body).find((each) => each.number === number);
  if (sentence === undefined) throw new Error('no such sentence');
  return citer.quote(article, sentence);
}

describe('createCiter', () => {
  it('numbers articles in the order of their first quotation', () => {
    const citer = createCiter();
    const numbers = [quote(citer, lamp, 1), quote(citer, quay, 2), quote(citer, lamp, 1)].map(
      ({ citation }) => citation,
    );
    expect(numbers).toEqual([1, 2, 1]);
    expect(citer.citations().map(({ n, article }) => [n, article])).toEqual([
      [1, 'lamp'],
      [2, 'quay'],
    ]);
  });

  it('leaves out what an article does not have', () => {
    const citer = createCiter();
    quote(citer, lamp, 1);
    expect(citer.citations()).toEqual([
      { n: 1, article: 'lamp', revision: lamp.revision, title: 'Lamp', published: '2031-05-20' },
    ]);
  });

  it('links to the quoted words and names the sources', () => {
    const citer = createCiter();
    expect(quote(citer, quay, 2)).toMatchObject({ text: 'Boats came.', start: 18, end: 29, sentence: 2, paragraph: 1 });
    expect(citer.citations()).toMatchObject([
      {
        url: 'https://post.example/quay',
        link: 'https://post.example/quay#:~:text=Boats%20came.',
        sources: [{ name: 'Port Office' }],
      },
    ]);
  });
});

describe('toLink', () => {
  it.each<[url: string, quoted: string, link: string]>([
    ['https://a.example/', 'One, two', 'https://a.example/#:~:text=One%2C%20two'],
    ['https://a.example/', 'al-Kell & co', 'https://a.example/#:~:text=al%2DKell%20%26%20co'],
    ['https://a.example/#top', 'One', 'https://a.example/#top:~:text=One'],
  ])('%s with %j is %s', (url, quoted, link) => {
    expect(toLink(url, quoted)).toBe(link);
  });

  it('is the plain address when the fragment would make it too long', () => {
    expect(toLink('https://a.example/', 'x'.repeat(600))).toBe('https://a.example/');
    expect(toLink('https://a.example/', 'آ'.repeat(90))).toBe('https://a.example/');
    const longest = 'x'.repeat(512 - 'https://a.example/#:~:text='.length);
    expect(toLink('https://a.example/', longest)).toHaveLength(512);
    expect(toLink('https://a.example/', `${longest}x`)).toBe('https://a.example/');
  });
});
