import { expect, it } from 'vitest';
import { follow } from '../../../src/ingest/web/follow.js';

/** Follows permanent moves from one address to the next, to the last of them. */
const followMoves = ([start = '', ...targets]: readonly string[]) =>
  follow(new URL(start), 5, async () => {
    const location = targets.shift();
    const body = Buffer.alloc(0);
    return location === undefined ? { status: 200, headers: {}, body } : { status: 301, headers: { location }, body };
  });

it.each<[addresses: readonly string[], isMoved: boolean]>([
  [['http://post.example/'], false],
  [['http://post.example/', 'https://post.example/'], true],
  [['https://post.example/', '//www.post.example/', '/rss'], true],
  [['https://post.example/', 'http://post.example/'], false],
  [['https://post.example/', 'http://post.example/', 'https://www.post.example/'], false],
])('after %j, tells of a move: %s', async (addresses, isMoved) => {
  expect((await followMoves(addresses)).isMoved).toBe(isMoved);
});
