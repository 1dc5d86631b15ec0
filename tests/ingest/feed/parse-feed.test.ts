import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../../src/ingest/feed/parse-feed.js';
import { parseOpml } from '../../../src/ingest/feed/parse-opml.js';

const URL_OF_FEED = 'https://post.example/feed';

function read(text: string) {
  const parsed = parseFeed(text, { url: URL_OF_FEED });
  if ('fault' in parsed) throw new Error(parsed.fault);
  return parsed.feed;
}

const rss = (items: string, more = '') =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Post</title><link>https://post.example/</link><language>en-gb</language>${more}${items}</channel></rss>`;

describe('parseFeed', () => {
  it('reads RSS 2.0 with the whole text, the day in its own zone', () => {
    const feed = read(
      rss(
        `<item><title>Ferry &amp;amp; &lt;b&gt;quay&lt;/b&gt;</title><link>/2031/ferry?utm_source=rss#top</link><guid>f1</guid>
         <pubDate>Tue, 01 Apr 2031 23:30:00 -0500</pubDate><dc:creator>Ada Verrin</dc:creator><category>Ports</category>
         <content:encoded><![CDATA[<p>The ferry is back.</p><script>alert(1)</script><p>It sails&nbsp;daily.</p>]]></content:encoded></item>`,
        '<ttl>30</ttl>',
      ),
    );
    expect(feed).toMatchObject({ title: 'Harbour Post', language: 'en-GB', ttlMs: 1_800_000 });
    expect(feed.items).toMatchObject([
      {
        title: 'Ferry & quay',
        body: 'The ferry is back.\n\nIt sails daily.',
        url: 'https://post.example/2031/ferry',
        date: { published: '2031-04-01', publishedAt: '2031-04-02T04:30:00Z' },
        author: 'Ada Verrin',
        topics: ['Ports'],
      },
    ]);
  });

  it('reads Atom', () => {
    const feed = read(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Phare</title><id>urn:x</id>
      <entry><title type="html">Le bac &lt;i&gt;revient&lt;/i&gt;</title><id>urn:1</id><link href="https://phare.example/bac"/>
      <published>2031-04-02T08:00:00+02:00</published><updated>2031-04-03T08:00:00+02:00</updated>
      <content type="html">&lt;p&gt;Le bac est de retour.&lt;/p&gt;</content></entry></feed>`);
    expect(feed).toMatchObject({ title: 'Le Phare', language: 'fr' });
    expect(feed.items).toMatchObject([
      {
        title: 'Le bac revient',
        body: 'Le bac est de retour.',
        url: 'https://phare.example/bac',
        date: { published: '2031-04-02', publishedAt: '2031-04-02T06:00:00Z' },
      },
    ]);
  });

  it('reads JSON Feed', () => {
    const feed = read(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'The Lamp',
        items: [
          {
            id: '1',
            url: 'https://lamp.example/1',
            title: 'Lamp lit',
            content_html: '<p>The lamp is lit.</p>',
            date_published: '2031-04-02T10:00:00Z',
          },
        ],
      }),
    );
    expect(feed.items).toMatchObject([
      { title: 'Lamp lit', body: 'The lamp is lit.', url: 'https://lamp.example/1', date: { published: '2031-04-02' } },
    ]);
  });

  it('reads RDF', () => {
    const feed =
      read(`<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://post.example/"><title>Old Post</title><link>https://post.example/</link></channel>
      <item rdf:about="https://post.example/a"><title>Old news</title><link>https://post.example/a</link><description>The old quay is open.</description><dc:date>2031-04-02</dc:date></item></rdf:RDF>`);
    expect(feed.items).toMatchObject([
      { title: 'Old news', body: 'The old quay is open.', date: { published: '2031-04-02' } },
    ]);
  });

  it('marks a teaser as a stub, and a whole text as none', () => {
    const item = (text: string) =>
      `<item><title>T</title><guid>${text.length}</guid><description>${text}</description></item>`;
    const [teaser] = read(rss(item('The ferry to Lunholm sails again after two weeks […]'))).items;
    expect(teaser?.isStub).toBe(true);
    const whole = `<item><title>T</title><guid>2</guid><content:encoded>${'The ferry sailed again on Sunday with many people. '.repeat(20)}</content:encoded></item>`;
    expect(read(rss(whole)).items[0]?.isStub).toBe(false);
  });

  it('keeps the names of an item, whatever its order', () => {
    const keys = read(
      rss(
        '<item><title>A</title><guid>g1</guid></item><item><title>B</title><link>https://post.example/b</link></item>',
      ),
    ).items;
    expect(keys.map(({ key }) => key)).toEqual(['g1', 'https://post.example/b']);
  });

  it('does not blow up entities, and reads no file', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 12 }, (_, index) => `<!ENTITY b${index} "${(index === 0 ? '&a;' : `&b${index - 1};`).repeat(10)}">`).join('')}<!ENTITY f SYSTEM "file:///etc/passwd">]>${rss('<item><title>&b11;&f;</title><guid>1</guid></item>').replace('<?xml version="1.0"?>', '')}`;
    const startedAt = performance.now();
    const parsed = parseFeed(bomb, { url: URL_OF_FEED });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(JSON.stringify(parsed).length).toBeLessThan(10_000);
    expect(JSON.stringify(parsed)).not.toContain('root:');
  });

  it('reads the newest of ten thousand items in bounded time', () => {
    const items = Array.from(
      { length: 10_000 },
      (_, index) =>
        `<item><title>N ${index}</title><guid>${index}</guid><description>Text ${index}.</description></item>`,
    );
    const startedAt = performance.now();
    const feed = read(rss(items.join('')));
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    expect(feed).toMatchObject({ isTruncated: true });
    expect(feed.items).toHaveLength(2_000);
  });

  it('tolerates nul bytes and control characters', () => {
    const [item] = read(
      rss(
        '<item><title>A\u0000B\u0007</title><guid>1</guid><description>One\u0000 came&#0;&#x00;.</description></item>',
      ),
    ).items;
    expect(item?.title).not.toMatch(/\p{Cc}/u);
    expect(item?.body).toBe('One came.');
  });

  it('says in words what is no feed', () => {
    expect(parseFeed('<html><body>Hello</body></html>', { url: URL_OF_FEED })).toMatchObject({
      fault: expect.any(String),
    });
    expect(parseFeed('', { url: URL_OF_FEED })).toMatchObject({ fault: expect.any(String) });
  });

  it('never throws', () => {
    const parts = fc.constantFrom(
      '<rss version="2.0"><channel>',
      '<item>',
      '</item>',
      '<title>',
      '<![CDATA[',
      ']]>',
      '&lt;',
      '<feed xmlns="http://www.w3.org/2005/Atom">',
      '<entry>',
      '{"version":"https://jsonfeed.org/version/1","items":[{',
      '</channel></rss>',
      '\u0000',
      '<!DOCTYPE x [',
      'text',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(parts, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 20 }),
        (pieces) => {
          const parsed = parseFeed(pieces.join(''), { url: URL_OF_FEED });
          expect('feed' in parsed || parsed.fault !== '').toBe(true);
        },
      ),
    );
  });
});

describe('parseOpml', () => {
  it('gives every feed once, whatever the folder', () => {
    const opml = `<opml version="2.0"><body><outline text="Ports"><outline type="rss" text="Post" xmlUrl="https://post.example/rss"/></outline>
      <outline type="rss" title="Lamp" xmlUrl="https://lamp.example/rss"/><outline type="rss" text="Again" xmlUrl="https://post.example/rss"/></body></opml>`;
    expect(parseOpml(opml)).toEqual({
      feeds: [
        { url: 'https://post.example/rss', title: 'Post' },
        { url: 'https://lamp.example/rss', title: 'Lamp' },
      ],
    });
  });

  it('refuses entities and lists of nothing in words', () => {
    expect(parseOpml('<!DOCTYPE opml [<!ENTITY a "b">]><opml/>')).toMatchObject({ fault: expect.any(String) });
    expect(parseOpml('<opml version="2.0"><body/></opml>')).toMatchObject({
      fault: expect.stringContaining('no feed'),
    });
  });
});
