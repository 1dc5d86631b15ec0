import { Readability } from '@mozilla/readability';
// Without the memory for children, finding the main text takes time with the square of the elements.
import { parseHTML } from 'linkedom/cached';
import { toParagraphs } from './to-paragraphs.js';
import { trimHtml } from './trim-html.js';

/** The main text of a page. */
export interface MainText {
  /** Paragraphs parted by a blank line; empty when the page has no text that reads like one. */
  readonly text: string;
  /** A line that names the author. */
  readonly byline?: string;
}

const NOTHING: MainText = { text: '' };

/** Finds the main text of a page among its menus, teasers and footers. Never fails, and takes bounded time. */
export function findMainText(html: string): MainText {
  const trimmed = trimHtml(html);
  const whole = /<body[\s>]/i.test(trimmed) ? trimmed : `<html><head></head><body>${trimmed}</body></html>`;
  try {
    const { document } = parseHTML(whole);
    // What the page says of itself is read elsewhere, and is never taken from the text.
    const found = new Readability(document, { disableJSONLD: true }).parse();
    if (found === null) return NOTHING;
    const byline = found.byline ?? undefined;
    return { text: toParagraphs(found.content ?? ''), ...(byline !== undefined && { byline }) };
  } catch {
    // A page that cannot be read as a tree holds no article; the caller says so.
    return NOTHING;
  }
}
