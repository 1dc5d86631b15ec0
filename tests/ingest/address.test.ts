import { describe, expect, it } from 'vitest';
import { toAddressHash, toTextHash } from '../../src/ingest/address.js';

describe('addresses of one page', () => {
  it.each([
    ['https://post.example/a', 'http://post.example/a'],
    ['https://post.example/a', 'https://www.post.example/a/'],
    ['https://post.example/a', 'https://POST.example:443/a#comments'],
    ['https://post.example', 'https://post.example/'],
  ])('%s and %s are one', (one, other) => {
    expect(toAddressHash(one)).toBe(toAddressHash(other));
  });

  it.each([
    ['https://post.example/a', 'https://post.example/A'],
    ['https://post.example/a?id=1', 'https://post.example/a?id=2'],
    ['https://post.example/a', 'https://lamp.example/a'],
    ['https://post.example:8443/a', 'https://post.example/a'],
  ])('%s and %s are two', (one, other) => {
    expect(toAddressHash(one)).not.toBe(toAddressHash(other));
  });
});

describe('texts of one publisher', () => {
  it('are one when they differ in white space or in how the publisher is written', () => {
    const one = { body: 'The ferry is back.\n\nIt sails.', publisher: 'The Harbour Post' };
    expect(toTextHash(one)).toBe(toTextHash({ body: 'The ferry is  back. It sails.', publisher: 'the harbour post' }));
  });

  it('are two when another one prints the same', () => {
    const body = 'The ferry is back.';
    expect(toTextHash({ body, publisher: 'Post' })).not.toBe(toTextHash({ body, publisher: 'Lamp' }));
  });
});
