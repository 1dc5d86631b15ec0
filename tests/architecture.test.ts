import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findFolderCycles, findViolations, type Sources } from './architecture.js';

const root = fileURLToPath(new URL('../src', import.meta.url));

function readSources(): Sources {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')]),
  );
}

describe('the sources', () => {
  const sources = readSources();

  it('import only downwards, and the core and the environment stay where they belong', () => {
    expect(Object.keys(sources).length).toBeGreaterThan(50);
    expect(findViolations(sources)).toEqual([]);
  });

  it('have no circle among the folders of the core', () => {
    expect(findFolderCycles(sources, 'core')).toEqual([]);
  });
});

describe('findViolations', () => {
  it.each<[what: string, file: string, text: string, complaint: string]>([
    ['the core on the command line', 'core/a.ts', "import { run } from '../cli/main.js';", 'cli/main.ts'],
    [
      'the core on the store',
      'core/answer/a.ts',
      "import type { Store } from '../../store/store.js';",
      'store/store.ts',
    ],
    ['the core on app', 'core/a.ts', "import { app } from '../app.js';", 'app.ts'],
    ['the core on the log', 'core/a.ts', "export { createLog } from '../log.js';", 'log.ts'],
    ['lib on the core', 'lib/a.ts', "export * from '../core/reply.js';", 'core/reply.ts'],
    ['app on the command line', 'app.ts', "import { run } from './cli/main.js';", 'cli/main.ts'],
    ['the command line on main', 'cli/a.ts', "await import('../main.js');", 'main.ts'],
    ['ingest on the store', 'ingest/a.ts', "type T = import('../store/store.js').Store;", 'store/store.ts'],
    ['jobs on ingest', 'jobs/a.ts', "import { readCorpus } from '../ingest/corpus.js';", 'ingest/corpus.ts'],
    ['an adapter on ingest', 'adapters/slack/a.ts', "import '../../ingest/corpus.js';", 'ingest/corpus.ts'],
    ['an adapter on another', 'adapters/slack/a.ts', "import '../discord/render.js';", 'adapters/discord/render.ts'],
    [
      'an adapter on the configuration',
      'adapters/web/a.ts',
      "import { loadConfig } from '../../config.js';",
      'config.ts',
    ],
    ['the core on the disk', 'core/a.ts', "import { readFileSync } from 'node:fs';", 'node:fs'],
    ['the core on the disk, later', 'core/a.ts', "const fs = await import('node:fs');", 'node:fs'],
    ['the core on a package', 'core/a.ts', "import type { Logger } from 'pino';", 'pino'],
    ['lib on a package', 'lib/a.ts', "import { z } from 'zod';", 'zod'],
    ['the core on a computed name', 'core/a.ts', "await import('node:' + 'fs');", 'a computed name'],
    ['a path without its ending', 'core/a.ts', "import { b } from './b';", './b'],
    ['a folder that nobody knows', 'helpers/a.ts', 'export const a = 1;', 'no known part'],
    ['an import from such a folder', 'cli/a.ts', "import '../helpers/a.js';", 'helpers/a.ts'],
    ['a file at the top that nobody knows', 'extra.ts', 'export const a = 1;', 'no known part'],
    ['the environment in the command line', 'cli/a.ts', 'const colour = process.env.NO_COLOR;', 'process.env'],
    ['the environment by a text', 'ingest/a.ts', "const env = process['env'];", 'process.env'],
    ['the environment taken apart', 'ingest/a.ts', 'const { env } = process;', 'process.env'],
    ['the environment under another name', 'ingest/a.ts', 'const p = process; p.env;', 'process.env'],
    ['the environment by import', 'cli/a.ts', "import { env } from 'node:process';", 'node:process'],
    ['the process in the core', 'core/a.ts', 'process.stdout.write("");', 'process'],
    ['a clock in the core', 'core/a.ts', 'const now = Date.now();', 'Date.now'],
    ['another clock in the core', 'core/a.ts', 'const now = new Date();', 'new Date()'],
    ['a third clock in the core', 'core/a.ts', 'const now = performance.now();', 'performance'],
    ['a timer in the core', 'core/a.ts', 'setTimeout(() => {}, 5);', 'setTimeout'],
    ['the network in the core', 'core/a.ts', "await fetch('https://a.example/');", 'fetch'],
    ['the network under another name', 'core/a.ts', 'const load = fetch;', 'fetch'],
    ['the network by the global object', 'core/a.ts', "globalThis.fetch('https://a.example/');", 'globalThis'],
    ['a socket in the core', 'core/a.ts', "new WebSocket('wss://a.example/');", 'WebSocket'],
    ['chance in the core', 'core/a.ts', 'const die = Math.random();', 'Math.random'],
  ])('reports %s', (_, file, text, complaint) => {
    const found = findViolations({ [file]: text });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(complaint);
    expect(found[0]?.startsWith(`${file}: `)).toBe(true);
  });

  it.each<[what: string, file: string, text: string]>([
    ['main on the command line', 'main.ts', "import { run } from './cli/program.js';"],
    [
      'the command line on app, core and an adapter',
      'cli/a.ts',
      "import '../app.js'; import '../core/reply.js'; import '../adapters/terminal/render.js';",
    ],
    [
      'app on its parts',
      'app.ts',
      "import './ingest/corpus.js'; import './store/store.js'; import './jobs/refresh.js'; import './log.js';",
    ],
    [
      'an adapter on the core and lib',
      'adapters/slack/a.ts',
      "import '../../core/reply.js'; import '../../lib/secret.js'; import './render.js';",
    ],
    ['what adapters share', 'adapters/shared.ts', "import '../core/reply.js';"],
    ['the log on the configuration', 'log.ts', "import type { LogLevel } from './config.js';"],
    [
      'the core on itself and lib',
      'core/answer/a.ts',
      "import '../article/fold.js'; import '../../lib/random.js'; import './rank.js';",
    ],
    [
      'the core on pure packages',
      'core/a.ts',
      "import MiniSearch from 'minisearch'; import { z } from 'zod'; import { createHash } from 'node:crypto';",
    ],
    [
      'other parts on packages and Node',
      'ingest/a.ts',
      "import { parse } from 'yaml'; import { readFile } from 'node:fs/promises';",
    ],
    ['the environment where it is read', 'config.ts', 'export const home = process.env.HOME;'],
    ['standard output in the command line', 'cli/a.ts', 'process.stdout.write(String(Date.now()));'],
    ['a given day in the core', 'core/a.ts', "const day = new Date('2031-05-02'); Date.parse('2031');"],
    [
      'a port with a method of such a name',
      'core/a.ts',
      'interface Feeds { fetch(url: string): void; process: number }',
    ],
    [
      'forbidden words in a comment or a text',
      'core/a.ts',
      '// process.env and fetch\nconst text = "import \'node:fs\'";',
    ],
  ])('accepts %s', (_, file, text) => {
    expect(findViolations({ [file]: text })).toEqual([]);
  });
});

describe('findFolderCycles', () => {
  it('finds a circle, once, however long it is', () => {
    const sources = {
      'core/a/one.ts': "import '../b/one.js';",
      'core/b/one.ts': "import type { C } from '../c/one.js';",
      'core/c/one.ts': "import '../a/two.js';",
      'core/a/two.ts': '',
    };
    expect(findFolderCycles(sources, 'core')).toEqual(['a -> b -> c -> a']);
  });

  it('finds none where folders import only downwards, or within themselves', () => {
    const sources = {
      'core/a/one.ts': "import '../b/one.js'; import '../c/one.js'; import './two.js';",
      'core/a/two.ts': "import './one.js';",
      'core/b/one.ts': "import '../c/one.js'; import '../top.js';",
      'core/top.ts': "import './a/one.js';",
      'cli/a/one.ts': "import '../b/one.js';",
      'cli/b/one.ts': "import '../a/one.js';",
    };
    expect(findFolderCycles(sources, 'core')).toEqual([]);
  });
});
