import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { createRandom } from '../../src/lib/random.js';
import { Secret } from '../../src/lib/secret.js';
import { openConnection } from '../../src/store/open-connection.js';
import { openStore, type Store } from '../../src/store/store.js';
import { RecordingLog } from '../fakes/recording-log.js';
import { buildCommand } from '../flows/build.js';

/** A store by what a child process can be told. */
export type KillTarget =
  | { readonly kind: 'sqlite'; readonly folder: string }
  | { readonly kind: 'postgresql'; readonly url: string };

/** What the kills of one store came to. */
export interface KillFigures {
  readonly kills: number;
  /** Writes that were told of before a kill. */
  readonly acknowledged: number;
  /** Of these, the ones that the reopened store did not have. */
  readonly lost: readonly string[];
  /** Things of which only a part was there. */
  readonly halfWritten: readonly string[];
}

const writer = fileURLToPath(new URL('store-writer.mjs', import.meta.url));
const SPACE = 'discord:guild:1';
const QUOTATIONS = 3;
const MIN_WAIT_MS = 30;
const MAX_WAIT_MS = 300;
/** Deliveries are listed newest first: enough of them to reach those of a run whose last ones were not told of. */
const RUNS_LISTED = 2;
/** The numbers of one run and the next never meet. */
const RUN_SIZE = 1_000_000;

/** A process that writes, with what it has told so far. */
export interface Writer {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  /** Settles at the next line that begins so. */
  waitFor(start: string): Promise<void>;
  /** SIGKILL, and every line that was told before. */
  kill(): Promise<readonly string[]>;
}

/** Starts a process that writes to a store without end. */
export async function startWriter(target: KillTarget, run: number): Promise<Writer> {
  const module = await buildCommand('store/store.js');
  const child = spawn(process.execPath, [writer, module, JSON.stringify(target), String(run * RUN_SIZE)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('The writer has no output.');
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const closed = Promise.all([once(child, 'close'), once(reader, 'close')]);
  const waitFor = async (start: string) => {
    const ended = closed.then(() => {
      throw new Error(`The writer ended by itself. It said last: ${lines.at(-1) ?? 'nothing'}`);
    });
    const seen = (async () => {
      for (;;) {
        const [line] = (await once(reader, 'line')) as [string];
        if (line.startsWith(start)) return;
      }
    })();
    await Promise.race([seen, ended]);
  };
  const kill = async () => {
    child.kill('SIGKILL');
    await closed;
    return lines;
  };
  return { child, lines, waitFor, kill };
}

/** Kills writers of one store in the middle of their writing, again and again, and looks each time at what is left. */
export async function killStore(target: KillTarget, kills: number, seed = 1): Promise<KillFigures> {
  const random = createRandom(seed);
  const acknowledged: string[] = [];
  const lost: string[] = [];
  const halfWritten: string[] = [];
  for (let run = 1; run <= kills; run += 1) {
    const process = await startWriter(target, run);
    await process.waitFor('open');
    await sleep(MIN_WAIT_MS + random() * (MAX_WAIT_MS - MIN_WAIT_MS));
    const told = (await process.kill()).filter((line) => !/^(?:open|failed)/.test(line));
    acknowledged.push(...told);
    const state = await inspect(target, told);
    lost.push(...state.lost);
    halfWritten.push(...state.halfWritten);
  }
  return { kills, acknowledged: acknowledged.length, lost, halfWritten };
}

/** Opens a store after a fault, as the next start of the bot does, and compares it with what was told. */
export async function inspect(
  target: KillTarget,
  told: readonly string[],
): Promise<Pick<KillFigures, 'lost' | 'halfWritten'>> {
  const options = {
    target: target.kind === 'sqlite' ? target : ({ kind: target.kind, url: new Secret(target.url) } as const),
    access: 'write',
    secretKey: new Secret('k'.repeat(32)),
    now: () => Date.now(),
    log: new RecordingLog(),
  } as const;
  const store = await openStore(options);
  const deliveries = new Map(
    (await store.deliveries.list({ limit: told.length * RUNS_LISTED })).map(({ id, state }) => [id, state]),
  );
  const lost: string[] = [];
  for (const line of told) {
    const [what = '', id = ''] = line.split(' ');
    const isKept =
      what === 'planned'
        ? deliveries.has(id)
        : what === 'sent'
          ? deliveries.get(id) === 'sent'
          : await isThere(store, what, id);
    if (!isKept) lost.push(line);
  }
  await store.close();

  const connection = await openConnection(options);
  const halfWritten = await connection.query(async (db) => {
    const replies = await db
      .selectFrom('reply')
      .leftJoin('quotation', 'quotation.reply', 'reply.id')
      .select(['reply.id', (build) => build.fn.count<number>('quotation.reply').as('quotations')])
      .groupBy('reply.id')
      .having(sql`count(quotation.reply)`, '<>', QUOTATIONS)
      .execute();
    // Both spaces see an article, or none; and each is in the log.
    const articles = await db
      .selectFrom('article_space')
      .select(['article', (build) => build.fn.countAll<number>().as('spaces')])
      .groupBy('article')
      .having((build) => build.fn.countAll<number>(), '<>', 2)
      .execute();
    const unlogged = await db
      .selectFrom('article_space')
      .leftJoin('article_log', (join) =>
        join
          .onRef('article_log.article', '=', 'article_space.article')
          .onRef('article_log.space', '=', 'article_space.space'),
      )
      .select('article_space.article')
      .where('article_log.seq', 'is', null)
      .execute();
    return [
      ...replies.map(({ id }) => `reply ${id}`),
      ...articles.map(({ article }) => `article ${article}`),
      ...unlogged.map(({ article }) => `unlogged ${article}`),
    ];
  });
  await connection.close();
  return { lost, halfWritten };
}

async function isThere(store: Store, what: string, id: string): Promise<boolean> {
  switch (what) {
    case 'reply':
      return (await store.replies.get(id, SPACE))?.kind === 'answer';
    case 'event':
      // Whoever claims it again is told that somebody has it.
      return !(await store.events.claim(id));
    case 'article':
      return (await store.articles.articleAt(id, 'aaaaaaaaaaaa', SPACE)) !== undefined;
    default:
      throw new Error(`The writer told of ${what}.`);
  }
}

/** Fails unless everything that was told is there, and nothing in parts. */
export function expectNothingLost({ lost, halfWritten }: Pick<KillFigures, 'lost' | 'halfWritten'>): void {
  expect({ lost, halfWritten }).toEqual({ lost: [], halfWritten: [] });
}
