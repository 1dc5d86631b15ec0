import { posix } from 'node:path';
import { parseSync, Visitor } from 'rolldown/utils';

/** A source file by its path below `src`, with slashes. */
export type Sources = Readonly<Record<string, string>>;

/** What one file takes from outside itself. */
interface FileUse {
  /** Module names as they are written, those of `import type` and `import()` among them. */
  readonly imports: readonly string[];
  /** Names of things that a machine or a clock stands behind. */
  readonly surroundings: readonly string[];
  readonly readsEnvironment: boolean;
}

/** Higher parts may import lower ones. Parts of one rank may not import one another. */
const RANKS: readonly (readonly string[])[] = [
  ['lib'],
  ['core'],
  ['adapters', 'ingest', 'store', 'jobs', 'pictures', 'config', 'limit'],
  ['app'],
  ['cli'],
  ['main'],
];

/** Files at the top that belong together: the log reads its level from the configuration. */
const TOP_FILES: Readonly<Record<string, string>> = {
  'main.ts': 'main',
  'app.ts': 'app',
  'article-history.ts': 'app',
  'asker-limit.ts': 'limit',
  'chat-services.ts': 'app',
  'delivering.ts': 'app',
  'delivery-notices.ts': 'app',
  'digest-composer.ts': 'app',
  'digest-list.ts': 'app',
  'digests.ts': 'app',
  'feed-list.ts': 'app',
  'feed-notices.ts': 'app',
  'feed-reader.ts': 'app',
  'feeds.ts': 'app',
  'ingestion.ts': 'app',
  'live-articles.ts': 'app',
  'metrics.ts': 'limit',
  'platforms.ts': 'app',
  'tell-person.ts': 'app',
  'web-services.ts': 'app',
  'config.ts': 'config',
  'log.ts': 'config',
};

const ENVIRONMENT_READER = 'config.ts';
const PURE_PACKAGES: ReadonlySet<string> = new Set([
  '@orama/stemmers/arabic',
  '@orama/stemmers/french',
  '@orama/stemmers/spanish',
  '@orama/stopwords/arabic',
  '@orama/stopwords/french',
  '@orama/stopwords/mandarin',
  '@orama/stopwords/spanish',
  'minisearch',
  'minisearch/SearchableMap',
  'zod',
  'wink-porter2-stemmer',
  // Paused it only calculates; it takes the instants that it is given.
  'croner',
  'diff',
  'fastest-levenshtein',
  'node:crypto',
]);
const TIMERS_AND_NETWORK: ReadonlySet<string> = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'fetch',
  'performance',
  'process',
  'globalThis',
  'XMLHttpRequest',
  'WebSocket',
]);

/**
 * Everything in which sources go against the layers of the project, in words, with the file first.
 *
 * @returns empty when all is well
 */
export function findViolations(sources: Sources): string[] {
  const uses = new Map(Object.entries(sources).map(([file, text]) => [file, readUse(file, text)] as const));
  return [...uses].flatMap(([file, use]) => [
    ...(partOf(file) === undefined ? [`${file}: belongs to no known part`] : []),
    ...use.imports.flatMap((name) => checkImport(file, name)),
    ...(use.readsEnvironment && file !== ENVIRONMENT_READER ? [`${file}: reads process.env`] : []),
    ...(partOf(file)?.layer === 'core' ? use.surroundings.map((name) => `${file}: uses ${name}`) : []),
  ]);
}

/**
 * Folders of a part which import one another in a circle.
 *
 * @param under  `core` for the folders of the core
 * @returns each circle once, as `a -> b -> a`
 */
export function findFolderCycles(sources: Sources, under: string): string[] {
  const arrows = new Map<string, Set<string>>();
  for (const [file, text] of Object.entries(sources)) {
    const from = folderBelow(file, under);
    if (from === undefined) continue;
    for (const name of readUse(file, text).imports) {
      const to = name.startsWith('.') ? folderBelow(resolve(file, name), under) : undefined;
      if (to !== undefined && to !== from) arrows.set(from, (arrows.get(from) ?? new Set()).add(to));
    }
  }
  const cycles = new Set<string>();
  const follow = (path: readonly string[]): void => {
    for (const next of arrows.get(path.at(-1) ?? '') ?? []) {
      const at = path.indexOf(next);
      if (at < 0) follow([...path, next]);
      else {
        const circle = path.slice(at);
        // Each circle is met from every folder in it; it is told from the first by name.
        const first = circle.indexOf([...circle].sort()[0] ?? '');
        const turned = [...circle.slice(first), ...circle.slice(0, first)];
        cycles.add([...turned, turned[0]].join(' -> '));
      }
    }
  };
  for (const folder of arrows.keys()) follow([folder]);
  return [...cycles].sort();
}

