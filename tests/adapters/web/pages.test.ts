import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { createArticle } from '../../core/corpus-fixture.js';
import { openDesk, toPlainText, type WebDesk } from './web-desk.js';

const QUESTION = 'When did the ferry sail again?';
const STATED = 'The ferry to Lunholm sailed again on Sunday after a break of two weeks.';
const SCRIPT = '<script>alert(1)</script><img src=x onerror=alert(2)> "\'&';

/** What on a page runs something or loads it, beside what the layout brings. */
function findDangers(page: string): string[] {
  const { document } = parseHTML(page);
  return [...document.querySelectorAll('*')].flatMap((element) => {
    const isOurs = /^\/assets\/[\da-f]{10}\/(?:enhance\.js|style\.css|icon\.svg)$/;
    const address = element.getAttribute('src') ?? element.getAttribute('href') ?? element.getAttribute('action') ?? '';
    const isLoading = ['SCRIPT', 'IMG', 'IFRAME', 'STYLE', 'OBJECT', 'BASE', 'LINK'].includes(element.tagName);
    const isBad =
      (isLoading && !isOurs.test(address)) ||
      /^\s*(?:javascript|data|vbscript):/i.test(address) ||
      element.getAttributeNames().some((name: string) => name.startsWith('on') || name === 'style');
    return isBad ? [element.outerHTML] : [];
  });
}

/** Follows the answer to a form as a browser does. */
async function ask(desk: WebDesk, ...fields: readonly (readonly [string, string])[]) {
  const sent = await desk.submit('/ask', fields);
  expect(sent.status).toBe(303);
  const path = sent.headers.location ?? '';
  const page = await desk.send(path);
  expect(page.status).toBe(200);
  return { path, page: page.text, text: toPlainText(page.text) };
}

