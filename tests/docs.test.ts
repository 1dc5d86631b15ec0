import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, readdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogue } from '../src/core/commands/catalogue.js';
import { flattenCommands } from '../src/core/commands/command.js';
import { buildCommand } from './flows/build.js';
import { createFolder } from './flows/run-command.js';

// After a change to what the program prints, refresh the transcripts of all documents, then read the difference:
//   npx vitest run --config tests/vitest.config.ts tests/docs.test.ts -u

const execute = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const pages = (await readdir(join(root, 'docs'))).filter((name) => !name.endsWith('.png'));
const documents = ['README.md', 'CHANGELOG.md', ...pages.map((name) => `docs/${name}`)];
const texts = new Map(
  await Promise.all(documents.map(async (name) => [name, await readFile(join(root, name), 'utf8')] as const)),
);
const manifest = z
  .object({
    scripts: z.record(z.string(), z.string()),
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));

/** A block of commands, each after `$ `, with what they print. */
const TRANSCRIPT = /^```console\n([\s\S]*?)^```$/gm;
const CODE_BLOCK = /^```[\s\S]*?^```$/gm;

function textOf(name: string): string {
  return texts.get(name) ?? '';
}

function findAll(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found);
}

describe('the transcripts', () => {
  let folder: Awaited<ReturnType<typeof createFolder>>;

  // A folder with the starter corpus, no `.env`, and an `npm` that starts the sources as they are now.
  beforeAll(async () => {
    const command = await buildCommand();
    const cases = Object.entries(manifest.scripts).flatMap(([name, script]) => {
      const [, words] = /^node dist\/cli\/main\.js(.*)$/.exec(script) ?? [];
      return words === undefined ? [] : [`  ${name}) set --${words} "$@" ;;`];
    });
    const npm = `#!/bin/sh
[ "$1 $2" = "run -s" ] || exit 64
script="$3"
shift 3
[ "$1" = -- ] && shift
case "$script" in
${cases.join('\n')}
  *) exit 64 ;;
esac
exec "${process.execPath}" "${command}" "$@"
`;
    folder = await createFolder({ 'bin/npm': npm });
    await chmod(join(folder.path, 'bin/npm'), 0o755);
    await symlink(join(root, 'corpus'), join(folder.path, 'corpus'));
    // The sources are compiled first, which takes its time on a busy machine.
  }, 120_000);

  afterAll(() => folder.remove());

  const shown = documents.filter((name) => textOf(name).search(TRANSCRIPT) !== -1);

  it.each(shown)('of %s are what the program prints today', async (name) => {
    let fresh = textOf(name);
    for (const [block, lines = ''] of fresh.matchAll(TRANSCRIPT)) {
      const outputs = await Promise.all(findAll(lines, /^\$ (.*)$/gm).map(print));
      // As a function, so that no `$` in an output is taken for a reference.
      fresh = fresh.replace(block, () => `\`\`\`console\n${outputs.join('\n\n')}\n\`\`\``);
    }
    await expect(fresh).toMatchFileSnapshot(join(root, name));
  });

  it('begin with the command that the README tells a newcomer to run', () => {
    expect(textOf('README.md')).toContain('npm ci && npm run -s ask -- "Who did Zhai Jun call on 10 October 2023?"\n');
  });

  /** A command line with what a reader who pastes it sees, 80 columns wide and without colours. */
  async function print(line: string): Promise<string> {
    const { stdout } = await execute('sh', ['-c', `{ ${line}\n} 2>&1 || echo "(exit code $?)"`], {
      cwd: folder.path,
      env: { PATH: `${join(folder.path, 'bin')}:${process.env.PATH ?? ''}` },
    });
    return `$ ${line}\n${stdout.trimEnd()}`;
  }
});

describe.each(documents)('%s', (name) => {
  it('names only scripts that package.json has', () => {
    const named = findAll(textOf(name), /\bnpm (?:run (?:-s |--silent )?)([a-z][\w:]*)/g);
    const short = findAll(textOf(name), /\bnpm (test|start)\b/g);
    const missing = [...named, ...short].filter((script) => !(script in manifest.scripts));
    expect(missing).toEqual([]);
  });

  it('names only commands that dateline has', () => {
    const others = ['import', 'verify', 'eval', 'backup', 'restore', 'forget', 'gaps', 'deliveries', 'web', 'start'];
    const own = [...others, ...catalogue.map((command) => command.name)];
    const named = findAll(textOf(name), /\bdateline -- ([a-z]+)/g);
    expect(named.filter((command) => !own.includes(command))).toEqual([]);
  });

  it('links only to files and headings that exist', async () => {
    const links = findAll(textOf(name).replace(CODE_BLOCK, ''), /\]\((?!https?:)([^)\s]+)\)/g);
    const broken: string[] = [];
    for (const link of links) {
      const [path = '', anchor] = link.split('#');
      const file = path === '' ? join(root, name) : join(dirname(join(root, name)), path);
      if (!existsSync(file)) broken.push(link);
      else if (anchor !== undefined && !(await findAnchors(file)).includes(anchor)) broken.push(link);
    }
    expect(broken).toEqual([]);
  });

  it('names only files that exist', () => {
    const paths = findAll(textOf(name).replace(CODE_BLOCK, ''), /`((?:src|tests|docs|corpus)\/[\w./-]*)`/g);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe('the environment', () => {
  it('is the same in .env.example, in the README and in the configuration', async () => {
    const example = await readFile(join(root, '.env.example'), 'utf8');
    const configuration = await readFile(join(root, 'src/config.ts'), 'utf8');
    const known = findAll(configuration, /^ {2,4}([A-Z][A-Z0-9_]+): /gm).toSorted();
    expect(known).toContain('CORPUS_DIR');
    expect(findAll(example, /^([A-Z][A-Z0-9_]*)=/gm).toSorted()).toEqual(known);
    const table = findAll(textOf('README.md'), /^\| (`[A-Z].*?) \|/gm).flatMap((cell) => findAll(cell, /`(\w+)`/g));
    expect(table.toSorted()).toEqual(known);
  });

  it('is explained in .env.example', async () => {
    const paragraphs = (await readFile(join(root, '.env.example'), 'utf8')).trim().split(/\n{2,}/);
    expect(paragraphs.filter((paragraph) => !paragraph.startsWith('# '))).toEqual([]);
  });
});

describe('docs/dependencies.md', () => {
  it('has an entry for each package, and none for others', () => {
    const packages = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)];
    expect(findAll(textOf('docs/dependencies.md'), /^### (\S+)$/gm).toSorted()).toEqual(packages.toSorted());
  });
});

describe('docs/architecture.md', () => {
  it.each(flattenCommands(catalogue).map((command) => [command.name, command] as const))(
    'tells all of the command %s',
    (name, command) => {
      const options = command.arguments.filter(({ isRequired }) => isRequired !== true);
      const wanted = [`\`${name}`, ...options.map((option) => `--${option.name}`)];
      expect(wanted.filter((word) => !textOf('docs/architecture.md').includes(word))).toEqual([]);
    },
  );
});

/** The anchors of a document's headings, made as GitHub makes them. */
async function findAnchors(file: string): Promise<string[]> {
  const text = (await readFile(file, 'utf8')).replace(CODE_BLOCK, '');
  return findAll(text, /^#+ (.*)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
