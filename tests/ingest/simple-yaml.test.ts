import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { splitFrontMatter } from '../../src/ingest/front-matter.js';
import { parseSimpleYaml } from '../../src/ingest/simple-yaml.js';

const corpus = fileURLToPath(new URL('../../corpus', import.meta.url));

function parseCompletely(text: string): unknown {
  const document = parseDocument(text, { schema: 'failsafe', customTags: ['null'] });
  return document.errors.length > 0 ? 'not valid' : document.toJS();
}

describe('parseSimpleYaml', () => {
  it('reads the front matter of every article in the corpus as the complete parser does', () => {
    const headers = readdirSync(corpus)
      .filter((name) => name.endsWith('.md'))
      .map((name) => splitFrontMatter(readFileSync(join(corpus, name), 'utf8')))
      .flatMap((parts) => (parts !== undefined && 'header' in parts ? [parts.header] : []));
    expect(headers.length).toBeGreaterThanOrEqual(129);
    for (const header of headers) expect(parseSimpleYaml(header)).toEqual(parseCompletely(header));
  });

  it('never reads anything otherwise than the complete parser does', () => {
    const scalarPieces = [
      'x',
      'é y',
      ': ',
      ':',
      ' ',
      ' #',
      '"',
      "'",
      '"x y"',
      '"\\u00e9\\""',
      '["a", "b"]',
      '[]',
      '2031-04-02',
      'null',
    ];
    const pieces = [
      ...scalarPieces,
      '~',
      '&',
      '*',
      '|',
      '?',
      '{}',
      '!',
      '-',
      '- ',
      ',',
      '%',
      '\t',
      '\u00a0',
      '\u2028',
      '\ufeff',
      'https://x.example/a?b=c%20d',
    ];
    const value = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 3 }).map((chosen) => chosen.join(''));
    const start = fc.constantFrom('a: ', 'b: ', 'null: ', 'c:', '  - ', '  - a: ', '    b: ', '   c: ', '- ', '  ', '');
    const line = fc.tuple(start, value).map(([before, after]) => (before.endsWith(':') ? before : before + after));
    let read = 0;
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const text = `${lines.join('\n')}\n`;
        const simple = parseSimpleYaml(text);
        if (simple === undefined) return;
        read++;
        expect(simple).toEqual(parseCompletely(text));
      }),
      { numRuns: 20_000 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it.each([
    "a: 'x'",
    'a: |\n  x',
    'a: {b: c}',
    'a: x # y',
    'a: null',
    'a:',
    'a: &x y',
    'a: [x, y]',
    'a: 1\na: 2',
    'a: x\n  y',
    '',
    'x',
  ])('leaves %j to the complete parser', (text) => {
    expect(parseSimpleYaml(text)).toBeUndefined();
  });
});
