import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import chardet from 'chardet';

/** How far into a document its own word for its encoding is looked for; browsers read 1,024 bytes. */
const HEAD_BYTES = 4_096;
/** As much as telling an encoding from the bytes alone needs. */
const SAMPLE_BYTES = 64 * 1024;

/**
 * Decodes a document of the web, as its byte order mark says, else its `Content-Type`, else its XML declaration, else its
 * HTML. A document that says nothing, or UTF-8 wrongly, is taken for UTF-8 where it can be, else for what its bytes look like.
 *
 * @param contentType  the whole header, with its parameters
 * @returns the text without byte order mark and without NUL, which is part of no document and which databases refuse
 */
export function decodeDocument(bytes: Uint8Array, contentType?: string): string {
  const decoder = toMarkedDecoder(bytes) ?? toDeclaredDecoder(bytes, contentType) ?? toGuessedDecoder(bytes);
  const text = decoder.decode(bytes);
  const decoded = decoder.encoding === 'windows-1252' ? mendWindows1252(text) : text;
  return decoded.replaceAll('\0', '');
}

function toMarkedDecoder(bytes: Uint8Array): TextDecoder | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder('utf-8');
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le');
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be');
  return undefined;
}

function toDeclaredDecoder(bytes: Uint8Array, contentType: string | undefined): TextDecoder | undefined {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  const inHeader = toDecoder(/;\s*charset\s*=\s*["']?\s*([^\s"';]+)/i.exec(contentType ?? '')?.[1]);
  if (inHeader !== undefined && isPossible(inHeader, bytes)) return inHeader;
  // Markup whose every second byte is zero.
  if (/^[<{[\s]\0[^\0]\0/.test(head)) return new TextDecoder('utf-16le');
  if (/^\0[<{[\s]\0[^\0]/.test(head)) return new TextDecoder('utf-16be');
  const labels = [
    /^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']\s*([^\s"'>]+)/i.exec(head)?.[1],
    /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(head)?.[1],
  ];
  return (
    labels
      .map(toDecoder)
      // Whoever could read so far that it is UTF-16 knows that it is not.
      .find((decoder) => decoder !== undefined && !decoder.encoding.startsWith('utf-16') && isPossible(decoder, bytes))
  );
}

function toGuessedDecoder(bytes: Uint8Array): TextDecoder {
  if (isUtf8(bytes)) return new TextDecoder('utf-8');
  const from = Math.max(0, bytes.findIndex((byte) => byte > 0x7f) - SAMPLE_BYTES / 2);
  const guess = chardet.detect(bytes.subarray(from, from + SAMPLE_BYTES));
  return toDecoder(guess ?? undefined) ?? new TextDecoder('windows-1252');
}

/** Any bytes are a text in an encoding of single bytes, and few are one in UTF-8: only that claim can be disproved. */
function isPossible(decoder: TextDecoder, bytes: Uint8Array): boolean {
  return decoder.encoding !== 'utf-8' || isUtf8(bytes);
}

/** Undefined for labels that nobody knows (https://encoding.spec.whatwg.org/#names-and-labels). */
function toDecoder(label: string | undefined): TextDecoder | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

/** What the bytes 0x80 to 0x9f are in windows-1252; five of them are the control characters of the same number. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Some versions of Node, 20 among them, decode it as if it were Latin 1: quotation marks become control characters. */
function mendWindows1252(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control);
}
