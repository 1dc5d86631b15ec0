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
