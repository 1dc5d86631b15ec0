import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Where Debian has it, unless `CHROMIUM_PATH` says otherwise. */
const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** What axe found: a rule, and the elements that break it. */
interface Finding {
  readonly rule: string;
  readonly elements: readonly string[];
}

/**
 * Starts a browser without a window.
 *
 * @throws when there is none, with the way to get one
 */
export async function openBrowser(): Promise<Browser> {
  if (!existsSync(CHROMIUM)) {
    throw new Error(`There is no browser at ${CHROMIUM}: apt-get install chromium, or set CHROMIUM_PATH.`);
  }
  // In a container there is no second sandbox to be had; only pages of this suite are opened.
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** A new page, with everything it complained about: errors of scripts and what the security policy kept away. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{
  readonly page: Page;
  readonly complaints: string[];
  readonly requested: string[];
  close(): Promise<void>;
}> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  const requested: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => requested.push(request.url()));
  return { page, complaints, requested, close: () => context.close() };
}

/** What axe has against a page, for people who read it with a screen reader, a keyboard, or poor sight. */
export async function findBarriers(page: Page): Promise<Finding[]> {
  // As the driver does it, beside the page: its security policy lets nobody add a script.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => ({ rule: id, elements: nodes.map(({ html }) => html) }));
  });
}
