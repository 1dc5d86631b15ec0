import type { WebContext } from './context.js';
import { HttpError } from './status.js';

/** Longest body of a request in bytes: a question and six before it, each letter written in its longest form. */
const MAX_BODY = 128 * 1024;

/**
 * The JSON of a request.
 *
 * @throws {HttpError} 415 for another type; 413 for too long a body; 400 for what is no JSON
 */
export async function readJson(c: WebContext): Promise<unknown> {
  if (!/^application\/json\s*(?:;|$)/i.test(c.req.header('content-type') ?? '')) {
    throw new HttpError(415, 'bad-request', 'The body must be JSON, with the header Content-Type: application/json.');
  }
  const text = await readText(c);
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, 'bad-request', 'The body is no JSON.');
  }
}

/**
 * The fields of a form that was sent.
 *
 * @throws {HttpError} 415 for another type; 413 for too long a body
 */
export async function readForm(c: WebContext): Promise<URLSearchParams> {
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(c.req.header('content-type') ?? '')) {
    throw new HttpError(415, 'bad-request', 'This address takes the form of the page, and nothing else.');
  }
  return new URLSearchParams(await readText(c));
}

/** Reads no further than the limit, whatever the sender says of the length. */
async function readText(c: WebContext): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of c.env.incoming) {
    const piece = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += piece.length;
    if (size > MAX_BODY) {
      throw new HttpError(413, 'bad-request', 'That is too long: a request may have 128 kB.');
    }
    chunks.push(piece);
  }
  return Buffer.concat(chunks).toString('utf8');
}
