import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startDesk, type WebDesk } from '../adapters/web/web-desk.js';
import { createArticle } from '../core/corpus-fixture.js';
import { HARBOUR_CORPUS } from '../flows/harbour-corpus.js';
import { findBarriers, openBrowser, openPage } from './open-browser.js';

const QUESTION = 'When did the ferry sail again?';
const STATED = 'The ferry to Lunholm sailed again on Sunday after a break of two weeks.';
const ARABIC = 'arabic-port';

/** Far longer than a screen, so that a sentence has to be scrolled to. */
const LONG = Array.from({ length: 60 }, (_, at) => `The long quay of Orsund has a bollard with the number ${at + 1}.`);

function toStorm(date: string, publisher: string, body: string): string {
  return `---\ntitle: Storm tears roof off Lunholm fish market\ndate: ${date}\npublisher: ${publisher}\nplaces: [Lunholm]\n---\n${body}\n`;
}

const CORPUS = {
  ...HARBOUR_CORPUS,
  'corpus/long-quay.md': `---\ntitle: The long quay of Orsund\ndate: 2031-05-01\npublisher: Harbour Post\n---\n${LONG.join('\n\n')}\n\nA heron nested behind the last bollard in May.\n`,
  'corpus/storm-a.md': toStorm('2031-05-01', 'Harbour Post', 'A storm tore the roof off the fish market of Lunholm.'),
  'corpus/storm-b.md': toStorm('2031-05-02', 'Quay Courier', 'Divers at Lunholm looked for boats that the storm sank.'),
  [`corpus/${ARABIC}.md`]:
    '---\ntitle: السفينة في الميناء\ndate: 2031-01-01\nlanguage: ar\n---\nوصلت السفينة إلى الميناء يوم الأحد.\n',
};

let browser: Browser;
let desk: WebDesk;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await startDesk({ corpus: CORPUS });
  const quarry = { id: 'quarry', title: 'Quarry opens', published: '2031-07-01' };
  for (const body of ['The quarry has thirty workers. It opened.', 'The quarry has forty workers. It opened.']) {
    const article = createArticle({ ...quarry, body });
    await desk.store?.articles.add(article, ['local']);
    desk.app.show(article, 'local');
  }
});

afterAll(async () => {
  await desk?.stop();
  await browser?.close();
});

async function visit(path: string, options: Parameters<typeof openPage>[1] = {}) {
  const opened = await openPage(browser, options);
  onTestFinished(opened.close);
  await opened.page.goto(`${desk.address}${path}`);
  return opened;
}

async function ask(page: Page, question = QUESTION) {
  await page.getByRole('combobox', { name: 'Your question' }).fill(question);
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.waitForSelector('.card');
}

