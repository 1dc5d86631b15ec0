import type { Mention } from './mention.js';
import { NO_INSTITUTIONS } from './name-words.js';

/** Longest dateline in characters. */
const MAX_CHARS = 120;
/** City, and what lies around it. */
const MAX_PARTS = 3;
const BEFORE_DASH = /^([^\n]+?) ?(?<= |\))[-–—]{1,2} /u;
const IN_BRACKETS = /\([^()]*\)/gu;
const CAPITALS = /^\p{Lu}[\p{Lu}\p{M}'’. /-]+$/u;
const OTHER_PART = /^\p{Lu}[\p{L}\p{M}'’. -]+$/u;
const CALENDAR =
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|^(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:\.|uary|ruary|ch|il|ust|ember|ober)?$/u;

/** What stands before the dash at the start of a report: "GAZA, Oct 10 (Agency) -", "HUWARA, West Bank -". */
export interface Dateline {
  readonly places: readonly Mention[];
  /** Where the report itself begins; 0 when there is no dateline. */
  readonly end: number;
}

/**
 * Reads the dateline of a report: a place in capitals, then others, a date and an agency as they come, then a dash.
 *
 * @param body  of the report, from its first character on
 */
export function readDateline(body: string): Dateline {
  const [whole, written] = BEFORE_DASH.exec(body.slice(0, MAX_CHARS)) ?? [];
  if (whole === undefined || written === undefined) return { places: [], end: 0 };
  const [cities = '', ...others] = written
    .replace(IN_BRACKETS, '')
    .split(',')
    .map((part) => part.trim());
  if (!CAPITALS.test(cities) || NO_INSTITUTIONS.has(cities)) return { places: [], end: 0 };
  const regions = others.slice(0, MAX_PARTS - 1).filter((part) => OTHER_PART.test(part) && !isOfCalendar(part));
  const places = [...cities.split('/'), ...regions].map((place): Mention => {
    const start = written.indexOf(place);
    return { type: 'place', name: toNameCase(place.trim()), start, end: start + place.length };
  });
  return { places, end: whole.length };
}

function isOfCalendar(part: string): boolean {
  return part.split(' ').some((word) => CALENDAR.test(word));
}

/** NEW YORK -> New York; what has small letters already, and UK, stays. */
function toNameCase(place: string): string {
  if (place.length < 4 || place !== place.toUpperCase()) return place;
  return place.toLowerCase().replace(/(?<![\p{L}\p{M}'’])\p{Ll}/gu, (letter) => letter.toUpperCase());
}
