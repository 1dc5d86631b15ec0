import type { Answer } from './ask.js';
import { FetchError } from './fetch-error.js';
import { toFreshForMs } from './freshness.js';
import { parseRobots } from './robots-rules.js';
import { toStatusError } from './to-fetch-error.js';
import { toShownAddress } from './web-address.js';

/** Asks servers which of their pages robots may read. */
export interface Robots {
  /**
   * Settles when a page may be read.
   *
   * @returns the pause that is to be kept between two pages, in milliseconds; 0 when none is asked for
   * @throws {FetchError} `not-allowed` when the rules forbid it, `unreachable` when they cannot be read now
   */
  admit(url: URL): Promise<number>;
}

/** What rules are read with. */
export interface RobotsOptions {
  /** The name that rules know this robot by, in lower case. */
  readonly robot: string;
  /** Asks for `robots.txt`, and follows where it leads. */
  fetchRules(url: URL): Promise<Answer>;
  /** Milliseconds since 1970 in UTC. */
  now(): number;
}

interface Remembered {
  readonly text: Promise<string>;
  untilMs: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Rules are kept as long as the server says, but not less, so that they are not asked for with every page. */
const MIN_KEEP_MS = HOUR_MS;
/** RFC 9309, section 2.4. */
const MAX_KEEP_MS = 24 * HOUR_MS;
const KEEP_FAILURE_MS = 5 * MINUTE_MS;
const MAX_SERVERS = 100;
/** RFC 9309, section 2.5: as much has to be read; the rest is not. */
const MAX_BYTES = 500 * 1024;
/** Some files ask for pauses of minutes, with which a feed would never be read to its end. */
const MAX_PAUSE_MS = 30_000;

/** Makes what asks for rules and remembers them (RFC 9309). */
export function createRobots({ robot, fetchRules, now }: RobotsOptions): Robots {
  const remembered = new Map<string, Remembered>();

  const load = async (url: URL, entry: { untilMs: number }): Promise<string> => {
    try {
      const answer = await fetchRules(url);
      const { status, headers, body } = answer;
      if (status >= 500 || status === 429) throw toRulesError(answer, url, now());
      entry.untilMs = now() + Math.min(Math.max(toFreshForMs(headers, now()), MIN_KEEP_MS), MAX_KEEP_MS);
      // Whoever has no rules forbids nothing.
      return status < 300
        ? body
            .subarray(0, MAX_BYTES)
            .toString('utf8')
            .replace(/^\uFEFF/, '')
        : '';
    } catch (error) {
      const retryAfterMs = error instanceof FetchError ? error.retryAfterMs : undefined;
      entry.untilMs = now() + Math.max(KEEP_FAILURE_MS, retryAfterMs ?? 0);
      throw error;
    }
  };

  const rulesOf = (origin: string): Promise<string> => {
    const known = remembered.get(origin);
    if (known !== undefined && now() < known.untilMs) return known.text;
    const validity = { untilMs: Number.POSITIVE_INFINITY };
    const entry = Object.assign(validity, { text: load(new URL('/robots.txt', origin), validity) });
    remembered.delete(origin);
    remembered.set(origin, entry);
    const [oldest] = remembered.keys();
    if (remembered.size > MAX_SERVERS && oldest !== undefined) remembered.delete(oldest);
    return entry.text;
  };

  return {
    admit: async (url) => {
      // Only the text is kept: of hostile rules it is the smallest form.
      const rules = parseRobots(await rulesOf(url.origin), robot);
      if (!rules.allows(url.pathname + url.search)) {
        const message = `The server does not let programs read ${toShownAddress(url)} (its robots.txt forbids it). Open it in a browser.`;
        throw new FetchError('not-allowed', message);
      }
      return Math.min(rules.pauseMs, MAX_PAUSE_MS);
    },
  };
}

function toRulesError(answer: Answer, url: URL, now: number): FetchError {
  const { status, retryAfterMs } = toStatusError(answer, url, now);
  const message = `The server cannot say now whether programs may read its pages (${toShownAddress(url)} answers ${answer.status}). Try again later.`;
  return new FetchError('unreachable', message, {
    retryable: true,
    ...(status !== undefined && { status }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}