function checkImport(file: string, name: string): string[] {
  const from = partOf(file);
  if (from === undefined) return [];
  if (!name.startsWith('.')) {
    if (from.layer === 'core' && !PURE_PACKAGES.has(name)) return [`${file}: imports ${name}`];
    if (from.layer === 'lib' && !name.startsWith('node:')) return [`${file}: imports ${name}`];
    if (/^(?:node:)?process$/.test(name) && file !== ENVIRONMENT_READER) return [`${file}: imports ${name}`];
    return [];
  }
  if (!name.endsWith('.js')) return [`${file}: imports ${name}, which does not end in .js`];
  const target = resolve(file, name);
  const to = partOf(target);
  if (to === undefined) return [`${file}: imports ${target}, which belongs to no known part`];
  if (to.part === from.part) return [];
  return rankOf(to.layer) < rankOf(from.layer) ? [] : [`${file}: imports ${target}`];
}

/** The layer of a file, and the part of it that stands alone: each adapter is a part of its own. */
function partOf(file: string): { readonly layer: string; readonly part: string } | undefined {
  const [first = '', second = '', ...rest] = file.split('/');
  if (second === '') {
    const layer = TOP_FILES[first];
    return layer === undefined ? undefined : { layer, part: layer };
  }
  if (rankOf(first) < 0) return undefined;
  return { layer: first, part: first === 'adapters' && rest.length > 0 ? `${first}/${second}` : first };
}

function rankOf(layer: string): number {
  return RANKS.findIndex((layers) => layers.includes(layer));
}

function folderBelow(file: string, under: string): string | undefined {
  const [first, folder, ...rest] = file.split('/');
  return first === under && rest.length > 0 ? folder : undefined;
}

function resolve(file: string, name: string): string {
  return posix.join(posix.dirname(file), name).replace(/\.js$/, '.ts');
}

function readUse(file: string, text: string): FileUse {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const imports: string[] = [];
  const surroundings = new Set<string>();
  let readsEnvironment = false;
  const take = (source: { readonly value?: unknown } | null): void => {
    if (source !== null) imports.push(typeof source.value === 'string' ? source.value : '(a computed name)');
  };
  // Only where it is used: a port may well have a method of such a name.
  const takeName = (node: { readonly type: string; readonly name?: unknown }): void => {
    if (node.type === 'Identifier' && typeof node.name === 'string' && TIMERS_AND_NETWORK.has(node.name)) {
      surroundings.add(node.name);
    }
  };
  new Visitor({
    ImportDeclaration: ({ source }) => take(source),
    ExportNamedDeclaration: ({ source }) => take(source),
    ExportAllDeclaration: ({ source }) => take(source),
    ImportExpression: ({ source }) => take('value' in source ? source : {}),
    TSImportType: ({ source }) => take(source),
    CallExpression: ({ callee }) => takeName(callee),
    MemberExpression: (node) => {
      takeName(node.object);
      if (node.object.type !== 'Identifier') return;
      const property =
        node.property.type === 'Identifier' || node.property.type === 'PrivateIdentifier'
          ? node.property.name
          : 'value' in node.property
            ? node.property.value
            : undefined;
      if (node.object.name === 'process' && property === 'env') readsEnvironment = true;
      if (node.object.name === 'Date' && property === 'now') surroundings.add('Date.now');
      if (node.object.name === 'Math' && property === 'random') surroundings.add('Math.random');
    },
    VariableDeclarator: ({ id, init }) => {
      // `const { env } = process` reads it too, and `const p = process` hides what is read.
      if (init === null) return;
      takeName(init);
      if (init.type === 'Identifier' && init.name === 'process') {
        if (id.type === 'Identifier' || text.slice(id.start, id.end).includes('env')) readsEnvironment = true;
      }
    },
    NewExpression: ({ callee, arguments: given }) => {
      takeName(callee);
      if (callee.type === 'Identifier' && callee.name === 'Date' && given.length === 0) surroundings.add('new Date()');
    },
  }).visit(program);
  return { imports, surroundings: [...surroundings].sort(), readsEnvironment };
}
