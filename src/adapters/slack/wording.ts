import { toLocalTime } from '../../core/digest/zone.js';
import * as wording from '../../core/wording.js';
import { toLine } from './text.js';

// The shared words, with what came from articles and people made one harmless line each.

/** As `toOrigin` of the core. */
export const toOrigin = (article: Parameters<typeof wording.toOrigin>[0]): string => wording.toOrigin(article, toLine);

/** As `toSourcesText` of the core. */
export const toSourcesText = (citation: Parameters<typeof wording.toSourcesText>[0]): string =>
  wording.toSourcesText(citation, toLine);

/** As `toNotes` of the core. */
export const toNotes = (understood: Parameters<typeof wording.toNotes>[0]): string[] =>
  wording.toNotes(understood, toLine);

/** As `toCertaintyText` of the core. */
export const toCertaintyText = (answer: Parameters<typeof wording.toCertaintyText>[0]): string =>
  wording.toCertaintyText(answer, toLine);

/**
 * An ISO instant in the local time of a zone.
 *
 * @returns the text unchanged when it is none
 * @example toZonedText('2023-10-21T06:00:00.000Z', 'Europe/Paris') // '21 October 2023, 08:00'
 */
export function toZonedText(instant: string, zone: string): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return toLine(instant);
  const { day, hour, minute } = toLocalTime(zone, at);
  return `${wording.toDayText(day)}, ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
