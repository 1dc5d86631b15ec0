import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonElements, findJsonFault, findJsonPosition, toLineNumber } from '../../src/ingest/json-position.js';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('findJsonFault', () => {
  it.each([
    ['', 0],
    ['[1,]', 3],
    ['{"a":1,}', 7],
    ['{"a" 1}', 5],
    ['{a: 1}', 1],
    ['[1 2]', 3],
    ['[1}', 2],
    ['[01]', 1],
    ['["a\nb"]', 3],
    ['["\\x"]', 2],
    ['["a', 3],
    ['[1] x', 4],
    ['truthy', 0],
  ])('finds where %j breaks', (text, offset) => {
    expect(findJsonFault(text)).toBe(offset);
  });

  it('agrees with JSON.parse on what is JSON', () => {
    const pieces = ['{', '}', '[', ']', ',', ':', '"a"', '"\\u00e9"', ' ', '\n', '1', '-0.5e3', 'null', 'true', '"'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), (chosen) => {
        const text = chosen.join('');
        expect(findJsonFault(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 5000 },
    );
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(findJsonFault(text)).toBeUndefined();
      }),
    );
  });
});

describe('findJsonPosition', () => {
  const text = '{"a": [1, {"b": "x]", "c": []}],\n "a2": {"b": null}}';
  it.each([
    [[], '{'],
    [['a'], '"a"'],
    [['a', 0], '1'],
    [['a', 1, 'c'], '"c"'],
    [['a2', 'b'], '"b": null'],
    [['a', 1, 'missing'], '{"b": "x]"'],
    [['missing', 'b'], '{"a"'],
  ])('finds %j', (path, start) => {
    expect(text.slice(findJsonPosition(text, path))).toSatisfy((rest: string) => rest.startsWith(start));
  });
});

describe('findJsonElements', () => {
  it('finds the start of every element of one list', () => {
    const text = '{"n": [[0]], "articles": [ {"x": [1, 2]},\n\t[3], "4" ]}';
    expect(findJsonElements(text, ['articles']).map((start) => text.charAt(start))).toEqual(['{', '[', '"']);
  });
});

describe('toLineNumber', () => {
  it.each([
    [0, 1],
    [1, 1],
    [2, 2],
    [3, 3],
    [99, 3],
  ])('finds offset %i in line %i', (offset, line) => {
    expect(toLineNumber('a\n\nb', offset)).toBe(line);
  });
});
