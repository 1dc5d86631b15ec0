import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib';
import { FetchError } from './fetch-error.js';
import { toShownAddress } from './web-address.js';
import type { WebLimits } from './web-limits.js';

type Unpack = (bytes: Buffer, options: ZlibOptions) => Promise<Buffer>;

/** What can be unpacked, for `Accept-Encoding`. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

const UNPACK: Readonly<Record<string, Unpack>> = {
  gzip: promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  br: promisify<Buffer, ZlibOptions, Buffer>(brotliDecompress),
  deflate: (bytes, options) => {
    // Some servers leave out the wrapping that the name stands for; its first byte names the method, 8.
    const isWrapped = ((bytes[0] ?? 0) & 0x0f) === 8;
    return promisify<Buffer, ZlibOptions, Buffer>(isWrapped ? inflate : inflateRaw)(bytes, options);
  },
};

/**
 * Reads a body to its end and unpacks it.
 *
 * @param headers  names in lower case
 * @throws {FetchError} `unreachable` when it is too large, packed or unpacked, or is not packed as its header says
 */
export async function readBody(
  body: Readable,
  headers: Readonly<Record<string, string>>,
  url: URL,
  { maxPackedBytes, maxUnpackedBytes }: Pick<WebLimits, 'maxPackedBytes' | 'maxUnpackedBytes'>,
): Promise<Buffer> {
  if (Number(headers['content-length']) > maxPackedBytes) throw toSizeError(url, maxPackedBytes);
  const chunks: Buffer[] = [];
  let packedBytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    packedBytes += chunk.length;
    if (packedBytes > maxPackedBytes) throw toSizeError(url, maxPackedBytes);
    chunks.push(chunk);
  }
  const packed = Buffer.concat(chunks);
  const encoding = headers['content-encoding']?.trim().toLowerCase().replace(/^x-/, '') ?? '';
  if (encoding === '' || encoding === 'identity' || packed.length === 0) return packed;
  const unpack = UNPACK[encoding];
  if (unpack === undefined) {
    const message = `The server packs ${toShownAddress(url)} in a way that it was not asked for. Tell its operator.`;
    throw new FetchError('unreachable', message);
  }
  try {
    return await unpack(packed, { maxOutputLength: maxUnpackedBytes });
  } catch (error) {
    if (isTooLarge(error)) throw toSizeError(url, maxUnpackedBytes);
    const message = `What the server sends for ${toShownAddress(url)} is packed and damaged, or ends too early. Try again later.`;
    throw new FetchError('unreachable', message, { cause: error, retryable: true });
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}

function toSizeError(url: URL, maxBytes: number): FetchError {
  const most = `${(maxBytes / (1024 * 1024)).toLocaleString('en-GB', { maximumFractionDigits: 1 })} MB`;
  return new FetchError('unreachable', `What is at ${toShownAddress(url)} is larger than the ${most} that are read.`);
}
