import { BotError } from '../core/errors.js';
import { toReplyJson } from '../core/reply.js';
import { createSigner, OPERATOR, toSignInPath } from '../core/sign-in.js';
import { createReplyId, type Session } from './session.js';
import { readSigningKey } from './signing-key.js';

/** Where a bot listens that listens everywhere: a browser on this machine finds it there. */
const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/**
 * Prints a link that signs the operator in to the web page of the running bot.
 *
 * @throws {BotError} `bad-request` where the running bot has another key, and for a port that is not known
 */
export async function runWeb(session: Session): Promise<undefined> {
  const { config, usesState, output } = session;
  const { host, port, web } = config;
  if (config.secretKey === undefined && !usesState) {
    throw new BotError(
      'bad-request',
      'With --corpus the bot has a key of its own: set SECRET_KEY for both, or WEB_TOKEN.',
    );
  }
  if (web.publicUrl === undefined && port === 0) {
    throw new BotError('bad-request', 'With PORT=0 the address of the page is not known: set PORT or PUBLIC_URL.');
  }
  const name = EVERYWHERE.has(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const base = web.publicUrl ?? `http://${name}:${port}`;
  const signer = createSigner((await readSigningKey(session)).reveal());
  const link = `${base}${toSignInPath(signer, OPERATOR, createReplyId(), Date.now())}`;
  await output.value(toReplyJson({ kind: 'done', message: link }), link);
  return undefined;
}
