import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/core/commands/catalogue.js';
import type { DigestReply } from '../../../src/core/digest-reply.js';
import type { Quotation } from '../../../src/core/reply.js';
import { HARBOUR_CORPUS } from '../../flows/harbour-corpus.js';
import { openDesk, toPlainText, type WebDesk } from './web-desk.js';

const FERRY = 'The ferry to Lunholm sailed again on Sunday after a break of two weeks.';
const NOW = '2031-04-05T12:00:00Z';
const STORM =
  'A storm tore the roof off the fish market of Lunholm on Thursday night and sank four boats in the harbour.';

function toFile(title: string, date: string, publisher: string, body: string): string {
  return `---\ntitle: ${title}\ndate: ${date}\npublisher: ${publisher}\nplaces: [Lunholm]\n---\n${body}\n`;
}

/** Two reports of one storm, a day apart. */
const CORPUS = {
  ...HARBOUR_CORPUS,
  'corpus/storm-a.md': toFile('Storm tears roof off Lunholm fish market', '2031-05-01', 'Harbour Post', STORM),
  'corpus/storm-b.md': toFile(
    'Storm tears roof off fish market in Lunholm',
    '2031-05-02',
    'Quay Courier',
    'Traders of Lunholm counted what the storm had cost them on Friday, after it tore away the roof of their fish market. Divers looked for four boats that sank.',
  ),
};

const open = (options: Parameters<typeof openDesk>[0] = {}) => openDesk({ now: NOW, ...options });

/** Where the links of a part of the page lead. */
function linksOf(page: string, part: string): string[] {
  const { document } = parseHTML(page);
  return [...document.querySelectorAll(`${part} a`)].map((link) => link.getAttribute('href') ?? '');
}

