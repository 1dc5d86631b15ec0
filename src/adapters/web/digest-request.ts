import { addDays } from '../../core/article/calendar.js';
import { toZone } from '../../core/digest/zone.js';
import type { WebServices } from '../../core/web.js';

/** What a digest is asked for with, as it stands in an address: the arguments of `digest preview`. */
const FIELDS = ['day', 'zone', 'topic', 'publisher', 'place', 'person'] as const;
type Field = (typeof FIELDS)[number];
export type AskedDigest = Readonly<Partial<Record<Field, string>>>;

const MAX_CHARS = 1_000;

/** Reads what an address asks for; empty fields were not filled in. */
export function parseAskedDigest(fields: URLSearchParams): AskedDigest {
  return Object.fromEntries(
    FIELDS.flatMap((name) => {
      const value = (fields.get(name) ?? '').slice(0, MAX_CHARS).trim();
      return value === '' ? [] : [[name, value]];
    }),
  );
}

/** The fields that ask for the same again. */
export function toDigestFields(asked: AskedDigest): [name: string, value: string][] {
  return FIELDS.flatMap((name): [string, string][] => (asked[name] === undefined ? [] : [[name, asked[name]]]));
}

/**
 * The address of a digest.
 *
 * @param args  arguments of `digest preview`; without a day it is the newest one that has articles
 */
export function toDigestPath(args: Readonly<Record<string, unknown>>): string {
  const given = FIELDS.flatMap((name): [string, string][] => {
    const value = args[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return given.length === 0 ? '/digest' : `/digest?${new URLSearchParams(given).toString()}`;
}

/** The days that matter for a digest, `YYYY-MM-DD`. */
export interface DigestDays {
  /** The one it is of. */
  readonly day: string;
  readonly today: string;
  /** The newest day with articles up to today; absent when there is none. */
  readonly newest?: string;
  /** The days with articles before and after it. */
  readonly before?: string;
  readonly after?: string;
}

/** Finds the day of a digest: the one that is asked for, else the newest with articles up to today, else today. */
export function findDigestDays(
  { day: asked, zone }: AskedDigest,
  services: Pick<WebServices, 'today' | 'nearestDays'>,
  space: string,
): DigestDays {
  const today = services.today(zone === undefined ? undefined : toZone(zone));
  const newest = services.nearestDays(addDays(today, 1), space).before;
  const day = asked ?? newest ?? today;
  return { day, today, ...(newest !== undefined && { newest }), ...services.nearestDays(day, space) };
}
