import { isUtf8 } from 'node:buffer';
import type { Fault } from './problem.js';

const LINE_FEED = 0x0a;

/**
 * Decodes a file or a line, without its byte order mark and with every CRLF as LF.
 *
 * @param firstLine  the number of the first line of `bytes` in its file
 * @returns the text, or the first line that is not UTF-8
 */
export function decodeText(bytes: Buffer, firstLine = 1): { readonly text: string } | { readonly fault: Fault } {
  if (!isUtf8(bytes)) {
    const line = firstLine + findBrokenLine(bytes);
    return { fault: { line, message: 'This is not valid UTF-8. Save the file as UTF-8, then try again.' } };
  }
  return { text: foldLineEnds(bytes.toString('utf8').replace(/^\uFEFF/, '')) };
}

/** A text with LF alone at the ends of lines. A CR elsewhere stays: it may be part of what was written. */
export function foldLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r+\n/g, '\n') : text;
}

/** A line feed is never a part of a longer UTF-8 sequence, so each line can be judged alone. */
function findBrokenLine(bytes: Buffer): number {
  let start = 0;
  for (let line = 0; ; line++) {
    const end = bytes.indexOf(LINE_FEED, start);
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
}