describe('the digest of a day', () => {
  it('has its stories, each quoted with its place and marked', async () => {
    const { text, status } = await (await open()).send('/digest?day=2031-03-09');
    expect(status).toBe(200);
    expect(toPlainText(text)).toMatch(
      /Digest of 9 March 2031.*1 story\. New Ferry to Lunholm sails again 1 article, 1 independent source/,
    );
    expect(text).toContain(`<blockquote dir="auto">${FERRY}</blockquote>`);
    expect(text).toContain('<a href="/articles/2031-03-09-ferry-sails-again#s1">[1]');
    expect(toPlainText(text)).toMatch(/Sources \[1\] Ferry to Lunholm sails again Harbour Post, 9 March 2031/);
  });

  it('is that of the newest day with articles when no day is named, and says so', async () => {
    const { text } = await (await open()).send('/digest');
    expect(toPlainText(text)).toMatch(
      /Digest of 2 April 2031 No article is dated today, 5 April 2031: this is the newest day that has articles\./,
    );
    const today = await (await open({ now: '2031-04-02T12:00:00Z' })).send('/digest');
    expect(toPlainText(today.text)).toContain('Digest of 2 April 2031');
    expect(toPlainText(today.text)).not.toContain('newest day');
  });

  it('does not take a day to come for the newest one', async () => {
    const { text } = await (await open({ now: '2031-03-20T12:00:00Z' })).send('/digest');
    expect(toPlainText(text)).toContain('Digest of 12 March 2031');
  });

  it('takes today in the zone that is named', async () => {
    const desk = await open({ now: '2031-03-11T23:30:00Z' });
    expect((await desk.send('/digest')).text).toContain('Digest of 9 March 2031');
    expect((await desk.send('/digest?zone=Asia/Gaza')).text).toContain('Digest of 12 March 2031');
  });

  it('leads to the days before and after that have articles', async () => {
    const { text } = await (await open()).send('/digest?day=2031-03-12&publisher=Quay+Courier');
    expect(linksOf(text, '.days').slice(0, 2)).toEqual([
      '/digest?day=2031-03-09&publisher=Quay+Courier',
      '/digest?day=2031-04-02&publisher=Quay+Courier',
    ]);
  });

  it('says kindly that a day has nothing, and leads to the newest one that has', async () => {
    const { text } = await (await open()).send('/digest?day=2031-04-05');
    expect(toPlainText(text)).toContain(
      'Nothing No article is dated today, 5 April 2031. The newest day that has articles is 2 April 2031 .',
    );
    expect(linksOf(text, '.card')).toEqual(['/digest?day=2031-04-02']);
  });

  it('has only what passes the filters', async () => {
    const desk = await open();
    const some = toPlainText((await desk.send('/digest?day=2031-03-09&person=Ada+Verrin')).text);
    expect(some).toContain('1 story. Only articles with person “Ada Verrin”.');
    const none = await desk.send('/digest?day=2031-03-09&topic=markets');
    expect(toPlainText(none.text)).toContain('No article of 9 March 2031 passes the filters.');
    expect(linksOf(none.text, '.card')).toContain('/digest?day=2031-03-09');
  });

  it('refuses a day or a zone that is none, and says what one looks like', async () => {
    const desk = await open();
    const day = await desk.send('/digest?day=2031-02-30');
    expect([day.status, toPlainText(day.text)]).toEqual([400, expect.stringContaining('must be a day such as')]);
    const zone = await desk.send('/digest?zone=Nowhere');
    expect([zone.status, toPlainText(zone.text)]).toEqual([400, expect.stringContaining('is no time zone')]);
  });

  it('says what to do when there is no article', async () => {
    const { text, status } = await (await open({ corpus: { 'corpus/.keep': '' } })).send('/digest');
    expect([status, toPlainText(text)]).toEqual([200, expect.stringContaining('There is no article with a date yet.')]);
  });

  it('is there where nothing is kept, and escapes what an address asks for', async () => {
    const { text, status } = await (await open({ keeps: false })).send(
      `/digest?${new URLSearchParams({ day: '2031-03-09', topic: '"><script>alert(1)</script>' })}`,
    );
    expect(status).toBe(200);
    expect(text).not.toContain('<script>alert');
    expect(toPlainText(text)).toContain('passes the filters');
  });

  it('shows no story of a space to others', async () => {
    const desk = await open({ host: '0.0.0.0', publicUrl: 'http://news.example' });
    const analysed = desk.app.libraryOf('local').get('2031-03-09-ferry-sails-again');
    if (analysed === undefined) throw new Error('no article');
    desk.app.show({ ...analysed.article, id: 'private', title: 'Secret', published: '2031-03-15' }, 'slack:T1');
    const { text } = await desk.send('/digest?day=2031-03-15', { headers: { host: 'news.example' } });
    expect(text).not.toContain('Secret');
    const member = { space: 'slack:T1', asker: 'slack:U1', mayManage: false };
    const { headers } = await desk.send(desk.linkFor(member), { headers: { host: 'news.example' } });
    const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
    const own = await desk.send('/digest?day=2031-03-15', { headers: { host: 'news.example', cookie } });
    expect(own.text).toContain('Secret');
  });

  it('can be taken along as Markdown, CSV and JSON', async () => {
    const desk = await open();
    const { text } = await desk.send('/digest?day=2031-03-09');
    const [md = '', csv = '', json = ''] = linksOf(text, '.take');
    const markdown = await desk.send(md);
    expect(markdown.headers['content-disposition']).toBe('attachment; filename="dateline-digest-2031-03-09.md"');
    expect(markdown.text).toMatch(/^# Digest of 9 March 2031\n\n1 story\.\n\n## New: Ferry to Lunholm sails again\n/);
    expect(markdown.text).toContain(`> “${FERRY}” [1]\n>\n> (article 2031-03-09-ferry-sails-again; revision `);
    const [head, row] = (await desk.send(csv)).text.split('\n');
    expect(head).toMatch(/^story,mark,citation,role,text,/);
    expect(row).toMatch(new RegExp(`^Ferry to Lunholm sails again,new,1,new,${FERRY.replaceAll('.', '\\.')}`));
    const reply = (await desk.send(json)).json();
    expect(reply).toMatchObject({ schema: 'dateline/reply@1', kind: 'digest', day: '2031-03-09' });
  });
});

describe('a digest that was sent', () => {
  const quotation: Quotation = {
    text: 'It cost 40 crowns.',
    article: '2031-03-09-ferry-sails-again',
    revision: 'a',
    paragraph: 1,
    sentence: 2,
    start: 0,
    end: 18,
    citation: 1,
  };
  const digest: DigestReply = {
    kind: 'digest',
    day: '2031-03-10',
    zone: 'UTC',
    from: '2031-03-09T08:00:00Z',
    to: '2031-03-10T08:00:00Z',
    stories: [
      {
        title: 'Ferry',
        mark: 'correction',
        articles: 1,
        independent: 1,
        sentences: [],
        changes: [{ subject: 'cost', from: quotation, to: { ...quotation, text: 'It cost 50 crowns.', citation: 2 } }],
        removed: [{ ...quotation, text: 'It was blue.' }],
        members: [],
      },
    ],
    citations: [1, 2].map((n) => ({ n, article: quotation.article, revision: 'ab'[n - 1] ?? '', title: 'Ferry' })),
  };

  it('shows what was said, what is said now, and what is no longer said', async () => {
    const desk = await open();
    await desk.store?.replies.keep({ id: 'k7', space: 'local', command: 'digest', asker: 'digest', reply: digest });
    const { text } = await desk.send('/answers/k7');
    expect(toPlainText(text)).toMatch(
      /Digest of 10 March 2031.*Correction Ferry.*It said It cost 40 crowns\..*It says now It cost 50 crowns\..*It no longer says It was blue\./,
    );
    expect(text).toContain('<a href="/articles/2031-03-09-ferry-sails-again#changes">[1]');
    const { text: markdown } = await desk.send('/answers/k7/citations.md');
    expect(markdown).toContain('(it said; article');
    const { text: csv } = await desk.send('/answers/k7/citations.csv');
    expect(csv.split('\n').map((line) => line.split(',')[3])).toEqual(
      expect.arrayContaining(['role', 'said', 'says-now', 'no-longer-says']),
    );
  });
});

describe('digests that are typed', () => {
  const type = async (desk: WebDesk, text: string) => {
    const answer = await desk.send('/api/command', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
    });
    return { status: answer.status, reply: answer.json() };
  };

  it('open the page of the day', async () => {
    const desk = await open();
    const day = await desk.submit('/ask', [['q', 'digest preview 2031-03-09 topic:ferries']]);
    expect([day.status, day.headers.location]).toEqual([303, '/digest?day=2031-03-09&topic=ferries']);
    expect((await desk.send('/?q=digest+preview')).headers.location).toBe('/digest');
  });

  it.each([true, false])('subscribe nothing, and are told where that is done; answers kept: %s', async (keeps) => {
    const desk = await open({ keeps });
    for (const text of ['digest subscribe 08:00 Europe/Paris', 'digest subscribe 08:00 UTC channel:C024BE91L']) {
      const { status, reply } = await type(desk, text);
      expect([status, reply.kind, reply.message]).toEqual([
        400,
        'failure',
        expect.stringContaining('posted in channels of Discord and Slack: subscribe there'),
      ]);
      const page = keeps
        ? await desk.submit('/ask', [['q', text]])
        : await desk.send(`/?${new URLSearchParams({ q: text })}`);
      expect(toPlainText(page.text)).toContain('subscribe there');
    }
    expect(await desk.store?.subscriptions.active()).toEqual(keeps ? [] : undefined);
  });

  it('list what the asker made', async () => {
    const { status, reply } = await type(await open(), 'digest list');
    expect([status, reply]).toEqual([200, expect.objectContaining({ kind: 'subscriptions', subscriptions: [] })]);
    const { text } = await (await open()).send('/?q=digest+list');
    expect(toPlainText(text)).toContain('You have made no subscription.');
  });

  it('are in the help of the page', async () => {
    expect(catalogue.map(({ name }) => name)).toContain('digest');
    expect((await (await open()).send('/')).text).toContain('digest preview 2023-10-21');
  });
});

