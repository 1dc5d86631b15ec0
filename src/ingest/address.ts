import { createHash } from 'node:crypto';
import { foldText } from '../core/article/fold.js';
import { toTextKey } from '../core/article/identity.js';
import type { Draft } from './article-fields.js';

/**
 * A hash of what two addresses of one page have in common: the scheme, `www.`, a port that goes without saying, a slash
 * at the end and a fragment do not matter.
 *
 * @param url  absolute, http or https
 */
export function toAddressHash(url: string): string {
  const { hostname, port, pathname, search } = new URL(url);
  const host = hostname.replace(/^www\./, '');
  return hash(`${host}:${port}${pathname.replace(/\/+$/, '')}${search}`);
}

/** A hash of what one publisher's text is known by. White space does not matter, and two publishers have two texts. */
export function toTextHash({ body, publisher }: Pick<Draft, 'body' | 'publisher'>): string {
  return hash(`${toTextKey(body)} ${foldText(publisher ?? '')}`);
}

/** A short hash of any text. */
export function hash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);
}
