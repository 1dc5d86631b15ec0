import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWebServer, type TestWebServer } from '../servers/web/web-server.js';
import { toRss } from './feed-desk.js';
import { createFolder, parseLines, runCommand } from './run-command.js';

const FILLER = 'The council said in a statement on Friday that the work would take until autumn. '.repeat(8);
const text = (first: string) => `<p>${first}</p><p>${FILLER}</p>`;

let web: TestWebServer;
let cwd: string;

beforeAll(async () => {
  web = await startWebServer();
  ({ path: cwd } = await createFolder({
    'saved.html': `<html lang="en"><head><title>Lighthouse lit</title><link rel="canonical" href="https://lamp.example/lit"></head>
      <body><article><h1>Lighthouse lit</h1>${text('The lighthouse of Holm was lit again with an electric lamp.')}</article></body></html>`,
  }));
  web.answer('/page', {
    headers: { 'content-type': 'text/html' },
    body: `<html lang="en"><head><title>Mill burns</title><meta property="article:published_time" content="2021-04-02T09:00:00+02:00"></head>
      <body><article><h1>Mill burns</h1>${text('The mill of Orm burned down with 300 tonnes of grain, its owner said.')}</article></body></html>`,
  });
  const quarry = 'The quarry of Tolm opened with forty workers, the mayor said.';
  const item = { title: 'Quarry opens', link: web.url('/quarry'), date: 'Fri, 02 Apr 2021 08:00:00 GMT' };
  web.answer('/rss', { body: toRss('Harbour Post', [{ ...item, content: text(quarry) }]) });
  const pier = 'The bridge at Skarrow was shut because of a crack in its second pier.';
  web.answer('/atom', {
    body: `<feed xmlns="http://www.w3.org/2005/Atom"><title>The Lamp</title><id>x</id><entry><id>1</id><title>Bridge shut</title>
      <link href="${web.url('/bridge')}"/><updated>2021-04-03T08:00:00Z</updated><content type="html"><![CDATA[${text(pier)}]]></content></entry></feed>`,
  });
  const herring = 'The herring quota was cut by a third, the minister of fisheries said.';
  web.answer('/json', {
    body: JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Radio Holm',
      items: [
        {
          id: '1',
          url: web.url('/herring'),
          title: 'Quota cut',
          content_html: text(herring),
          date_published: '2021-04-04',
        },
      ],
    }),
  });
});

afterAll(async () => {
  await web.stop();
  await rm(cwd, { recursive: true });
});

