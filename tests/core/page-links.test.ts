import { describe, expect, it } from 'vitest';
import { toArticlePath, withPageLinks } from '../../src/core/page-links.js';
import type { AnswerReply } from '../../src/core/reply.js';

const CITED = { revision: 'abc', title: 'Harbour opens' };
const QUOTED = { text: 'It opened.', revision: 'abc', paragraph: 1, start: 0, end: 10, role: 'answer' as const };
const ANSWER: AnswerReply = {
  kind: 'answer',
  certainty: 'stated',
  confidence: 1,
  sentences: [
    { ...QUOTED, article: 'own', sentence: 3, citation: 1 },
    { ...QUOTED, article: 'none', sentence: 7, citation: 2 },
    { ...QUOTED, article: 'none', sentence: 4, citation: 2 },
  ],
  citations: [
    { ...CITED, n: 1, article: 'own', url: 'https://harbour.example/', link: 'https://harbour.example/#:~:text=It' },
    { ...CITED, n: 2, article: 'none' },
  ],
  also: [],
};

describe('the links of a reply', () => {
  it('lead to the page of an article that has no address of its own, at the sentence quoted first', () => {
    const reply = withPageLinks(ANSWER, 'https://news.example');
    expect(reply).toMatchObject({
      citations: [{ link: 'https://harbour.example/#:~:text=It' }, { link: 'https://news.example/articles/none#s7' }],
    });
  });

  it('are none in a reply without citations', () => {
    const reply = { kind: 'done', message: 'Done.' } as const;
    expect(withPageLinks(reply, 'https://news.example')).toBe(reply);
  });

  it('hold any id', () => {
    expect(toArticlePath('a/b?c#d é')).toBe('/articles/a%2Fb%3Fc%23d%20%C3%A9');
  });
});
