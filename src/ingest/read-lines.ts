import { createReadStream } from 'node:fs';

const LINE_FEED = 0x0a;
const CHUNK_BYTES = 256 * 1024;

/** A line of a file, without its line feed. */
interface FileLine {
  /** Counted from 1. */
  readonly number: number;
  /** Absent when the line is longer than was allowed; its content is then never held in memory. */
  readonly bytes?: Buffer;
}

/**
 * The lines of a file of any size, one after the other; memory is bounded by `maxBytes`.
 *
 * @param maxBytes  the longest line that is given whole, in bytes
 * @throws errors of `node:fs`
 */
export async function* readLines(file: string, maxBytes: number): AsyncGenerator<FileLine> {
  let pieces: Buffer[] = [];
  let size = 0;
  let number = 1;
  const stream: AsyncIterable<Buffer> = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  for await (const chunk of stream) {
    for (let start = 0; start < chunk.length; ) {
      const end = chunk.indexOf(LINE_FEED, start);
      const piece = chunk.subarray(start, end === -1 ? chunk.length : end);
      size += piece.length;
      if (size <= maxBytes) pieces.push(piece);
      else pieces = [];
      if (end === -1) break;
      yield size <= maxBytes ? { number, bytes: Buffer.concat(pieces) } : { number };
      pieces = [];
      size = 0;
      number++;
      start = end + 1;
    }
  }
  if (size > 0) yield size <= maxBytes ? { number, bytes: Buffer.concat(pieces) } : { number };
}
