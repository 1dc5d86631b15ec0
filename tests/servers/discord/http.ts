import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { type ApiError, refusals } from './api-error.js';

/** A file of a multipart request. */
export interface UploadedFile {
  /** The `n` of `files[n]`. */
  readonly index: string;
  readonly name: string;
  readonly contentType: string | undefined;
  readonly bytes: Uint8Array;
}

/** The body of a request. */
export interface RequestBody {
  /** Undefined when there is none. */
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

/** An answer. Without a body it has no content type either. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How the end of a connection looks to the other side: an orderly end in the middle, or a TCP reset. */
export type LossKind = 'closed' | 'reset';

/**
 * Reads a request to its end.
 *
 * @throws {ApiError} 50109 for a body that is no JSON and no form
 */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(z.instanceof(Buffer).parse(chunk));
  const bytes = Buffer.concat(chunks);
  const contentType = request.headers['content-type'] ?? '';
  if (bytes.length === 0) return { json: undefined, files: [] };
  if (!contentType.startsWith('multipart/form-data')) return { json: parseJson(bytes.toString('utf8')), files: [] };
  const response = new Response(bytes, { headers: { 'content-type': contentType } });
  const form = await response.formData().catch(() => {
    throw refusals.invalidJson();
  });
  const files: UploadedFile[] = [];
  for (const [field, value] of form.entries()) {
    const [, index] = /^files\[(\d+)\]$/.exec(field) ?? [];
    if (index === undefined || typeof value === 'string') continue;
    const type = value.type === '' || value.type === 'application/octet-stream' ? undefined : value.type;
    files.push({ index, name: value.name, contentType: type, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  const text = form.get('payload_json');
  return { json: typeof text === 'string' ? parseJson(text) : {}, files };
}

/** The answer to a call that was refused. */
export function toAnswer(error: ApiError): Answer {
  const { status, code, message, errors } = error;
  return { status, body: errors === undefined ? { message, code } : { message, code, errors } };
}

/** Sends an answer, with headers that leave the bot room for as many calls as it likes. */
export function sendAnswer(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  response.statusCode = status;
  response.setHeader('X-RateLimit-Limit', '1000');
  response.setHeader('X-RateLimit-Remaining', '999');
  response.setHeader('X-RateLimit-Reset-After', '1');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (body instanceof Uint8Array) {
    response.end(body);
    return;
  }
  if (body === undefined) {
    response.end();
    return;
  }
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

/** Ends the connection of a request without an answer. */
export function loseConnection(request: IncomingMessage, how: LossKind): void {
  if (how === 'reset') request.socket.resetAndDestroy();
  else request.socket.end();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusals.invalidJson();
  }
}
