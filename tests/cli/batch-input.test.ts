import { describe, expect, it } from 'vitest';
import { findLineId, MAX_LINE_CHARS, parseBatchLine } from '../../src/cli/batch-line.js';
import { splitLines } from '../../src/cli/split-lines.js';
import { BotError } from '../../src/core/errors.js';

async function split(chunks: readonly string[], maxChars = 20) {
  async function* stream() {
    yield* chunks;
  }
  const lines: (string | undefined)[] = [];
  for await (const line of splitLines(stream(), maxChars)) {
    expect(line.number).toBe(lines.length + 1);
    lines.push(line.text);
  }
  return lines;
}

describe('splitLines', () => {
  it.each<[string, string[], (string | undefined)[]]>([
    ['nothing', [], []],
    ['a line without an end', ['one'], ['one']],
    ['no line after the last break', ['one\n'], ['one']],
    ['empty lines', ['one\n\n', '\ntwo'], ['one', '', '', 'two']],
    ['lines across chunks', ['o', 'ne\ntw', 'o\n'], ['one', 'two']],
    ['Windows line ends', ['one\r', '\ntwo\r\n'], ['one', 'two']],
    ['a byte order mark', ['\ufeffone\n\ufefftwo'], ['one', '\ufefftwo']],
    ['a line of the greatest length', ['x'.repeat(20), '\n'], ['x'.repeat(20)]],
    ['a line that is too long', ['x'.repeat(21), '\nnext'], [undefined, 'next']],
    ['a line that is too long, over many chunks', ['x'.repeat(15), 'x'.repeat(15), 'x', '\nnext'], [undefined, 'next']],
    ['a last line that is too long', ['x'.repeat(15), 'x'.repeat(15)], [undefined]],
  ])('reads %s', async (_, chunks, lines) => {
    expect(await split(chunks)).toEqual(lines);
  });
});

describe('parseBatchLine', () => {
  it.each([
    ['Who came?', { text: 'Who came?', arguments: {} }],
    ['', { text: '', arguments: {} }],
    ['"in quotes"', { text: '"in quotes"', arguments: {} }],
    ['[1]', { text: '[1]', arguments: {} }],
    ['{"question":"Who?"}', { text: 'Who?', arguments: {} }],
    ['  {"query":"ferry"}', { text: 'ferry', arguments: {} }],
    ['{"id":"a","question":""}', { id: 'a', text: '', arguments: {} }],
    ['{"id":7,"question":"Who?","limit":2}', { id: 7, text: 'Who?', arguments: { limit: 2 } }],
    [
      '{"question":"Who?","context":["Where?"],"since":"2031","answer":null,"articles":[]}',
      { text: 'Who?', arguments: { context: ['Where?'], since: '2031' } },
    ],
  ])('reads %s', (text, parsed) => {
    expect(parseBatchLine({ number: 1, text })).toEqual(parsed);
  });

  it.each([
    ['{"question":', 'Line 4'],
    ['{"question":7}', 'question'],
    ['{"id":"a"}', 'no "question"'],
    ['{"question":"Who?","context":"Where?"}', 'context'],
    ['{"question":"Who?","limit":"3"}', 'limit'],
    ['{"id":{},"question":"Who?"}', 'id'],
    [undefined, `longer than ${MAX_LINE_CHARS}`],
  ])('refuses %s and says %s', (text, part) => {
    const read = () => parseBatchLine(text === undefined ? { number: 4 } : { number: 4, text });
    expect(read).toThrow(BotError);
    expect(read).toThrow(part);
  });
});

describe('findLineId', () => {
  it.each([
    ['{"id":"a","question":7}', 'a'],
    ['{"id":7}', 7],
    ['{"id":{}}', undefined],
    ['{"id":"a"', undefined],
    [undefined, undefined],
  ])('finds the id of %s: %s', (text, id) => {
    expect(findLineId(text === undefined ? { number: 1 } : { number: 1, text })).toBe(id);
  });
});