describe('the page', () => {
  it('asks, and shows by example what can be asked', async () => {
    const { text, status, headers } = await (await openDesk()).send('/');
    expect(status).toBe(200);
    expect(toPlainText(text)).toMatch(
      /Your question.*For instance.*What did Ada Verrin say\?.*3 articles from 2 publishers/,
    );
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' });
  });

  it('says what to do when there is no article yet', async () => {
    const { text } = await (await openDesk({ corpus: { 'corpus/.keep': '' } })).send('/');
    expect(toPlainText(text)).toContain('There are no articles yet.');
  });

  it('loads nothing from elsewhere', async () => {
    const desk = await openDesk();
    const { text } = await desk.send('/');
    const loaded = [...text.matchAll(/(?:src|<link[^>]*href)="([^"]+)"/g)].map(([, address = '']) => address);
    expect(loaded).toHaveLength(3);
    for (const path of loaded) {
      const asset = await desk.send(path);
      expect([asset.status, asset.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
      expect(asset.text).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
    }
  });
});

describe('an answer', () => {
  it('has an address of its own, with the quotation, its place, and how far it can be trusted', async () => {
    const { path, page, text } = await ask(await openDesk(), ['q', QUESTION]);
    expect(path).toMatch(/^\/answers\/[\w-]+$/);
    expect(text).toContain('Stated');
    expect(page).toContain(`<blockquote dir="auto">${STATED}</blockquote>`);
    expect(page).toContain('<a href="/articles/2031-03-09-ferry-sails-again#s1">');
    expect(text).toMatch(
      /Sources \[1\] Ferry to Lunholm sails again Harbour Post, 9 March 2031\. Based on: Port Office\./,
    );
    expect(text).toMatch(/Why these sentences.*Confidence 0\.\d\d of 1/);
  });

  it('can be had without anything being kept, by its address alone', async () => {
    const desk = await openDesk({ keeps: false });
    const { text, status } = await desk.send(`/?${new URLSearchParams({ q: QUESTION })}`);
    expect(status).toBe(200);
    expect(text).toContain(STATED);
    expect(text).not.toContain('/answers/');
    expect(text).toContain('method="get" action="/"');
  });

  it('keeps nothing of what is asked by an address', async () => {
    const desk = await openDesk();
    await desk.send(`/?${new URLSearchParams({ q: QUESTION })}`);
    expect((await desk.send('/articles/2031-03-09-ferry-sails-again')).text).not.toContain('Quoted in');
  });

  it('says what was taken how, each with a way to ask without it', async () => {
    const { page, text } = await ask(
      await openDesk(),
      ['q', 'When did a storm close the lighthuose road? since:2031'],
      ['publisher', 'Harbour Post'],
    );
    expect(text).toContain('“lighthuose” read as “lighthouse” ×');
    expect(text).toContain('Since 1 January 2031 ×');
    expect(text).toContain('Publisher: Harbour Post ×');
    const chips = [...page.matchAll(/<form class="inline".*?<\/form>/gs)]
      .map(([form]) => ({
        form,
        fields: Object.fromEntries(
          [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
        ),
      }))
      .filter(({ form }) => form.includes('class="chip"'));
    const withoutSince = chips.find(({ form }) => form.includes('Since'))?.fields;
    expect(withoutSince).toEqual({ q: 'When did a storm close the lighthuose road?', publisher: 'Harbour Post' });
    expect(chips.find(({ form }) => form.includes('lighthuose” read'))?.fields).toMatchObject({ exact: '1' });
    expect(chips.find(({ form }) => form.includes('Publisher'))?.fields).not.toHaveProperty('publisher');
  });

  it('asks again without a name or a date of the wording, and says what cannot be left out', async () => {
    const desk = await openDesk();
    const { page, text } = await ask(desk, ['q', 'What did Ada Verrin say on 9 March 2031?']);
    expect(text).toMatch(/Date in the question: 9 March 2031 ×.*Name: Ada Verrin ×/);
    expect(page).toContain('<input type="hidden" name="q" value="What did say on 9 March 2031?">');
    expect(page).toContain('<input type="hidden" name="q" value="What did Ada Verrin say?">');
    const alone = await ask(desk, ['q', 'Lunholm']);
    expect(alone.text).toContain('Name: Lunholm : only other words take it away');
  });

  it('goes on with a conversation, which stands in its address', async () => {
    const desk = await openDesk();
    const first = await ask(desk, ['q', QUESTION]);
    const [, id = ''] = /answers\/([\w-]+)/.exec(first.path) ?? [];
    expect(first.page).toContain(`<input type="hidden" name="after" value="${id}">`);
    const second = await ask(desk, ['q', 'And how much did the rudder cost?'], ['after', id]);
    expect(second.path).toContain(`?after=${id}`);
    expect(second.text).toContain('40,000 crowns');
    expect(second.text).toContain('From the conversation:');
    expect(second.page).toMatch(/<nav class="earlier".*When did the ferry sail again\?.*<\/nav>/s);
    // The same as for programs, which name the earlier questions.
    const program = await desk.ask('And how much did the rudder cost?', { context: [QUESTION] });
    const [sentence] = program.json().sentences as { text: string }[];
    expect(second.page).toContain(sentence?.text ?? 'nothing');
  });

  it('goes on with a conversation where nothing is kept', async () => {
    const query = new URLSearchParams({ q: 'And how much did the rudder cost?', context: QUESTION });
    const { text } = await (await openDesk({ keeps: false })).send(`/?${query}`);
    expect(toPlainText(text)).toContain('From the conversation:');
    expect(text).toContain(`name="context" value="${QUESTION}"`);
  });

  it('can be judged', async () => {
    const desk = await openDesk();
    const { path } = await ask(desk, ['q', QUESTION]);
    const judged = await desk.submit(`${path}/judge`, [['verdict', 'not-helpful']]);
    expect(judged.status).toBe(303);
    expect(toPlainText((await desk.send((judged.headers.location ?? '').split('#')[0] ?? '')).text)).toContain(
      'Noted, thank you.',
    );
    expect(await desk.store?.gaps.list({})).toMatchObject([{ question: QUESTION, reasons: ['not-helpful'] }]);
    expect((await desk.submit(`${path}/judge`, [['verdict', 'maybe']])).status).toBe(400);
  });

  it.each([
    ['a command of its own page', 'status', '/status'],
    ['an article', 'article 2031-04-02-storm', '/articles/2031-04-02-storm'],
    ['nothing', '  ', '/'],
  ])('leads to where %s stands', async (_, q, path) => {
    const sent = await (await openDesk()).submit('/ask', [['q', q]]);
    expect([sent.status, sent.headers.location]).toEqual([303, path]);
  });

  it('lists articles for a search', async () => {
    const { text, page } = await ask(await openDesk(), ['q', 'search fish market']);
    // Asked again it is a search again.
    expect(page).toContain('name="q" value="search fish market"');
    expect(text).toMatch(/best first Fish market moves to the north quay Quay Courier, 12 March 2031/);
  });

  it('says that there is none, and what would be without a filter', async () => {
    const { text } = await ask(await openDesk(), ['q', QUESTION], ['until', '2030']);
    expect(text).toMatch(/No match.*Articles would match without until\./);
  });

  it('changes something by its form alone, never by an address', async () => {
    const desk = await openDesk();
    expect((await desk.send('/?q=feed+add+https://post.example/rss')).status).toBe(400);
    const sent = await desk.submit('/ask', [['q', 'feed add https://post.example/rss']]);
    expect([sent.status, toPlainText(sent.text)]).toEqual([200, expect.stringContaining('https://post.example/rss')]);
  });

  it('is gone with a page that says so', async () => {
    const { status, text } = await (await openDesk()).send('/answers/none');
    expect([status, toPlainText(text)]).toEqual([404, expect.stringContaining('no longer kept')]);
  });
});

describe('what can be taken along', () => {
  it('is the reply as JSON, which can be verified, a table, and Markdown', async () => {
    const desk = await openDesk();
    const { path } = await ask(desk, ['q', QUESTION]);
    const json = await desk.send(`${path}/citations.json`);
    expect(json.headers['content-disposition']).toMatch(/^attachment; filename="dateline-[\w-]+\.json"$/);
    expect(json.json()).toMatchObject({
      schema: 'dateline/reply@1',
      kind: 'answer',
      sentences: expect.arrayContaining([expect.objectContaining({ text: STATED, start: 0, end: 71 })]),
    });
    const csv = await desk.send(`${path}/citations.csv`);
    const [head, first] = csv.text.split('\n');
    expect(head).toBe(
      'citation,role,text,title,publisher,published,address,article,revision,paragraph,sentence,start,end',
    );
    expect(first).toContain(
      `1,answer,${STATED},Ferry to Lunholm sails again,Harbour Post,2031-03-09,${desk.address}/articles/2031-03-09-ferry-sails-again`,
    );
    const markdown = await desk.send(`${path}/citations.md`);
    expect(markdown.text).toContain(`> “${STATED}” [1]`);
    expect(markdown.text).toContain('characters 0 to 71');
  });

  it('is there for answers that are not kept', async () => {
    const desk = await openDesk({ keeps: false });
    const { text } = await desk.send(`/?${new URLSearchParams({ q: QUESTION })}`);
    const [, path = ''] = /href="(\/citations\.json\?[^"]+)"/.exec(text) ?? [];
    expect((await desk.send(path.replaceAll('&amp;', '&'))).json()).toMatchObject({ kind: 'answer' });
  });

  it('runs no formula in a spreadsheet', async () => {
    const corpus = {
      'corpus/a.md': '---\ntitle: =HYPERLINK("x")\ndate: 2031-01-01\n---\nThe harbour of Lunholm froze on New Year.\n',
    };
    const { text } = await (await openDesk({ corpus })).send('/citations.csv?q=When+did+the+harbour+of+Lunholm+freeze');
    expect(text).toContain('"\'=HYPERLINK(""x"")"');
  });

  it('is nothing where nothing is quoted', async () => {
    expect((await (await openDesk()).send('/citations.md?q=search+ferry')).status).toBe(404);
  });
});

describe('the page of an article', () => {
  it('has its text to the letter, and an anchor at every sentence', async () => {
    const { text } = await (await openDesk()).send('/articles/2031-03-09-ferry-sails-again');
    const sentences = [...text.matchAll(/<span class="sentence" id="s(\d+)"[^>]*>([^<]*)<\/span>/g)];
    expect(sentences.map(([, number]) => number)).toEqual(['1', '2', '3']);
    expect(sentences[0]?.[2]).toBe(STATED);
    expect(toPlainText(text)).toMatch(/Sources Port Office.*About this article.*Ada Verrin \(Ada Verrinn\)/);
  });

  it('says by which answers of its space it is quoted, each question once', async () => {
    const desk = await openDesk();
    await ask(desk, ['q', QUESTION]);
    const { path } = await ask(desk, ['q', QUESTION]);
    const { text } = await desk.send('/articles/2031-03-09-ferry-sails-again');
    expect([...text.matchAll(/href="(\/answers\/[^"]+)"/g)].map(([, link]) => link)).toEqual([path]);
  });

  it('shows how it changed', async () => {
    const desk = await openDesk();
    const quarry = { id: 'quarry', title: 'Quarry opens', published: '2031-07-01' };
    const before = createArticle({ ...quarry, body: 'The quarry has thirty workers. It opened on Tuesday.' });
    const after = createArticle({ ...quarry, body: 'The quarry has forty workers. It opened on Tuesday.' });
    for (const article of [before, after]) {
      await desk.store?.articles.add(article, ['local']);
      desk.app.show(article, 'local');
    }
    const text = toPlainText((await desk.send('/articles/quarry')).text);
    expect(text).toMatch(
      /Changes Revision.*Removed The quarry has thirty workers\. Added The quarry has forty workers\./,
    );
  });

  it('keeps the direction of its language', async () => {
    const corpus = {
      'corpus/a.md': '---\ntitle: عنوان\ndate: 2031-01-01\nlanguage: ar\n---\nوصلت السفينة إلى الميناء.\n',
    };
    const { text } = await (await openDesk({ corpus })).send('/articles/a');
    expect(text).toContain('<h1 class="headline" dir="auto" lang="ar">عنوان</h1>');
    expect(text).toMatch(/<div class="text" lang="ar">\s*<p class="paragraph" dir="auto">/);
  });

  it('is missing with a page that names the nearest', async () => {
    const { status, text } = await (await openDesk()).send('/articles/2031-04-02-strom');
    expect([status, toPlainText(text)]).toEqual([404, expect.stringContaining('2031-04-02-storm')]);
  });

  it.each([
    '/articles/..%2f..%2fetc%2fpasswd',
    '/articles/%E0%A4%A',
    '/assets/../server.ts',
    '/assets/%2e%2e/%2e%2e/package.json',
    '//evil.example/',
  ])('is nowhere at %s', async (path) => {
    expect((await (await openDesk()).send(path)).status).toBe(404);
  });
});

describe('text from outside', () => {
  const corpus = {
    'corpus/a.md': `---\ntitle: ${JSON.stringify(`Harbour ${SCRIPT}`)}\ndate: 2031-01-01\npublisher: ${JSON.stringify(SCRIPT)}\nurl: "https://harbour.example/?a=%22&b=<b>"\npeople: [${JSON.stringify(SCRIPT)}]\nsources: [{name: ${JSON.stringify(SCRIPT)}}]\n---\nThe harbour of Lunholm froze ${SCRIPT} on New Year.\n`,
  };

  it.each([
    '/',
    '/articles/a',
    '/status',
    `/?${new URLSearchParams({ q: `When did the harbour of Lunholm freeze? ${SCRIPT}`, publisher: SCRIPT })}`,
    '/?q=When+did+the+harbour+of+Lunholm+freeze',
    '/?q=search+harbour',
    `/articles/${encodeURIComponent(SCRIPT)}`,
    `/${encodeURIComponent(SCRIPT)}`,
  ])('is nothing but text at %s', async (path) => {
    const { text } = await (await openDesk({ corpus })).send(path);
    expect(findDangers(text)).toEqual([]);
  });

  it('is nothing but text in a form that is sent', async () => {
    const desk = await openDesk({ corpus });
    const { page } = await ask(
      desk,
      ['q', `When did the harbour of Lunholm freeze? ${SCRIPT}`],
      ['after', SCRIPT],
      ['context', SCRIPT],
      ['since', '2031'],
    );
    expect(findDangers(page)).toEqual([]);
  });

  it('is no address that runs something', async () => {
    const desk = await openDesk();
    const url = 'javascript:alert(3)';
    const article = createArticle({
      id: 'a',
      title: 'Harbour',
      body: 'The harbour froze.',
      sources: [{ name: 'Port', url }],
    });
    desk.app.show({ ...article, url }, 'local');
    expect(findDangers((await desk.send('/articles/a')).text)).toEqual([]);
    expect(findDangers((await desk.send('/?q=When+did+the+harbour+freeze')).text)).toEqual([]);
  });

  it('stands on the page as it was written', async () => {
    const { text } = await (await openDesk({ corpus })).send('/articles/a');
    expect(toPlainText(text)).toContain(`The harbour of Lunholm froze ${SCRIPT} on New Year.`);
  });
});

describe('a form', () => {
  it.each([
    ['of another site', { origin: 'https://evil.example' }, 403],
    ['under another name', { host: 'rebound.example' }, 403],
    ['of another type', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
  ])('%s is refused', async (_, headers, status) => {
    const sent = await (await openDesk()).submit('/ask', [['q', QUESTION]], headers);
    expect([sent.status, sent.headers['content-type']]).toEqual([status, 'text/html; charset=UTF-8']);
  });

  it('that is too long is refused', async () => {
    const desk = await openDesk();
    expect((await desk.submit('/ask', [['q', 'x'.repeat(200_000)]])).status).toBe(413);
    expect((await desk.submit('/ask', [['q', 'x'.repeat(3_000)]])).status).toBe(400);
  });
});