describe('the story of an article', () => {
  it('is shown with its other articles, days and independent sources', async () => {
    const { text } = await (await open({ corpus: CORPUS })).send('/articles/storm-a');
    expect(toPlainText(text)).toMatch(
      /The same story 2 articles, 2 independent sources, 1 May 2031 to 2 May 2031\. Harbour Post; Quay Courier Storm tears roof off fish market in Lunholm Quay Courier, 2 May 2031/,
    );
    expect(linksOf(text, '[aria-labelledby="story"]')).toEqual(['/articles/storm-b']);
  });

  it('is reached from a digest, where it is an update', async () => {
    const { text } = await (await open({ corpus: CORPUS })).send('/digest?day=2031-05-02');
    expect(toPlainText(text)).toMatch(/Update Storm tears roof off .* 2 articles, 2 independent sources/);
    expect(linksOf(text, '.story .origin')).toEqual(['/articles/storm-a#story']);
  });

  it('is left out when it has no other article', async () => {
    const { text } = await (await open({ corpus: CORPUS })).send('/articles/2031-04-02-storm');
    expect(text).not.toContain('The same story');
  });
});

describe('the status', () => {
  it('tells a member what became of the digests that the member asked for', async () => {
    const desk = await open({ host: '0.0.0.0', publicUrl: 'http://news.example' });
    const host = { host: 'news.example' };
    const member = { space: 'slack:T1', asker: 'slack:U1', mayManage: false };
    const { headers } = await desk.send(desk.linkFor(member), { headers: host });
    const cookie = { ...host, cookie: String(headers['set-cookie']).split(';')[0] ?? '' };
    const none = await desk.send('/status', { headers: cookie });
    expect(toPlainText(none.text)).toContain('Newest deliveries There are none of subscriptions that you made.');
    const wish = {
      space: 'slack:T1',
      platform: 'slack',
      channel: 'C1',
      schedule: '08:00',
      zone: 'UTC',
      empty: 'line',
    } as const;
    for (const [id, creator] of [
      ['mine', 'slack:U1'],
      ['other', 'slack:U2'],
    ] as const) {
      await desk.store?.subscriptions.add({ ...wish, id, creator });
      await desk.store?.deliveries.plan({ id: `d-${id}`, subscription: id, occasion: '2031-04-02', dueAt: 1 });
      const claimed = await desk.store?.deliveries.claim(`d-${id}`, 1_000);
      if (claimed === undefined) throw new Error('not claimed');
      await desk.store?.deliveries.settle(claimed, { state: 'failed', reason: 'The channel is archived.' });
    }
    const { text } = await desk.send('/status', { headers: cookie });
    expect(toPlainText(text)).toMatch(
      /failed: digest of 2 April 2031, .*The channel is archived\..*slack C1 , subscription mine/,
    );
    expect(text).toContain('<p class="trouble"');
    expect(text).not.toContain('subscription other');
  });
});

describe('the measurements', () => {
  it('count deliveries by how they ended, and active subscriptions', async () => {
    const { text } = await (await open()).send('/metrics');
    for (const state of ['sent', 'failed', 'skipped']) {
      expect(text).toContain(`dateline_deliveries_total{state="${state}"} 0`);
    }
    expect(text).toContain('dateline_subscriptions_active 0');
  });
});
