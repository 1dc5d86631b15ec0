import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDesk, type WebDesk } from './web-desk.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const QUESTION = 'When did the ferry sail again?';

let desk: WebDesk;

beforeAll(async () => {
  desk = await startDesk();
});

afterAll(() => desk.stop());

const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = JSON_TYPE) =>
  desk.send(path, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

describe('POST /api/ask', () => {
  it('answers with the reply as JSON, and keeps nothing', async () => {
    const answer = await desk.ask(QUESTION, { limit: 1 });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('application/json');
    const reply = answer.json();
    expect(reply).toMatchObject({ schema: 'dateline/reply@1', kind: 'answer', question: QUESTION });
    expect(reply.sentences).toHaveLength(1);
    expect(reply).not.toHaveProperty('id');
  });

  it('takes earlier questions, which count as a conversation of those turns', async () => {
    const alone = (await desk.ask('And how much did it cost?')).json();
    const after = (await desk.ask('And how much did it cost?', { context: [QUESTION] })).json();
    expect(alone.understood).not.toHaveProperty('about');
    expect(after.understood).toHaveProperty('about');
  });

  it('takes filters', async () => {
    const { understood } = (
      await desk.ask('ferry', { since: '2031', until: '2031-03', publisher: 'Harbour Post' })
    ).json();
    expect(understood).toMatchObject({ since: '2031-01-01', until: '2031-03-31', publisher: 'Harbour Post' });
  });

  it.each([
    ['an empty question', { question: '' }, { kind: 'no-match', reason: 'empty-question' }],
    ['a name that no article has', { question: 'What did Gwendolyn Achterberg say?' }, { kind: 'no-match' }],
    ['an operator', { question: 'ferry until:2030' }, { kind: 'no-match' }],
    ['keys that it does not know', { question: 'ferry', colour: 'red' }, { kind: 'answer' }],
  ])('answers %s with 200', async (_, body, reply) => {
    const answer = await post('/api/ask', body);
    expect([answer.status, answer.json()]).toMatchObject([200, reply]);
  });

  it.each([
    ['no JSON', 'nope', JSON_TYPE, 400],
    ['JSON that is no object', [], JSON_TYPE, 400],
    ['no question', {}, JSON_TYPE, 400],
    ['a question that is no text', { question: 5 }, JSON_TYPE, 400],
    ['a context that is no list', { question: 'ferry', context: 'a' }, JSON_TYPE, 400],
    ['a date that is none', { question: 'ferry', since: 'soon' }, JSON_TYPE, 400],
    ['a period that ends before it begins', { question: 'ferry', since: '2031-04', until: '2031-03' }, JSON_TYPE, 400],
    ['too long a question', { question: 'x'.repeat(2_001) }, JSON_TYPE, 400],
    ['too large a body', { question: 'x'.repeat(200_000) }, JSON_TYPE, 413],
    ['another type', { question: 'ferry' }, { 'content-type': 'text/plain' }, 415],
    ['a form', 'question=ferry', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ])('refuses %s', async (_, body, headers, status) => {
    const answer = await post('/api/ask', body, headers);
    expect(answer.status).toBe(status);
    expect(answer.json()).toMatchObject({
      schema: 'dateline/reply@1',
      kind: 'failure',
      code: 'bad-request',
      message: expect.any(String),
      reference: expect.any(String),
    });
  });

  it('is asked with POST only', async () => {
    const answer = await desk.send('/api/ask');
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
  });
});

describe('GET /api/search', () => {
  it('lists articles', async () => {
    const answer = await desk.send('/api/search?q=fish+market&limit=1');
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ kind: 'articles', hits: [{ article: '2031-03-12-market-moves' }] });
  });

  it('finds nothing with 200 and an empty list', async () => {
    const answer = await desk.send('/api/search?q=xylophone');
    expect([answer.status, answer.json()]).toMatchObject([200, { kind: 'articles', hits: [] }]);
  });

  it.each(['limit=0', 'limit=many', 'since=soon'])('refuses %s', async (parameter) => {
    expect((await desk.send(`/api/search?q=ferry&${parameter}`)).status).toBe(400);
  });
});

describe('POST /api/command', () => {
  it.each([
    ['search fish', 'articles'],
    ['article 2031-04-02-storm', 'article'],
    ['status', 'status'],
    ['help', 'help'],
    ['feed list', 'feeds'],
    ['When did the ferry sail?', 'answer'],
    ['?status', 'no-match'],
  ])('takes %j as it is typed in chats', async (text, kind) => {
    const answer = await post('/api/command', { text });
    expect([answer.status, answer.json().kind]).toEqual([200, kind]);
  });

  it('changes what the space shares', async () => {
    const added = await post('/api/command', { text: 'feed add https://post.example/rss' });
    expect(added.json()).toMatchObject({ kind: 'feeds', feeds: [{ url: 'https://post.example/rss' }] });
    expect((await post('/api/command', { text: 'feed list' })).json().feeds).toHaveLength(1);
  });

  it('refuses a body without a text', async () => {
    expect((await post('/api/command', { txt: 'help' })).status).toBe(400);
  });
});

describe('GET /api/complete', () => {
  it('completes what somebody types', async () => {
    const { completions } = (await desk.send('/api/complete?field=person&prefix=ver')).json();
    expect(completions).toMatchObject([{ value: 'Ada Verrin' }]);
  });

  it('refuses fields that it does not know', async () => {
    expect((await desk.send('/api/complete?field=feed&prefix=')).status).toBe(400);
  });
});

describe('how much is taken', () => {
  it('ends with 429 and says when to come again', async () => {
    const busy = await startDesk({ host: '0.0.0.0', trustedProxies: 1, keeps: false });
    try {
      const from = { 'x-forwarded-for': '192.0.2.7' };
      const statuses: number[] = [];
      for (let turn = 0; turn < 20; turn += 1) {
        statuses.push((await busy.send('/api/search?q=ferry', { headers: from })).status);
      }
      expect(new Set(statuses)).toEqual(new Set([200]));
      const last = await busy.send('/api/search?q=ferry', { headers: from });
      expect(last.status).toBe(429);
      expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
      expect(last.json()).toMatchObject({ kind: 'failure', code: 'rate-limited' });
      // Somebody else is served meanwhile.
      expect((await busy.send('/api/search?q=ferry', { headers: { 'x-forwarded-for': '192.0.2.8' } })).status).toBe(
        200,
      );
    } finally {
      await busy.stop();
    }
  });
});
