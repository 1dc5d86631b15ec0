import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { SlackError } from './slack-error.js';

/** An answer over HTTP. */
export interface Answer {
  readonly status: number;
  /** A text is sent as it is, all else as JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The body of a request, unread. */
export interface RawBody {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Reads a request to its end. */
export async function readBody(request: IncomingMessage): Promise<RawBody> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(z.instanceof(Buffer).parse(chunk));
  return { contentType: request.headers['content-type'] ?? '', bytes: Buffer.concat(chunks) };
}

/**
 * The arguments of a call: a form, or JSON. Fields that hold JSON are left as they are.
 *
 * @throws {SlackError} `invalid_form_data`, `invalid_json`, `invalid_post_type`
 */
export async function parseArguments({ contentType, bytes }: RawBody): Promise<Record<string, unknown>> {
  const text = bytes.toString('utf8');
  if (contentType.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  if (contentType.startsWith('multipart/form-data')) {
    const form = await toForm({ contentType, bytes });
    return Object.fromEntries(form.entries());
  }
  if (text === '') return {};
  if (!contentType.startsWith('application/json')) throw new SlackError('invalid_post_type');
  return parseJsonObject(text);
}

/**
 * An object that was sent as JSON.
 *
 * @throws {SlackError} `invalid_json`
 */
export function parseJsonObject(text: string): Record<string, unknown> {
  const parsed = z.record(z.string(), z.unknown()).safeParse(parseJson(text));
  if (!parsed.success) throw new SlackError('invalid_json');
  return parsed.data;
}

/** @returns undefined for what is no JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The bytes of an upload: the only file of a form, or the whole body. */
export async function readUpload(body: RawBody): Promise<Uint8Array> {
  if (!body.contentType.startsWith('multipart/form-data')) return body.bytes;
  const form = await toForm(body);
  const file = [...form.values()].find((value) => typeof value !== 'string');
  if (file === undefined || typeof file === 'string') throw new SlackError('invalid_form_data');
  return new Uint8Array(await file.arrayBuffer());
}

export function sendAnswer(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers });
  response.end(isText ? body : JSON.stringify(body));
}

async function toForm({ contentType, bytes }: RawBody): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw new SlackError('invalid_form_data');
  }
}
