import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { type App, createApp } from '../../src/app.js';
import type { ChatAdapter } from '../../src/core/chat.js';
import type { Reply } from '../../src/core/reply.js';
import { createDelivering, type Delivering } from '../../src/delivering.js';
import { openStore, type Store } from '../../src/store/store.js';
import { createRequest } from '../core/commands/request-fixture.js';
import { type ArticleText, createArticle } from '../core/corpus-fixture.js';
import { RecordingLog } from '../fakes/recording-log.js';
import { createFolder } from './run-command.js';

export const GUILD = 'discord:guild:1';
const MAX_SENDING_MS = 20_000;

/** A message that a channel got. */
interface Posted {
  readonly channel: string;
  readonly reply: Reply;
  readonly key: string;
  readonly at: number;
}

/** A platform that keeps what is posted in memory, and fails as it is told. */
export interface TestPlatform extends ChatAdapter {
  readonly posted: Posted[];
  readonly told: { readonly person: string; readonly message: string }[];
  isReady: boolean;
  /** Runs before a message is stored: what it throws, posting fails with. */
  onPost: ((channel: string) => void) | undefined;
  /** Runs after a message was stored: the answer is lost with what it throws. */
  afterPost: (() => void) | undefined;
  /** What looking for a message fails with. */
  onFind: (() => void) | undefined;
}

/** A bot that sends digests, with one platform of its own. Its clock stands still until it is moved. */
export interface DigestDesk {
  nowMs: number;
  readonly store: Store;
  readonly app: App;
  readonly platform: TestPlatform;
  readonly log: RecordingLog;
  /** How each delivery ended that was settled for good, in their order. */
  readonly settled: string[];
  /** Adds an article for all, or for a space, as a feed does. */
  add(article: ArticleText, space?: string): Promise<void>;
  /** Plans and sends until nothing is due. */
  tick(): Promise<void>;
  /** Moves the clock in steps and ticks at each. */
  pass(ms: number, stepMs?: number): Promise<void>;
  run(command: string, args?: Readonly<Record<string, unknown>>, channel?: string): Promise<Reply>;
  /** Another bot of the same process and store, with its own memory of what it planned: after a restart. */
  restart(): Promise<void>;
}

/** Opens one for the running test, on an empty state and with an empty corpus. */
export async function openDigestDesk(
  options: { readonly now?: string; readonly list?: string; readonly corpus?: Readonly<Record<string, string>> } = {},
): Promise<DigestDesk> {
  const folder = await createFolder({ 'corpus/README.txt.skip': '', ...options.corpus });
  onTestFinished(folder.remove);
  const log = new RecordingLog();
  const desk = { nowMs: Date.parse(options.now ?? '2031-05-01T06:00:00Z') };
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
    digests: { at: '08:00', zone: 'UTC' },
    now,
  });
  const platform = createTestPlatform(now);
  const settled: string[] = [];
  const openDelivering = () =>
    createDelivering({
      store,
      app,
      composer: app.composer,
      adapters: [platform],
      defaults: { at: '08:00', zone: 'UTC' },
      ...(options.list !== undefined && { list: options.list }),
      newId,
      newReplyId: newId,
      settled: (state) => settled.push(state),
      log,
      now,
      random: () => 0.5,
    });
  let delivering: Delivering = await openDelivering();
  onTestFinished(() => delivering.stop());

  const tick = async (): Promise<void> => {
    const deadline = performance.now() + MAX_SENDING_MS;
    do {
      for (const job of delivering.jobs) await job.run();
      await sleep(1);
      if (performance.now() > deadline) throw new Error('The digests are not sent to an end.');
    } while (await isSending());
    for (const job of delivering.jobs) await job.run();
  };

  const isSending = async (): Promise<boolean> => {
    const deliveries = await store.deliveries.list({ limit: 100 });
    const active = new Set((await store.subscriptions.active()).map(({ id }) => id));
    return deliveries.some(
      ({ state, dueAt, leaseUntil = 0, subscription }) =>
        active.has(subscription) &&
        ((platform.isReady && state === 'planned' && dueAt <= now()) || (state === 'sending' && leaseUntil > now())),
    );
  };

  return Object.assign(desk, {
    store,
    app,
    platform,
    log,
    settled,
    tick,
    add: async (text: ArticleText, space = '*') => {
      const article = createArticle(text);
      await store.articles.add(article, [space]);
      app.show(article, space);
    },
    pass: async (ms: number, stepMs = ms) => {
      for (const end = desk.nowMs + ms; desk.nowMs < end; ) {
        desk.nowMs = Math.min(end, desk.nowMs + stepMs);
        await tick();
      }
    },
    run: (command: string, args: Readonly<Record<string, unknown>> = {}, channel = '10') =>
      app.run(
        createRequest(command, args, {
          space: GUILD,
          channel: { id: channel },
          asker: { id: 'discord:7', mayManage: true },
        }),
      ),
    restart: async () => {
      await delivering.stop();
      delivering = await openDelivering();
    },
  });
}

function createTestPlatform(now: () => number): TestPlatform {
  const platform: TestPlatform = {
    platform: 'discord',
    posted: [],
    told: [],
    isReady: true,
    onPost: undefined,
    afterPost: undefined,
    onFind: undefined,
    start: async () => {},
    stop: async () => {},
    state: () => 'ready',
    ready: () => platform.isReady,
    post: async (channel, reply, key) => {
      platform.onPost?.(channel);
      platform.posted.push({ channel, reply, key, at: now() });
      platform.afterPost?.();
      return String(platform.posted.length);
    },
    find: async (channel, key, since = 0) => {
      platform.onFind?.();
      const at = platform.posted.findIndex((one) => one.channel === channel && one.key === key && one.at >= since);
      return at === -1 ? undefined : String(at + 1);
    },
    tell: async (person, reply) => {
      platform.told.push({ person, message: reply.kind === 'notice' ? reply.message : reply.kind });
      return '1';
    },
  };
  return platform;
}