describe('import of addresses', () => {
  it('makes articles of a page, of three kinds of feed and of a saved page, which answer with their own addresses', async () => {
    const sources = ['/page', '/rss', '/atom', '/json'].map((path) => web.url(path));
    const options = { cwd, env: { FEED_ALLOW_PRIVATE: '127.0.0.1' } };
    const first = await runCommand(['import', ...sources, 'saved.html', '--to', 'corpus', '--json'], options);
    expect(parseLines(first.stdout)).toMatchObject([
      {
        added: [
          '2021-04-02-mill-burns',
          '2021-04-02-quarry-opens',
          '2021-04-03-bridge-shut',
          '2021-04-04-quota-cut',
          'lighthouse-lit',
        ],
        failed: [],
      },
    ]);
    const again = await runCommand(['import', ...sources, 'saved.html', '--to', 'corpus', '--json'], options);
    expect(parseLines(again.stdout)).toMatchObject([{ added: [], duplicates: [], failed: [] }]);
    for (const [question, quoted, url] of [
      ['How much grain burned in the mill of Orm?', '300 tonnes of grain', web.url('/page')],
      ['How many workers does the quarry of Tolm have?', 'forty workers', web.url('/quarry')],
      ['Why was the bridge at Skarrow shut?', 'crack in its second pier', web.url('/bridge')],
      ['By how much was the herring quota cut?', 'cut by a third', web.url('/herring')],
      ['Where was the lighthouse lit again?', 'lighthouse of Holm', 'https://lamp.example/lit'],
    ] as const) {
      const { stdout } = await runCommand(['ask', question, '--limit', '1', '--json'], options);
      expect(parseLines(stdout)).toMatchObject([
        {
          kind: 'answer',
          sentences: [{ text: expect.stringContaining(quoted) }],
          citations: [{ url, link: expect.stringContaining(`${url}#:~:text=`) }],
        },
      ]);
    }
  });

  it('takes a page and the feed that lists it for one article, and asks for the page once', async () => {
    web.answer('/kiln', {
      headers: { 'content-type': 'text/html' },
      body: `<html lang="en"><head><title>Kiln found</title></head><body><article><h1>Kiln found</h1>${text('A kiln was found under the market of Orm.')}</article></body></html>`,
    });
    const item = {
      title: 'Kiln found',
      link: `${web.url('/kiln')}?utm_source=rss`,
      date: 'Fri, 02 Apr 2021 08:00:00 GMT',
    };
    web.answer('/kiln-rss', {
      body: toRss('Harbour Post', [{ ...item, content: text('Under the market of Orm lies an old kiln.') }]),
    });
    const options = { cwd, env: { FEED_ALLOW_PRIVATE: '127.0.0.1' } };
    const sources = [web.url('/kiln'), web.url('/kiln-rss')];
    const before = web.requests.length;
    const first = await runCommand(['import', ...sources, '--to', 'kiln', '--json'], options);
    const duplicates = [{ source: web.url('/kiln'), of: 'kiln-found' }];
    expect(parseLines(first.stdout)).toMatchObject([{ added: ['kiln-found'], duplicates, failed: [] }]);
    expect(web.requests.slice(before).filter(({ path }) => path === '/kiln')).toHaveLength(1);
    const again = await runCommand(['import', ...sources, '--to', 'kiln', '--json'], options);
    expect(parseLines(again.stdout)).toMatchObject([{ added: [], unchanged: ['kiln-found'], duplicates, failed: [] }]);
  });

  it('keeps the earlier text of a page that has changed, and shows the difference', async () => {
    const options = { cwd, env: { FEED_ALLOW_PRIVATE: '127.0.0.1' } };
    const say = (first: string) =>
      web.answer('/toll', {
        headers: { 'content-type': 'text/html' },
        body: `<html lang="en"><head><title>Toll counted</title></head><body><article><h1>Toll counted</h1>${text(first)}</article></body></html>`,
      });
    for (const first of ['Eleven boats were lost at Orm.', 'Fourteen boats were lost at Orm.']) {
      say(first);
      const { stdout } = await runCommand(['import', web.url('/toll'), '--to', 'toll', '--json'], options);
      expect(parseLines(stdout)).toMatchObject([{ added: ['toll-counted'], duplicates: [], failed: [] }]);
    }
    const { stdout } = await runCommand(['article', 'toll-counted', '--corpus', 'toll'], options);
    expect(stdout).toContain('Eleven boats were lost at Orm.');
    expect(stdout).toContain('Fourteen boats were lost at Orm.');
  });

  it('leaves a date in the future out, and says so', async () => {
    const item = { title: 'Pear harvest', link: web.url('/pears'), date: 'Sat, 01 Aug 2048 09:00:00 +0000' };
    web.answer('/late-rss', { body: toRss('Harbour Post', [{ ...item, content: text('Pears were picked at Orm.') }]) });
    const options = { cwd, env: { FEED_ALLOW_PRIVATE: '127.0.0.1' } };
    const { code, stdout } = await runCommand(['import', web.url('/late-rss'), '--to', 'late', '--json'], options);
    expect(code).toBe(0);
    const message = expect.stringContaining('dated in the future');
    expect(parseLines(stdout)).toMatchObject([
      { added: ['pear-harvest'], failed: [], undated: [{ source: web.url('/pears'), message }] },
    ]);
  });

  it('reads no page that robots may not read, and says so', async () => {
    const strict = await startWebServer();
    try {
      strict.answer('/robots.txt', { body: 'User-agent: *\nDisallow: /inside' });
      strict.answer('/inside/page', {
        headers: { 'content-type': 'text/html' },
        body: `<html><head><title>Kept in</title></head><body><article>${text('The vault of Orm was opened.')}</article></body></html>`,
      });
      const item = { title: 'Vault', link: strict.url('/vault'), date: 'Fri, 02 Apr 2021 08:00:00 GMT' };
      strict.answer('/inside/rss', {
        body: toRss('Harbour Post', [{ ...item, content: text('The vault of Orm was opened.') }]),
      });
      const options = { cwd, env: { FEED_ALLOW_PRIVATE: '127.0.0.1' } };
      const sources = [strict.url('/inside/page'), strict.url('/inside/rss')];
      const { code, stdout } = await runCommand(['import', ...sources, '--to', 'strict', '--json'], options);
      expect(code).toBe(1);
      expect(parseLines(stdout)).toMatchObject([
        {
          added: ['2021-04-02-vault'],
          failed: [{ source: sources[0], message: expect.stringContaining('robots.txt') }],
        },
      ]);
    } finally {
      await strict.stop();
    }
  });

  it('says what could not be read, goes on, and ends with 1', async () => {
    const options = { cwd, env: { FEED_ALLOW_PRIVATE: '127.0.0.1' } };
    const { code, stdout } = await runCommand(
      ['import', web.url('/nowhere'), web.url('/rss'), '--to', 'other', '--json'],
      options,
    );
    expect(code).toBe(1);
    expect(parseLines(stdout)).toMatchObject([
      {
        added: ['2021-04-02-quarry-opens'],
        failed: [{ source: web.url('/nowhere'), message: expect.stringContaining('404') }],
      },
    ]);
  });

  it('reads no address that is not public, unless it is listed', async () => {
    const { code, stdout } = await runCommand(['import', web.url('/rss'), '--to', 'none', '--json'], { cwd });
    expect(code).toBe(1);
    expect(parseLines(stdout)).toMatchObject([
      { failed: [{ message: expect.stringContaining('FEED_ALLOW_PRIVATE') }] },
    ]);
  });
});
