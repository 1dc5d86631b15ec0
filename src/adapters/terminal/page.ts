import type { ArticleMention } from '../../core/reply.js';
import { toDayText, toPeriodText } from '../../core/wording.js';
import { toSafeText } from './safe-text.js';
import { createStyle, type Style } from './style.js';
import { wrapText } from './wrap.js';

/** How a reply is laid out. */
export interface RenderOptions {
  /** Columns of the terminal. Text is kept between 20 and 100 of them, where lines still read well. */
  readonly width: number;
  /** Whether escape sequences for colour may be written. */
  readonly color: boolean;
  /** How to have exactly what was typed looked for, without spelling correction; default `use --exact`. */
  readonly exactHint?: string;
}

const MIN_COLUMNS = 20;
const MAX_COLUMNS = 100;

/** What the parts of one reply are laid out with. */
export interface Page {
  readonly style: Style;
  readonly exactHint: string;
  /** Outside text, made safe and wrapped; the other lines are indented as deep as the first. */
  lines(text: string, first?: string, rest?: string): string[];
}

/** A page as wide as the options allow. */
export function createPage(options: RenderOptions): Page {
  const columns = Math.min(MAX_COLUMNS, Math.max(MIN_COLUMNS, Math.floor(options.width)));
  return {
    style: createStyle(options.color),
    exactHint: options.exactHint ?? 'use --exact',
    lines: (text, first, rest) => wrapText(toSafeText(text), columns, first, rest),
  };
}

/** Publisher and day of an article, as far as they are known: `Harbour Post, 7 October 2023`. */
export function toOrigin(article: { readonly publisher?: string; readonly published?: string }): string {
  const day = article.published === undefined ? 'undated' : toDayText(article.published);
  return article.publisher === undefined ? day : `${article.publisher}, ${day}`;
}

/** `article ID`, which is never broken before the id: it is what the command `article` takes. */
export function toArticleText(id: string): string {
  return `article\u00a0${id}`;
}

/** What a corpus holds, as one sentence. */
export function toRangeText(range: {
  readonly articles: number;
  readonly publishers: number;
  readonly from?: string;
  readonly to?: string;
}): string {
  if (range.articles === 0) return 'The corpus holds no articles.';
  const articles = range.articles === 1 ? '1 article' : `${range.articles} articles`;
  const publishers =
    range.publishers === 0 ? '' : ` from ${range.publishers === 1 ? '1 publisher' : `${range.publishers} publishers`}`;
  const period = range.from === undefined || range.to === undefined ? '' : `, ${toPeriodText(range.from, range.to)}`;
  return `The corpus holds ${articles}${publishers}${period}.`;
}

/** One line or two for each article: title, then origin and id. */
export function renderMentions(mentions: readonly ArticleMention[], page: Page): string[] {
  return mentions.flatMap((mention) => [
    ...page.lines(mention.title, '  - '),
    ...page.lines(`${toOrigin(mention)}, ${toArticleText(mention.article)}`, '    ').map(page.style.dim),
  ]);
}

/** Blocks of lines with an empty line between them; empty blocks vanish. */
export function joinBlocks(blocks: readonly (readonly string[])[]): string[] {
  return blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? [...block] : ['', ...block]));
}
