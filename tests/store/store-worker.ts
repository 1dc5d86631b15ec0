import { Secret } from '../../src/lib/secret.js';
import { openConnection } from '../../src/store/open-connection.js';
import { readSecretKey } from '../../src/store/secret-key.js';

// A process of its own that uses the data folder, for what one process cannot show: locks between processes, sudden
// death, another user. It is driven by its arguments and tells what it did, a line of JSON for each step.

const [, , action = '', folder = ''] = process.argv;
const tell = (step: Readonly<Record<string, unknown>>) => process.stdout.write(`${JSON.stringify(step)}\n`);
const options = {
  target: { kind: 'sqlite', folder },
  secretKey: new Secret('0'.repeat(64)),
  now: () => 0,
  log: { debug() {}, info() {}, warn() {}, error() {}, child: () => options.log },
} as const;

async function hold(): Promise<void> {
  const connection = await openConnection({ ...options, access: 'write' });
  tell({ pid: process.pid });
  for await (const _ of process.stdin);
  await connection.close();
}

async function write(): Promise<void> {
  const connection = await openConnection({ ...options, access: 'write' });
  for (let at = 1; ; at += 1) {
    await connection.transaction(async (db) => {
      await db
        .insertInto('event')
        .values({ key: `first ${at}`, at })
        .execute();
      await db
        .insertInto('event')
        .values({ key: `second ${at}`, at })
        .execute();
    });
    tell({ at });
  }
}

async function count(): Promise<void> {
  const connection = await openConnection({ ...options, access: 'read' });
  const events = await connection?.query((db) => db.selectFrom('event').selectAll().execute());
  tell({ events: events?.length ?? null });
  await connection?.close();
}

const ACTIONS: Readonly<Record<string, () => Promise<void>>> = {
  hold,
  write,
  count,
  key: async () => {
    tell({ key: (await readSecretKey(folder)).reveal() });
  },
};

try {
  await ACTIONS[action]?.();
} catch (error) {
  tell({ error: { ...(error as object), message: (error as Error).message, cause: undefined } });
}
