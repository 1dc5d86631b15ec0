import { createHmac } from 'node:crypto';
import type { Delivery } from './deliveries.js';
import { parseJson } from './http.js';
import type { Json } from './platform.js';

/** How a request is signed. A stale one is right, and six minutes old. */
export type SignatureKind = 'right' | 'wrong' | 'stale' | 'missing';

/** What the bot answered. */
export interface HttpAnswer {
  readonly status: number;
  /** Parsed when it is JSON, undefined when it is empty. */
  readonly body: unknown;
}

const STALE_SECONDS = 360;
const FORM = 'application/x-www-form-urlencoded';

/** Posts something to the bot as Slack does: events as JSON, commands as a form, interactions as JSON in a form. */
export function sendSigned(
  url: string,
  { type, payload, attempt, reason }: Pick<Delivery, 'type' | 'payload' | 'attempt' | 'reason'>,
  secret: string,
  signature: SignatureKind,
): Promise<HttpAnswer> {
  const retry: Record<string, string> =
    attempt === 0 ? {} : { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': reason ?? 'http_timeout' };
  switch (type) {
    case 'events_api':
      return post(url, JSON.stringify(payload), 'application/json', { secret, signature, headers: retry });
    case 'slash_commands':
      return post(url, toForm(payload), FORM, { secret, signature, headers: retry });
    case 'interactive':
      return post(url, toForm({ payload: JSON.stringify(payload) }), FORM, { secret, signature, headers: retry });
  }
}

/** Asks whether the address is the bot's: it has to send the challenge back. */
export function sendChallenge(url: string, challenge: string, secret: string, signature: SignatureKind) {
  const body = JSON.stringify({ type: 'url_verification', token: 'verification', challenge });
  return post(url, body, 'application/json', { secret, signature, headers: {} });
}

/** Checks the certificate, as Slack does now and then for commands; without a signature. */
export function sendSslCheck(url: string): Promise<HttpAnswer> {
  return post(url, toForm({ ssl_check: '1', token: 'verification' }), FORM, {
    secret: '',
    signature: 'missing',
    headers: {},
  });
}

async function post(
  url: string,
  body: string,
  contentType: string,
  options: {
    readonly secret: string;
    readonly signature: SignatureKind;
    readonly headers: Readonly<Record<string, string>>;
  },
): Promise<HttpAnswer> {
  const { secret, signature, headers } = options;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': contentType, ...headers, ...sign(body, secret, signature) },
    body,
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : (parseJson(text) ?? text) };
}

/** The time is the machine's own: the bot compares it with its clock. */
function sign(body: string, secret: string, signature: SignatureKind): Record<string, string> {
  if (signature === 'missing') return {};
  const seconds = Math.floor(Date.now() / 1000) - (signature === 'stale' ? STALE_SECONDS : 0);
  const key = signature === 'wrong' ? `${secret}0` : secret;
  const hash = createHmac('sha256', key).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${hash}` };
}

function toForm(fields: Json): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
  return form.toString();
}
