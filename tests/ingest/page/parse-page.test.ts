import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFeedLinks } from '../../../src/ingest/page/feed-links.js';
import { findOwnAddress } from '../../../src/ingest/page/own-address.js';
import { parsePage } from '../../../src/ingest/page/parse-page.js';
import { toParagraphs, toPlainLine } from '../../../src/ingest/page/to-paragraphs.js';

const URL_OF_PAGE = 'https://post.example/2031/ferry?utm_source=x';
const TEXT = 'The ferry to Lunholm sailed again on Sunday after a break of two weeks, the port office said.';
const PAGE = `<!doctype html><html lang="en-GB"><head><title>Ferry is back | Harbour Post</title>
<link rel="canonical" href="/2031/ferry"><meta property="og:site_name" content="Harbour Post">
<link rel="alternate" type="application/rss+xml" title="All" href="/rss">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry is back","datePublished":"2031-04-02T09:30:00+02:00","author":{"@type":"Person","name":"Ada Verrin"}}</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><main><article><h1>Ferry is back</h1><p>${TEXT}</p>
<p>About 120 passengers came aboard.<script>document.write('no')</script> ${'The new rudder had cost a great deal of money, and the council paid for it. '.repeat(6)}</p></article></main>
<footer>© Harbour Post. All rights reserved.</footer></body></html>`;

describe('parsePage', () => {
  it('gives the article of a page and nothing around it', () => {
    const parsed = parsePage(PAGE, { url: URL_OF_PAGE });
    expect(parsed).toMatchObject({
      page: {
        title: 'Ferry is back',
        url: 'https://post.example/2031/ferry',
        publisher: 'Harbour Post',
        author: 'Ada Verrin',
        language: 'en-GB',
        date: { published: '2031-04-02', publishedAt: '2031-04-02T07:30:00Z' },
      },
    });
    const body = 'page' in parsed ? parsed.page.body : '';
    expect(body.startsWith(`${TEXT}\n\nAbout 120 passengers came aboard.`)).toBe(true);
    expect(body).not.toMatch(/Sport|rights reserved|document\.write|</);
  });

  it.each([
    ['an empty page', '<html><body></body></html>'],
    ['a page that asks for scripts', '<html><body><p>Please enable JavaScript to view this page.</p></body></html>'],
    ['no page at all', ''],
  ])('says in words why %s holds no article', (_, html) => {
    expect(parsePage(html, { url: URL_OF_PAGE })).toMatchObject({ fault: expect.stringMatching(/\w+ \w+/) });
  });

  it('is not overwhelmed by depth', () => {
    const html = `<html><body>${'<div>'.repeat(100_000)}<p>${TEXT}</p></body></html>`;
    const startedAt = performance.now();
    parsePage(html, { url: URL_OF_PAGE });
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });

  it('never throws', () => {
    const parts = fc.constantFrom(
      '<p>',
      '</p>',
      '<div',
      '<script>',
      '<!--',
      '<html lang="',
      '&#x110000;',
      '<article>',
      '<table><tr><td>',
      'text ',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(parts, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 20 }),
        (pieces) => {
          parsePage(pieces.join(''), { url: URL_OF_PAGE });
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('the addresses of a page', () => {
  it('are its own, and those of its feeds', () => {
    expect(findOwnAddress(PAGE.replace('/2031/ferry"', 'https://post.example/2031/ferry"'))).toBe(
      'https://post.example/2031/ferry',
    );
    expect(findOwnAddress('<p>none</p>')).toBeUndefined();
    expect(findFeedLinks(PAGE, URL_OF_PAGE)).toEqual([{ url: 'https://post.example/rss', title: 'All' }]);
  });
});

describe('toParagraphs', () => {
  it.each([
    ['<p>One.</p><p>Two.</p>', 'One.\n\nTwo.'],
    ['One.<br><br>Two.', 'One.\n\nTwo.'],
    ['<div>One <b>and</b> two</div><style>p{}</style>', 'One and two'],
    ['&lt;p&gt;One.&lt;/p&gt;', 'One.'],
    ['Caf&eacute;&nbsp;&amp; bar', 'Café & bar'],
    ['plain text', 'plain text'],
    ['', ''],
  ])('of %j are %j', (html, text) => {
    expect(toParagraphs(html)).toBe(text);
  });

  it('keeps a title in one line', () => {
    expect(toPlainLine('One\n <i>two</i>')).toBe('One two');
  });
});
