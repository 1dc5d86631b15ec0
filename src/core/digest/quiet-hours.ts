import { toLocalTime } from './zone.js';

/** Local hours in which nothing is posted, from the first one on, up to the second one; over midnight when it is less. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

const MINUTE_MS = 60_000;
/** The longest quiet time there can be, with an hour that is lived twice in it. */
const LONGEST_MINUTES = 26 * 60;

/**
 * Reads quiet hours.
 *
 * @returns undefined for what is none, and for two equal hours
 * @example parseQuietHours('22-07') // { from: 22, to: 7 }
 */
export function parseQuietHours(text: string): QuietHours | undefined {
  const [, first, second] = /^\s*(\d{1,2})(?::00)?\s*[-–]\s*(\d{1,2})(?::00)?\s*$/.exec(text) ?? [];
  const [from, to] = [Number(first), Number(second) % 24];
  if (first === undefined || Number(second) > 24 || from > 23 || from === to) return undefined;
  return { from, to };
}

/** @example toQuietText({ from: 22, to: 7 }) // '22-07' */
export function toQuietText({ from, to }: QuietHours): string {
  return `${String(from).padStart(2, '0')}-${String(to).padStart(2, '0')}`;
}

/**
 * The first instant from which something may be posted: the given one, or the end of the quiet hours in which it lies.
 *
 * @param at  milliseconds since 1970 in UTC
 */
export function afterQuietHours(quiet: QuietHours | undefined, zone: string, at: number): number {
  if (quiet === undefined || !isQuiet(quiet, zone, at)) return at;
  // By the clock on the wall, minute by minute: an hour of the night may be left out or lived twice.
  const minute = Math.floor(at / MINUTE_MS) + 1;
  for (let ahead = 0; ahead < LONGEST_MINUTES; ahead += 1) {
    const candidate = (minute + ahead) * MINUTE_MS;
    if (!isQuiet(quiet, zone, candidate)) return candidate;
  }
  return at;
}

function isQuiet({ from, to }: QuietHours, zone: string, at: number): boolean {
  const { hour } = toLocalTime(zone, at);
  return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}
