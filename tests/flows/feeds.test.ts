import { describe, expect, it } from 'vitest';
import { openFeedDesk, type RssItem, TEAM, toRss } from './feed-desk.js';

const QUARRY: RssItem = {
  title: 'Quarry of Tolm opens',
  link: 'https://post.example/2031/quarry?utm_source=rss',
  content:
    '<p>TOLM - The quarry of Tolm opened on Friday with forty workers, the mayor said.</p><p>It had been closed for nine years.</p>',
};
const BRIDGE: RssItem = {
  title: 'Bridge at Skarrow is shut',
  link: 'https://post.example/2031/bridge',
  content: '<p>The bridge at Skarrow was shut on Thursday because of a crack in its second pier, engineers said.</p>',
};
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('a feed that is added', () => {
  it('answers questions, with citations that lead to the articles own addresses', async () => {
    const desk = await openFeedDesk();
    desk.web.answer('/rss', { body: toRss('Harbour Post', [QUARRY, BRIDGE]) });
    const added = await desk.addFeed('/rss');
    expect(added).toMatchObject({ kind: 'feeds', feeds: [{ url: desk.web.url('/rss'), state: 'active' }] });
    const reply = await desk.run('ask', { question: 'How many workers does the quarry of Tolm have?' });
    expect(reply).toMatchObject({
      kind: 'answer',
      sentences: [{ text: 'TOLM - The quarry of Tolm opened on Friday with forty workers, the mayor said.' }],
      citations: [
        {
          title: 'Quarry of Tolm opens',
          publisher: 'Harbour Post',
          published: '2031-08-01',
          url: 'https://post.example/2031/quarry',
        },
      ],
    });
  });

  it('answers within a second of the arrival of an article', async () => {
    const desk = await openFeedDesk();
    desk.web.answer('/rss', { body: toRss('Harbour Post', [QUARRY]) });
    await desk.run('feed add', { url: desk.web.url('/rss') });
    await desk.ingestion.jobs[0]?.run();
    while ((await desk.quotedIn('How many workers does the quarry of Tolm have?')).length === 0) {
      await new Promise(setImmediate);
    }
    const arrivedAtMs = desk.web.requests.findLast(({ path }) => path === '/rss')?.endedAtMs ?? Number.NaN;
    expect(performance.now() - arrivedAtMs).toBeLessThan(1_000);
  });

  it('is invisible to other spaces', async () => {
    const desk = await openFeedDesk();
    desk.web.answer('/rss', { body: toRss('Harbour Post', [QUARRY]) });
    await desk.addFeed('/rss');
    expect(await desk.quotedIn('Who opened the quarry of Tolm?', 'slack:T2')).toEqual([]);
    expect(await desk.run('feed list', {}, 'slack:T2')).toMatchObject({ feeds: [] });
    expect(await desk.run('status', {}, 'slack:T2')).toMatchObject({ feeds: [], articles: 3 });
    expect(await desk.run('status')).toMatchObject({ feeds: [{ articles: 1 }], articles: 4 });
    const [feed] = await desk.store.feeds.all();
    expect(await desk.run('feed remove', { id: feed?.id }, 'slack:T2')).toMatchObject({ kind: 'failure' });
  });

  it('is asked with its validators, and costs nothing while it is unchanged', async () => {
    const desk = await openFeedDesk();
    const seen: (string | undefined)[] = [];
    desk.web.answer('/rss', (request, response) => {
      const { 'if-none-match': etag } = request.headers;
      seen.push(etag);
      if (etag === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"1"' }).end(toRss('Harbour Post', [QUARRY]));
    });
    await desk.addFeed('/rss');
    desk.nowMs += HOUR_MS;
    await desk.tick();
    expect(seen).toEqual([undefined, '"1"']);
    expect(await desk.store.articles.lastSeq()).toBe(1);
    expect(await desk.run('feed list')).toMatchObject({ feeds: [{ lastSuccess: '2031-08-01T11:00:00.000Z' }] });
  });

  it('brings a changed text as a new revision, and shows the difference', async () => {
    const desk = await openFeedDesk();
    desk.web.answer('/rss', { body: toRss('Harbour Post', [BRIDGE]) });
    await desk.addFeed('/rss');
    const changed = { ...BRIDGE, content: BRIDGE.content?.replace('second pier', 'third pier') ?? '' };
    desk.web.answer('/rss', { body: toRss('Harbour Post', [changed]) });
    desk.nowMs += HOUR_MS;
    await desk.tick();
    const [id = ''] = await desk.quotedIn('Why was the bridge at Skarrow shut?');
    const article = await desk.run('article', { id });
    expect(article).toMatchObject({
      kind: 'article',
      revisions: [{ firstSeen: '2031-08-01T10:00:00.000Z' }, { firstSeen: '2031-08-01T11:00:00.000Z' }],
      changes: [
        {
          removed: [expect.stringContaining('second pier')],
          added: [expect.stringContaining('third pier')],
        },
      ],
    });
  });

  it('takes the same address and the same text of two feeds as one article', async () => {
    const desk = await openFeedDesk();
    desk.web.answer('/rss', { body: toRss('Harbour Post', [QUARRY]) });
    desk.web.answer('/politics', {
      body: toRss('Harbour Post', [{ ...QUARRY, link: 'http://www.post.example/2031/quarry/' }]),
    });
    desk.web.answer('/again', { body: toRss('Harbour Post', [{ ...QUARRY, link: 'https://post.example/elsewhere' }]) });
    for (const path of ['/rss', '/politics', '/again']) await desk.addFeed(path);
    expect(await desk.run('status')).toMatchObject({ articles: 4 });
  });

  it('takes what another publisher prints word for word as a copy, and counts one source', async () => {
    const desk = await openFeedDesk();
    const text = `${QUARRY.content}<p>The ${'stone of the quarry is used for houses and quays along the coast, and '.repeat(3)}for the harbour.</p>`;
    desk.web.answer('/agency', { body: toRss('Tolm News Agency', [{ ...QUARRY, content: text }]) });
    desk.web.answer('/lamp', {
      body: toRss('The Lamp', [{ ...QUARRY, content: text, link: 'https://lamp.example/q' }]),
    });
    await desk.addFeed('/agency');
    await desk.addFeed('/lamp');
    expect(await desk.run('status')).toMatchObject({ articles: 5 });
    const [id = ''] = await desk.quotedIn('How many workers does the quarry of Tolm have?');
    const agency = await desk.run('article', { id });
    expect(agency).toMatchObject({ article: { publisher: 'Tolm News Agency' } });
    if (agency.kind !== 'article') throw new Error('It is an article.');
    expect(agency.copies).toHaveLength(1);
    expect(await desk.run('article', { id: agency.copies[0] })).toMatchObject({ article: { copyOf: id } });
  });

  it('takes the text from the page when the feed gives a stub, unless robots may not read it', async () => {
    const desk = await openFeedDesk();
    const page = (text: string) =>
      `<html lang="en"><head><title>Mill burns</title></head><body><article><h1>Mill burns</h1>${`<p>${text}</p>`.repeat(1)}<p>${'The fire brigade of Orm worked through the night and pumped water from the river. '.repeat(6)}</p></article></body></html>`;
    desk.web.answer('/mill', {
      headers: { 'content-type': 'text/html' },
      body: page('The mill of Orm burned down with 300 tonnes of grain, the owner said.'),
    });
    desk.web.answer('/hidden/mill', { headers: { 'content-type': 'text/html' }, body: page('Hidden text.') });
    desk.web.answer('/robots.txt', { body: 'User-agent: *\nDisallow: /hidden/' });
    const stub = { description: 'The mill of Orm has burned down …' };
    desk.web.answer('/rss', {
      body: toRss('Harbour Post', [
        { title: 'Mill burns', link: desk.web.url('/mill'), ...stub },
        {
          title: 'Another mill burns',
          link: desk.web.url('/hidden/mill'),
          description: 'The mill of Ulm has burned down …',
        },
      ]),
    });
    await desk.addFeed('/rss');
    const reply = await desk.run('ask', { question: 'How much grain burned in the mill of Orm?' });
    expect(reply).toMatchObject({ sentences: [{ text: expect.stringContaining('300 tonnes of grain') }] });
    expect(desk.web.requests.map(({ path }) => path)).not.toContain('/hidden/mill');
    expect(await desk.run('status')).toMatchObject({ articles: 5 });
  });

  it('keeps an excerpt only where no more is allowed, everywhere', async () => {
    const desk = await openFeedDesk();
    desk.web.answer('/rss', { body: toRss('Harbour Post', [QUARRY]) });
    await desk.addFeed('/rss', { excerpt: 100 });
    const [id = ''] = await desk.quotedIn('Who says that the quarry of Tolm opened?');
    expect(await desk.run('article', { id })).toMatchObject({
      article: { body: 'TOLM - The quarry of Tolm opened on Friday with forty workers, the mayor said.' },
    });
    expect(await desk.quotedIn('For how many years was it closed?')).not.toContain(id);
  });

  it('shows articles under an embargo in their time, and not before', async () => {
    const desk = await openFeedDesk();
    desk.web.answer('/rss', { body: toRss('Harbour Post', [QUARRY]) });
    await desk.addFeed('/rss', { embargo: '2h' });
    const question = 'How many workers does the quarry of Tolm have?';
    expect(await desk.quotedIn(question)).toEqual([]);
    expect(await desk.run('feed list')).toMatchObject({ feeds: [{ articles: 0, waiting: 1, embargoMs: 2 * HOUR_MS }] });
    // Published at 9:00, so it may be shown at 11:00.
    desk.nowMs = Date.parse('2031-08-01T10:59:59Z');
    await desk.tick();
    expect(await desk.quotedIn(question)).toEqual([]);
    desk.nowMs += 1_000;
    await desk.tick();
    expect(await desk.quotedIn(question)).toHaveLength(1);
  });

  it('says what could not be believed or read', async () => {
    const desk = await openFeedDesk();
    const items = [
      { ...QUARRY, date: 'Sat, 01 Aug 2048 09:00:00 +0000' },
      { ...BRIDGE, date: 'some day' },
    ];
    desk.web.answer('/rss', { body: toRss('Harbour Post', items) });
    await desk.addFeed('/rss');
    const reply = await desk.run('feed list');
    expect(reply).toMatchObject({
      feeds: [{ articles: 2, note: expect.stringContaining('1 item dated in the future') }],
    });
    const [id = ''] = await desk.quotedIn('How many workers does the quarry of Tolm have?');
    const article = await desk.run('article', { id });
    expect(article.kind === 'article' && article.article.published).toBeUndefined();
  });

  it('may be given by the address of a page that points to it', async () => {
    const desk = await openFeedDesk();
    desk.web.answer('/', {
      headers: { 'content-type': 'text/html' },
      body: '<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head><body><p>News</p></body></html>',
    });
    desk.web.answer('/rss', { body: toRss('Harbour Post', [QUARRY]) });
    await desk.addFeed('/');
    expect(await desk.run('feed list')).toMatchObject({ feeds: [{ url: desk.web.url('/rss'), articles: 1 }] });
  });

  it('follows a feed that has moved for good', async () => {
    const desk = await openFeedDesk();
    desk.web.answer('/old', { status: 301, headers: { location: '/rss' } });
    desk.web.answer('/rss', { body: toRss('Harbour Post', [QUARRY]) });
    await desk.addFeed('/old');
    expect(await desk.run('feed list')).toMatchObject({ feeds: [{ url: desk.web.url('/rss'), articles: 1 }] });
  });
});

describe('a feed that fails', () => {
  it('says why in plain words, and when it is tried again', async () => {
    const desk = await openFeedDesk();
    desk.web.answer('/rss', { status: 503, headers: { 'retry-after': '1800' } });
    await desk.addFeed('/rss');
    const reply = await desk.run('feed list');
    if (reply.kind !== 'feeds') throw new Error('Feeds are listed.');
    const [feed] = reply.feeds;
    expect(feed?.lastError).toMatch(/503|unavailable|wait/i);
    expect(Date.parse(feed?.nextTry ?? '')).toBeGreaterThanOrEqual(desk.nowMs + 30 * MINUTE_MS);
  });

  it('is given up after a week, and whoever added it is told once', async () => {
    const told: { person: string; message: string }[] = [];
    const adapter = createListener((person, message) => told.push({ person, message }));
    const desk = await openFeedDesk({ adapters: [adapter] });
    desk.web.answer('/rss', { status: 500 });
    await desk.addFeed('/rss');
    for (let day = 0; day < 9; day += 1) {
      desk.nowMs += 24 * HOUR_MS;
      await desk.tick();
    }
    expect(await desk.run('feed list')).toMatchObject({ feeds: [{ state: 'disabled' }] });
    expect(told).toEqual([{ person: 'U1', message: expect.stringContaining('It failed for a week') }]);
    await desk.addFeed('/rss');
    expect(await desk.run('feed list')).toMatchObject({ feeds: [{ state: 'active' }] });
  });

  it('is not given up for a week in which the bot did not run', async () => {
    const desk = await openFeedDesk();
    desk.web.answer('/rss', { status: 500 });
    await desk.addFeed('/rss');
    desk.nowMs += 8 * 24 * HOUR_MS;
    await desk.tick();
    expect(await desk.run('feed list')).toMatchObject({ feeds: [{ state: 'active' }] });
  });

  it('is given up at once when its server says that it is gone', async () => {
    const desk = await openFeedDesk();
    desk.web.answer('/rss', { status: 410 });
    await desk.addFeed('/rss');
    expect(await desk.run('feed list')).toMatchObject({ feeds: [{ state: 'disabled' }] });
  });

  it('does not keep the others waiting', async () => {
    const desk = await openFeedDesk();
    desk.web.answer('/bad', { body: 'this is no feed' });
    desk.web.answer('/rss', { body: toRss('Harbour Post', [QUARRY]) });
    await desk.run('feed add', { url: desk.web.url('/bad') });
    await desk.addFeed('/rss');
    expect(await desk.quotedIn('How many workers does the quarry of Tolm have?')).toHaveLength(1);
    expect(await desk.run('feed list')).toMatchObject({
      feeds: [{ lastError: expect.stringContaining('neither') }, {}],
    });
  });

  it('is refused where its address is not public', async () => {
    const desk = await openFeedDesk();
    await desk.run('feed add', { url: 'http://169.254.169.254/latest/meta-data' });
    await desk.tick();
    expect(await desk.run('feed list')).toMatchObject({
      feeds: [{ lastError: expect.stringContaining('FEED_ALLOW_PRIVATE') }],
    });
  });
});

describe('feeds of the configuration', () => {
  it('are read for all spaces, and no longer when they leave the list', async () => {
    const { writeFile, mkdtemp, rm } = await import('node:fs/promises');
    const { tmpdir } = await import('node:os');
    const folder = await mkdtemp(`${tmpdir()}/dateline-opml-`);
    const opml = `${folder}/feeds.opml`;
    await writeFile(opml, '<opml version="2.0"><body/></opml>');
    const desk = await openFeedDesk({ opml });
    desk.web.answer('/rss', { body: toRss('Harbour Post', [QUARRY]) });
    const outline = `<outline text="Post" type="rss" xmlUrl="${desk.web.url('/rss')}"/>`;
    await writeFile(opml, `<opml version="2.0"><head><title>Desk</title></head><body>${outline}</body></opml>`);
    await desk.tick();
    await desk.tick();
    expect(await desk.quotedIn('How many workers does the quarry of Tolm have?', 'slack:T2')).toHaveLength(1);
    expect(await desk.run('feed list')).toMatchObject({ feeds: [{ isForAll: true, articles: 1 }] });
    const [feed] = await desk.store.feeds.all();
    expect(await desk.run('feed remove', { id: feed?.id })).toMatchObject({ code: 'not-allowed' });
    // A list that cannot be read, or names nothing, changes nothing.
    await writeFile(opml, '<opml version="2.0"><head><title>Desk</title></head><body/></opml>');
    await desk.tick();
    expect(await desk.run('feed list')).toMatchObject({ feeds: [{ articles: 1 }] });
    const another = `<outline text="Lamp" type="rss" xmlUrl="${desk.web.url('/lamp')}"/>`;
    await writeFile(opml, `<opml version="2.0"><head><title>Desk</title></head><body>${another}</body></opml>`);
    await desk.tick();
    expect(await desk.run('feed list')).toMatchObject({ feeds: [{ url: desk.web.url('/lamp') }] });
    await rm(folder, { recursive: true });
  });
});

/** An adapter that only hears what people are told. */
function createListener(listen: (person: string, message: string) => void) {
  return {
    platform: 'slack',
    start: async () => {},
    stop: async () => {},
    state: () => 'ready',
    ready: () => true,
    post: async () => '',
    find: async () => undefined,
    tell: async (person: string, reply: { readonly kind: string; readonly message?: string }) => {
      listen(person, reply.message ?? '');
      return 'm1';
    },
  };
}

describe('a desk that asks while a feed is read', () => {
  it('is answered between two items', async () => {
    const desk = await openFeedDesk();
    const items = Array.from({ length: 300 }, (_, index) => ({
      title: `Notice ${index}`,
      link: `https://post.example/notice/${index}`,
      content: `<p>Notice number ${index} of the harbour office concerns berth ${index}. ${'Ships keep to the marked lane. '.repeat(20)}</p>`,
    }));
    desk.web.answer('/rss', { body: toRss('Harbour Post', items) });
    await desk.run('feed add', { url: desk.web.url('/rss') });
    await desk.ingestion.jobs[0]?.run();
    await desk.web.received(1);
    let slowestMs = 0;
    let answered = 0;
    const left = new Set<number>();
    while ((await desk.store.feeds.list([TEAM]))[0]?.lastSuccessAt === undefined) {
      const startedAt = performance.now();
      await desk.run('ask', { question: 'When is the ferry back?' });
      await new Promise(setImmediate);
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
      answered += 1;
      const listed = await desk.run('feed list');
      if (listed.kind === 'feeds') left.add(listed.feeds[0]?.waiting ?? 0);
    }
    expect(answered).toBeGreaterThan(10);
    // Whoever waits for a first reading sees how far it is.
    expect([...left].filter((count) => count > 0 && count < 300).length).toBeGreaterThan(5);
    expect(slowestMs).toBeLessThan(1_000);
    expect(await desk.run('status')).toMatchObject({ articles: 303 });
  });
});
