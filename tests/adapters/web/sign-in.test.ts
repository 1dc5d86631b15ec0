import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/lib/secret.js';
import { createArticle } from '../../core/corpus-fixture.js';
import { type Answer, openDesk } from './web-desk.js';

const MEMBER = { space: 'slack:T1', asker: 'slack:U1', mayManage: false };
const PUBLIC = { host: '0.0.0.0', token: new Secret('t0ken-of-the-desk') };
const PRIVATE_ARTICLE = createArticle({
  id: 'quarry-opens',
  title: 'Quarry of Tolm opens',
  published: '2031-07-01',
  body: 'TOLM, 1 July 2031 - The quarry of Tolm opened on Tuesday with forty workers.',
});

function cookieOf(answer: Answer): string {
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

async function openPublicDesk() {
  const desk = await openDesk(PUBLIC);
  desk.app.show(PRIVATE_ARTICLE, MEMBER.space);
  return desk;
}

describe('a port that others reach', () => {
  it.each([
    ['GET', '/metrics'],
    ['GET', '/status'],
    ['POST', '/api/ask'],
    ['POST', '/api/command'],
    ['POST', '/ask'],
    ['POST', '/answers/a/judge'],
  ])('wants a sign-in for %s %s', async (method, path) => {
    const desk = await openDesk(PUBLIC);
    const answer = await desk.send(path, { method, headers: { 'content-type': 'application/json' }, body: '' });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    if (path.startsWith('/api/')) expect(answer.json()).toMatchObject({ kind: 'failure', code: 'not-allowed' });
  });

  it.each([
    '/',
    '/?q=ferry',
    '/articles/2031-04-02-storm',
    '/api/search?q=ferry',
    '/healthz',
    '/readyz',
    '/signin',
    '/digest',
  ])('lets everybody read %s', async (path) => {
    expect((await (await openDesk(PUBLIC)).send(path)).status).toBe(200);
  });

  it('shows what is private to a space to its members alone', async () => {
    const desk = await openPublicDesk();
    const cookie = cookieOf(await desk.send(desk.linkFor(MEMBER)));
    const stranger = cookieOf(await desk.send(desk.linkFor({ ...MEMBER, space: 'slack:T2' })));
    const statusOf = async (path: string, headers: Readonly<Record<string, string>> = {}) =>
      (await desk.send(path, { headers })).status;
    expect(await statusOf('/articles/quarry-opens', { cookie })).toBe(200);
    expect(await statusOf('/articles/quarry-opens')).toBe(404);
    expect(await statusOf('/articles/quarry-opens', { cookie: stranger })).toBe(404);
    expect((await desk.send('/api/search?q=quarry')).json().hits).toEqual([]);
    expect((await desk.send('/api/complete?field=article&prefix=quarry')).json().completions).toEqual([]);
    // Neither by a name of ours that is none, as a page of another site would.
    expect(await statusOf('/articles/quarry-opens', { cookie, host: 'rebound.example' })).toBe(404);
  });

  it('opens all of it for the token', async () => {
    const desk = await openDesk(PUBLIC);
    const authorization = `Bearer ${PUBLIC.token.reveal()}`;
    expect((await desk.ask('When did the ferry sail again?', {}, { authorization })).status).toBe(200);
    const metrics = await desk.send('/metrics', { headers: { authorization } });
    expect(metrics.headers['content-type']).toContain('text/plain');
    expect(metrics.text).toMatch(/^dateline_questions_total\{outcome="stated"\} 1$/m);
    expect(metrics.text).toMatch(/^dateline_question_share\{outcome="stated"\} 1$/m);
    expect(metrics.text).toMatch(/^dateline_request_seconds_count\{command="ask"\} 1$/m);
    expect(metrics.text).toMatch(/^dateline_index_size\{what="articles"\} 3$/m);
    expect(metrics.text).toMatch(/^dateline_feeds\{state="active"\} 0$/m);
    expect((await desk.ask('ferry', {}, { authorization: 'Bearer wrong' })).status).toBe(401);
    // A browser of another site does not get in, whatever it brings.
    expect((await desk.ask('ferry', {}, { authorization, origin: 'https://evil.example' })).status).toBe(403);
  });
});

describe('a sign-in link', () => {
  it('works once, and sets a cookie that scripts and other sites do not get', async () => {
    const desk = await openDesk(PUBLIC);
    const link = desk.linkFor(MEMBER);
    const answer = await desk.send(link);
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^dateline_session=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect((await desk.send('/status', { headers: { cookie: cookieOf(answer) } })).status).toBe(200);
    const again = await desk.send(link);
    expect([again.status, again.headers['set-cookie']]).toEqual([401, undefined]);
  });

  it('is encrypted on its way where the page is', async () => {
    const desk = await openDesk({ ...PUBLIC, publicUrl: 'https://news.example' });
    expect((await desk.send(desk.linkFor(MEMBER))).headers['set-cookie']?.[0]).toContain('; Secure');
  });

  it('is not used up by whoever only looks ahead', async () => {
    const desk = await openDesk(PUBLIC);
    const link = desk.linkFor(MEMBER);
    await desk.send(link, { method: 'HEAD' });
    await desk.send(link, { headers: { 'sec-purpose': 'prefetch;prerender' } });
    expect((await desk.send(link)).status).toBe(303);
  });

  it('is not used up under a name that is not ours', async () => {
    const desk = await openDesk(PUBLIC);
    const link = desk.linkFor(MEMBER);
    expect((await desk.send(link, { headers: { host: 'rebound.example' } })).status).toBe(403);
    expect((await desk.send(link)).status).toBe(303);
  });

  it('ends after fifteen minutes, and the session after twelve hours', async () => {
    const desk = await openDesk(PUBLIC);
    const late = desk.linkFor(MEMBER);
    const cookie = cookieOf(await desk.send(desk.linkFor(MEMBER)));
    desk.ahead = 15 * 60_000 + 1;
    expect((await desk.send(late)).status).toBe(401);
    expect((await desk.send('/status', { headers: { cookie } })).status).toBe(200);
    desk.ahead = 12 * 3_600_000 + 1_000;
    expect((await desk.send('/status', { headers: { cookie } })).status).toBe(401);
  });

  it.each(['x', 'a.b', '%2e%2e%2f', 'eyJhIjoxfQ.AAAA'])('that was made up (%s) opens nothing', async (token) => {
    const answer = await (await openDesk(PUBLIC)).send(`/signin/${token}`);
    expect([answer.status, answer.headers['set-cookie']]).toEqual([401, undefined]);
  });
});

describe('signing in with the token', () => {
  it('takes the right one only, and signing out ends it', async () => {
    const desk = await openDesk(PUBLIC);
    expect((await desk.submit('/signin', [['token', 'wrong']])).status).toBe(401);
    const answer = await desk.submit('/signin', [['token', PUBLIC.token.reveal()]]);
    expect(answer.status).toBe(303);
    const cookie = cookieOf(answer);
    expect((await desk.send('/status', { headers: { cookie } })).status).toBe(200);
    const out = await desk.submit('/signout', [], { cookie });
    expect(out.headers['set-cookie']?.[0]).toContain('Max-Age=0');
  });

  it('is not offered where there is none', async () => {
    const page = await (await openDesk({ host: '0.0.0.0' })).send('/signin');
    expect(page.text).not.toContain('type="password"');
  });

  it('is not for the pages of other sites', async () => {
    const desk = await openDesk(PUBLIC);
    const fields = [['token', PUBLIC.token.reveal()]] as const;
    expect((await desk.submit('/signin', fields, { origin: 'https://evil.example' })).status).toBe(403);
  });
});

describe('a member of a space', () => {
  it('asks in the name of the space, which nobody else reads', async () => {
    const desk = await openPublicDesk();
    const cookie = cookieOf(await desk.send(desk.linkFor(MEMBER)));
    const asked = await desk.submit('/ask', [['q', 'When did the quarry of Tolm open?']], { cookie });
    expect(asked.status).toBe(303);
    const path = asked.headers.location ?? '';
    expect((await desk.send(path, { headers: { cookie } })).text).toContain('forty workers');
    expect((await desk.send(path)).status).toBe(404);
    // What one member asks here is not shown to the others.
    expect((await desk.send('/articles/quarry-opens', { headers: { cookie } })).text).not.toContain('Quoted in');
  });

  it('reads and goes on with a long conversation as fast as a person can', async () => {
    const desk = await openDesk(PUBLIC);
    const cookie = cookieOf(await desk.send(desk.linkFor(MEMBER)));
    const after: [string, string][] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      const asked = await desk.submit('/ask', [['q', 'When did the ferry sail again?'], ...after], { cookie });
      const [, id = ''] = /\/answers\/([\w-]+)/.exec(asked.headers.location ?? '') ?? [];
      expect((await desk.send(asked.headers.location ?? '', { headers: { cookie } })).status).toBe(200);
      after.push(['after', id]);
    }
    const last = await desk.submit('/ask', [['q', 'And how much did the rudder cost?'], ...after], { cookie });
    const page = await desk.send(last.headers.location ?? '', { headers: { cookie } });
    const [earlier = ''] = /<nav class="earlier".*?<\/nav>/s.exec(page.text) ?? [];
    expect(earlier.match(/href="\/answers\//g)).toHaveLength(6);
    expect(page.text).toContain('From the conversation:');
  });

  it('changes nothing without the right to', async () => {
    const desk = await openPublicDesk();
    const cookie = cookieOf(await desk.send(desk.linkFor(MEMBER)));
    const answer = await desk.send('/api/command', {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ text: 'feed add https://post.example/rss' }),
    });
    expect([answer.status, answer.json()]).toMatchObject([403, { code: 'not-allowed' }]);
  });
});
