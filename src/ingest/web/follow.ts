import type { Answer } from './ask.js';
import { FetchError } from './fetch-error.js';
import { parseWebAddress, toShownAddress } from './web-address.js';

/** An answer that leads nowhere else. */
export interface FinalAnswer {
  readonly answer: Answer;
  readonly url: URL;
  /** Every step on the way, at least one, was a move for good (301, 308), and none left https. */
  readonly isMoved: boolean;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const MOVES: ReadonlySet<number> = new Set([301, 308]);

/**
 * Asks for an address, and for those that the answers lead on to.
 *
 * @throws {FetchError} `unreachable` when there are too many or they lead round in a circle; what `ask` throws
 */
export async function follow(
  start: URL,
  maxRedirects: number,
  ask: (url: URL) => Promise<Answer>,
): Promise<FinalAnswer> {
  const visited = new Set<string>();
  let isMoved = true;
  for (let url = start; ; ) {
    visited.add(url.href);
    const answer = await ask(url);
    const { location } = answer.headers;
    if (!REDIRECTS.has(answer.status) || location === undefined) {
      return { answer, url, isMoved: isMoved && visited.size > 1 };
    }
    const shown = toShownAddress(start);
    const target = toUtf8(location);
    if (!URL.canParse(target, url.href)) {
      throw new FetchError(
        'unreachable',
        `The address ${shown} leads to something that is no address. Tell its operator.`,
      );
    }
    const next = parseWebAddress(target, url);
    if (visited.has(next.href)) {
      throw new FetchError(
        'unreachable',
        `The address ${shown} leads round in a circle. Open it in a browser to find a better one.`,
      );
    }
    if (visited.size > maxRedirects) {
      throw new FetchError(
        'unreachable',
        `The address ${shown} leads on and on. Open it in a browser to find a better one.`,
      );
    }
    if (!MOVES.has(answer.status) || (url.protocol === 'https:' && next.protocol === 'http:')) isMoved = false;
    url = next;
  }
}

/** Headers are read byte by byte; some servers write addresses into them in UTF-8. */
function toUtf8(header: string): string {
  return Buffer.from(header, 'latin1').toString('utf8');
}
