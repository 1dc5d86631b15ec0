import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { type App, createApp } from '../../src/app.js';
import type { ChatAdapter } from '../../src/core/chat.js';
import type { Reply } from '../../src/core/reply.js';
import { createIngestion, type Ingestion } from '../../src/ingestion.js';
import { openStore, type Store } from '../../src/store/store.js';
import { createRequest } from '../core/commands/request-fixture.js';
import { RecordingLog } from '../fakes/recording-log.js';
import { startWebServer, type TestWebServer } from '../servers/web/web-server.js';
import { HARBOUR_CORPUS } from './harbour-corpus.js';
import { createFolder } from './run-command.js';

export const TEAM = 'slack:T1';
const MAX_READING_MS = 20_000;

/** A bot that reads feeds of a server on this machine, without platforms. Its clock stands still until it is moved. */
export interface FeedDesk {
  readonly web: TestWebServer;
  readonly store: Store;
  readonly app: App;
  readonly ingestion: Ingestion;
  readonly log: RecordingLog;
  /** Milliseconds since 1970. */
  nowMs: number;
  /** Runs what the bot does again and again until no feed is due, everything read is shown and everybody told. */
  tick(): Promise<void>;
  run(command: string, args?: Readonly<Record<string, unknown>>, space?: string): Promise<Reply>;
  /** Adds a feed of a path of the server, and reads it. */
  addFeed(path: string, options?: Readonly<Record<string, unknown>>, space?: string): Promise<Reply>;
  /** The articles that an answer quotes. */
  quotedIn(question: string, space?: string): Promise<readonly string[]>;
}

/** Opens one for the running test, on an empty state. */
export async function openFeedDesk(
  options: { readonly adapters?: readonly ChatAdapter[]; readonly opml?: string } = {},
): Promise<FeedDesk> {
  const folder = await createFolder(HARBOUR_CORPUS);
  onTestFinished(folder.remove);
  const web = await startWebServer();
  onTestFinished(() => web.stop());
  const log = new RecordingLog();
  const desk = { nowMs: Date.parse('2031-08-01T10:00:00Z') };
  const now = () => desk.nowMs;
  const target = { kind: 'sqlite', folder: `${folder.path}/data` } as const;
  const store = await openStore({ target, access: 'write', now, log });
  onTestFinished(() => store.close());
  let count = 0;
  const newId = () => {
    count += 1;
    return `id${count}`;
  };
  const app = await createApp({
    corpus: `${folder.path}/corpus`,
    version: '1',
    log,
    state: { store, newId, newShortId: newId },
    waiting: (feed) => ingestion.waiting(feed),
  });
  const ingestion: Ingestion = await createIngestion({
    store,
    app,
    adapters: options.adapters ?? [],
    version: '1',
    allowPrivate: ['127.0.0.1'],
    ...(options.opml !== undefined && { opml: options.opml }),
    newId,
    log,
    now,
    random: () => 0.5,
  });
  onTestFinished(() => ingestion.stop());

  const run = (command: string, args: Readonly<Record<string, unknown>> = {}, space = TEAM) =>
    app.run(createRequest(command, args, { space, asker: { id: 'slack:U1', mayManage: true } }));

  const tick = async () => {
    for (const job of ingestion.jobs) await job.run();
    // What a reading begun in the jobs does is settled when nothing is due and nothing is under way any more.
    const deadline = performance.now() + MAX_READING_MS;
    while (await isReading()) {
      if (performance.now() > deadline) throw new Error('The feeds are not read to an end.');
      await sleep(5);
    }
    for (const job of ingestion.jobs.slice(1)) await job.run();
  };

  const isReading = async (): Promise<boolean> => {
    const feeds = await store.feeds.all();
    if (feeds.some(({ state, nextAt }) => state === 'active' && nextAt <= now())) {
      await ingestion.jobs[0]?.run();
      return true;
    }
    return false;
  };

  return Object.assign(desk, {
    web,
    store,
    app,
    ingestion,
    log,
    tick,
    run,
    addFeed: async (path: string, feedOptions = {}, space = TEAM) => {
      const reply = await run('feed add', { url: web.url(path), ...feedOptions }, space);
      await tick();
      return reply;
    },
    quotedIn: async (question: string, space = TEAM) => {
      const reply = await run('ask', { question }, space);
      return reply.kind === 'answer' ? reply.sentences.map(({ article }) => article) : [];
    },
  });
}

/** An item of an RSS feed. */
export interface RssItem {
  readonly title: string;
  readonly link: string;
  /** Default 1 August 2031, 9:00 UTC. */
  readonly date?: string;
  /** HTML of the whole text. */
  readonly content?: string;
  readonly description?: string;
}

/** An RSS 2.0 feed as WordPress writes it. */
export function toRss(title: string, items: readonly RssItem[]): string {
  const toItem = ({
    title: headline,
    link,
    date = 'Fri, 01 Aug 2031 09:00:00 +0000',
    content,
    description,
  }: RssItem) => `
  <item><title>${headline}</title><link>${link}</link><guid isPermaLink="false">${link}</guid><pubDate>${date}</pubDate>
    ${description === undefined ? '' : `<description><![CDATA[${description}]]></description>`}
    ${content === undefined ? '' : `<content:encoded><![CDATA[${content}]]></content:encoded>`}
  </item>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
  <title>${title}</title><link>https://post.example/</link><language>en</language>${items.map(toItem).join('')}
</channel></rss>`;
}
