import { describe, expect, it } from 'vitest';
import { ask, askForAnswer } from '../corpus-fixture.js';

describe('a question for a day and nothing else', () => {
  it.each([
    ['What happened on 9 May 2031?', {}],
    ['what happened', { filters: { since: '2031-05-09', until: '2031-05-09' } }],
    ['2031-05-09', {}],
  ])('%j is answered by what the articles of that day begin with', (question, options) => {
    const reply = askForAnswer(question, undefined, options);
    expect(reply.certainty).toBe('stated');
    expect(reply.sentences.map(({ article, sentence }) => `${article} ${sentence}`)).toEqual(['strike-begins 1']);
  });

  it('takes the days in their order and names the articles that are left', () => {
    const { sentences, also } = askForAnswer('What happened in May 2031?', undefined, { limit: 2 });
    expect(sentences.map(({ article }) => article)).toEqual(['bridge-opens', 'ferry-fares-rise']);
    expect(also[0]?.article).toBe('dockers-vote');
  });

  it('has no answer on a day of which there is no article', () => {
    expect(ask('What happened on 8 May 2031?')).toMatchObject({ kind: 'no-match', reason: 'outside-dates' });
  });
});

describe('days by filter', () => {
  it('are not said to be uncovered when articles of them only lack the words', () => {
    const reply = ask('zeppelin harbour', undefined, { filters: { since: '2031-06-03', until: '2031-06-03' } });
    expect(reply).toMatchObject({ kind: 'no-match' });
    expect(reply.kind === 'no-match' && reply.message).not.toContain('covers');
  });
});

describe('a single word', () => {
  it.each(['harbour', 'Kell', 'painful'])('%j is never presented as a stated answer', (word) => {
    expect(ask(word)).not.toMatchObject({ certainty: 'stated' });
  });
});
