import { describe, expect, it } from 'vitest';
import { searchArticles } from '../../../src/core/answer/search.js';
import { parseQuestion } from '../../../src/core/question/parse-question.js';
import type { ArticlesReply } from '../../../src/core/reply.js';
import { createLibrary } from '../corpus-fixture.js';

const library = createLibrary();
const search = (text: string, limit = 10) => searchArticles(parseQuestion(text, library), library, { text, limit });

function find(text: string, limit?: number): ArticlesReply['hits'] {
  const reply = search(text, limit);
  if (reply.kind !== 'articles') throw new Error(reply.message);
  return reply.hits;
}

describe('searchArticles', () => {
  it('lists the articles on a subject, the best first', () => {
    const hits = find('strike');
    expect(hits.map(({ article }) => article).sort()).toEqual(['dockers-vote', 'strike-begins', 'strike-ends']);
    const scores = hits.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(find('warm water')[0]?.article).toBe('fish-count');
  });

  it('shows of each a piece of its text that has the words', () => {
    for (const { article, snippet } of find('strike herring bridge ribbon')) {
      expect(snippet.text).toBe(library.get(article)?.article.body.slice(snippet.start, snippet.end));
    }
    expect(find('ribbon')[0]?.snippet.text).toContain('ribbon');
  });

  it('gives title, day, publisher and address', () => {
    expect(find('ribbon')[0]).toMatchObject({
      article: 'bridge-opens',
      title: 'New bridge at Ostrel opens to traffic',
      published: '2031-05-02',
      publisher: 'Harbour Post',
      url: 'https://harbourpost.example/bridge',
    });
    expect(find('rope museum')[0]).not.toHaveProperty('published');
  });

  it.each<[text: string, articles: string[]]>([
    ['strike publisher:"Quay Courier"', ['strike-ends']],
    ['strike -cranes -Lind', ['dockers-vote']],
    ['"warm water"', ['fish-count']],
    ['strike since:2040', []],
    ['xylophone', []],
  ])('%s finds %j', (text, articles) => {
    const hits = find(text).map(({ article }) => article);
    expect(hits).toEqual(articles);
  });

  it('lists no more than asked for', () => {
    expect(find('strike', 2)).toHaveLength(2);
  });

  it('says that there is nothing to look for', () => {
    expect(search('')).toMatchObject({ kind: 'no-match', reason: 'empty-question' });
  });

  it('keeps the query as it was typed', () => {
    expect(search('strike publisher:Nobody')).toMatchObject({
      kind: 'articles',
      question: 'strike publisher:Nobody',
      hits: [],
    });
  });
});