/** How far the page is wider than the window, in pixels. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

describe('a browser', () => {
  it('asks, reads the cited sentence in its place, and comes back', async () => {
    const { page, complaints, requested } = await visit('/');
    await ask(page);
    expect(page.url()).toMatch(/\/answers\/[\w-]+$/);
    expect(await page.title()).toBe(`${QUESTION} · Dateline`);
    expect(await page.locator('blockquote').first().textContent()).toBe(STATED);
    await page.locator('figcaption a').first().click();
    await page.waitForURL(/\/articles\/.*#s1$/);
    expect(await page.locator('.sentence:target').textContent()).toBe(STATED);
    await page.goBack();
    await page.waitForSelector('.card');
    expect(await page.locator('h1').textContent()).toBe(QUESTION);
    expect(complaints).toEqual([]);
    expect(requested.filter((url) => !url.startsWith(`${desk.address}/`))).toEqual([]);
  });

  it('scrolls to the cited sentence of a long article, and marks it', async () => {
    const { page } = await visit('/');
    await ask(page, 'Where did a heron nest?');
    await page.locator('figcaption a').first().click();
    await page.waitForURL(/long-quay#s61$/);
    const target = page.locator('.sentence:target');
    await expect.poll(async () => (await target.boundingBox())?.y ?? -1, { timeout: 5_000 }).toBeLessThan(720);
    expect((await target.boundingBox())?.y).toBeGreaterThan(0);
    const [marked, plain] = (await page.evaluate(
      "['#s61', '#s1'].map((part) => getComputedStyle(document.querySelector(part)).backgroundColor)",
    )) as string[];
    expect(marked).not.toBe(plain);
  });

  it('goes on with the conversation, and asks again without what was inherited', async () => {
    const { page } = await visit('/');
    await ask(page);
    await page.getByRole('combobox', { name: 'Ask a follow-up' }).fill('And how much did the rudder cost?');
    await page.getByRole('combobox', { name: 'Ask a follow-up' }).press('Enter');
    await page.waitForSelector('.earlier');
    expect(await page.locator('h1').textContent()).toBe('And how much did the rudder cost?');
    expect(await page.locator('.earlier').textContent()).toContain(QUESTION);
    await page.getByRole('button', { name: /From the conversation/ }).click();
    await page.waitForSelector('.earlier', { state: 'detached' });
    expect(await page.locator('.understood').count()).toBe(0);
  });

  it('tells a screen reader that there is an answer, and puts the focus on it', async () => {
    const { page } = await visit('/');
    await ask(page);
    await expect.poll(() => page.locator('#live').textContent()).toContain('Stated');
    expect(await page.evaluate('document.activeElement.id')).toBe('question');
  });

  it('completes operators, names and filters', async () => {
    const { page } = await visit('/');
    const options = (id: string) =>
      page.evaluate(`[...document.getElementById('${id}').options].map(({ value }) => value)`);
    await page.getByRole('combobox', { name: 'Your question' }).pressSequentially('what did pers');
    await expect.poll(() => options('ask-complete')).toEqual(['what did person:']);
    await page.getByRole('combobox', { name: 'Your question' }).fill('');
    await page.getByRole('combobox', { name: 'Your question' }).pressSequentially('what was said person:ver');
    await expect.poll(() => options('ask-complete')).toEqual(['what was said person:"Ada Verrin" ']);
    await page.getByText('Filters').click();
    await page.getByLabel('Publisher').pressSequentially('quay');
    await expect.poll(() => options('ask-publisher-complete')).toEqual(['Quay Courier']);
  });

  it('copies an answer as Markdown', async () => {
    const { page } = await visit('/', { permissions: ['clipboard-read', 'clipboard-write'] });
    await ask(page);
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toContain(`> “${STATED}” [1]`);
  });

  it('runs nothing that stands in a question or in an article', async () => {
    const { page, complaints } = await visit('/');
    await ask(page, '<img src=x onerror="document.title=1"><script>document.title=2</script> ferry');
    expect(await page.locator('h1 *').count()).toBe(0);
    expect(await page.title()).toContain('<img src=x');
    expect(complaints).toEqual([]);
  });

  it('sends the page of another site away', async () => {
    const { page } = await visit('/');
    await page.route('http://other.example/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<form method="post" action="${desk.address}/ask"><input name="q" value="feed add https://post.example/rss"><button>Win</button></form>`,
      }),
    );
    await page.goto('http://other.example/');
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/ask')),
      page.getByRole('button').click(),
    ]);
    expect(answer.status()).toBe(403);
  });
});

describe('without scripts', () => {
  it('everything is there: asking, following up, asking without a filter, taking along', async () => {
    const { page } = await visit('/', { javaScriptEnabled: false, acceptDownloads: true });
    await page.getByText('Filters').click();
    await page.getByLabel('Publisher').fill('Harbour Post');
    await ask(page);
    expect(await page.locator('blockquote').first().textContent()).toBe(STATED);
    await page.getByRole('button', { name: /Publisher: Harbour Post/ }).click();
    await page.waitForSelector('.card');
    expect(await page.locator('.chip').count()).toBe(0);
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'JSON' }).click()]);
    expect(file.suggestedFilename()).toMatch(/^dateline-[\w-]+\.json$/);
    await page.getByRole('combobox', { name: 'Ask a follow-up' }).fill('And how much did the rudder cost?');
    await page.getByRole('button', { name: 'Ask', exact: true }).first().click();
    await page.waitForSelector('.earlier');
    await page.locator('figcaption a').first().click();
    await page.waitForSelector('.sentence:target');
    expect(await page.getByRole('button', { name: /Copy/ }).count()).toBe(0);
  });
});

describe('the digest', () => {
  it.each([true, false])(
    'of any day is chosen and followed to its place; with scripts: %s',
    async (javaScriptEnabled) => {
      const { page, complaints } = await visit('/', { javaScriptEnabled });
      await page.getByRole('link', { name: 'Digest', exact: true }).click();
      await page.waitForURL(/\/digest$/);
      await page.getByLabel('Day', { exact: true }).fill('2031-05-02');
      await page.getByRole('button', { name: 'Show' }).click();
      await page.waitForURL(/\/digest\?day=2031-05-02/);
      expect(await page.locator('h1').textContent()).toBe('Digest of 2 May 2031');
      expect(await page.locator('.story h2').textContent()).toMatch(/^Update Storm tears roof off/);
      await page.getByRole('link', { name: '2 articles, 2 independent sources' }).click();
      await page.waitForURL(/storm-a#story$/);
      await page.goBack();
      await page.getByRole('link', { name: 'Earlier: 1 May 2031' }).first().click();
      await page.waitForURL(/day=2031-05-01/);
      await page.locator('figcaption a', { hasText: 'Harbour Post' }).last().click();
      await page.waitForSelector('.sentence:target');
      expect(complaints).toEqual([]);
    },
  );

  it('is copied as Markdown', async () => {
    const { page } = await visit('/digest?day=2031-05-02', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toContain('# Digest of 2 May 2031');
  });
});

describe('what was understood', () => {
  it('is taken back by a press: a name goes with its words', async () => {
    const { page } = await visit('/');
    await ask(page, 'What did Ada Verrin say about the rudder in March 2031?');
    await page.getByRole('button', { name: /Name: Ada Verrin/ }).click();
    await expect.poll(() => page.locator('h1').textContent()).toBe('What did say about the rudder in March 2031?');
    await page.getByRole('button', { name: /Date in the question/ }).click();
    await expect.poll(() => page.locator('h1').textContent()).toBe('What did say about the rudder?');
    expect(await page.locator('.chip').count()).toBe(0);
  });
});

describe('by keyboard', () => {
  it('a reader skips to the content, asks, and opens a citation', async () => {
    const { page } = await visit('/articles/2031-03-12-market-moves');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await page.goto(`${desk.address}/`);
    // The box has the focus when the page opens.
    await page.keyboard.type(QUESTION);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.card');
    for (let presses = 0; presses < 10; presses += 1) {
      await page.keyboard.press('Tab');
      const tag = await page.evaluate('document.activeElement.closest("figcaption") !== null');
      if (tag === true) break;
    }
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).toBe('solid');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#s1$/);
  });
});

const PAGES: readonly (readonly [name: string, path: string])[] = [
  ['the front page', '/'],
  [
    'an answer',
    `/?${new URLSearchParams({ q: 'When did the ferry to Lunhlom sail again? since:2031 publisher:"Harbour Post"' })}`,
  ],
  ['an answer in a conversation', `/?${new URLSearchParams({ q: 'And how much did it cost?', context: QUESTION })}`],
  ['no match', '/?q=What+did+Gwendolyn+Achterberg+say'],
  ['a list of articles', '/?q=search+ferry'],
  ['the commands', '/?q=help'],
  ['an article', '/articles/2031-03-09-ferry-sails-again#s2'],
  ['an article that changed', '/articles/quarry'],
  ['an article in Arabic', `/articles/${ARABIC}`],
  ['the digest of a day', '/digest?day=2031-05-02'],
  ['the digest of a day with filters', '/digest?day=2031-05-01&topic=nothing&place=Lunholm'],
  ['the digest of a day that is none', '/digest?day=2031-02-30'],
  ['an article with its story', '/articles/storm-a#story'],
  ['the status', '/status'],
  ['signing in', '/signin'],
  ['what is not there', '/articles/none'],
];

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  it.each(PAGES)('%s has no barrier that axe can find', async (_, path) => {
    const { page } = await visit(path, { colorScheme });
    for (const summary of await page.locator('summary').all()) await summary.click();
    expect(await findBarriers(page)).toEqual([]);
  });
});

describe('on a phone', () => {
  it.each(PAGES)('%s fits its width', async (_, path) => {
    const { page } = await visit(path, { viewport: { width: 320, height: 640 } });
    for (const summary of await page.locator('summary').all()) await summary.click();
    expect(await overflowOf(page)).toBe(0);
  });
});

describe('an article in Arabic', () => {
  it('runs from right to left within the page', async () => {
    const { page } = await visit(`/articles/${ARABIC}`);
    const directions = await page.evaluate(
      "['.headline', '.paragraph', 'body'].map((part) => getComputedStyle(document.querySelector(part)).direction)",
    );
    expect(directions).toEqual(['rtl', 'rtl', 'ltr']);
  });
});
