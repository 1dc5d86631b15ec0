import { type HtmlToken, readHtmlTokens } from './html-tokens.js';

/** Longest page that is read, in characters; the rest is cut off. */
export const MAX_PAGE_CHARS = 5 * 1024 * 1024;

/** Deeper than any real page; finding the main text takes time with the square of the depth. */
const MAX_DEPTH = 80;
/** Three times as many as the largest real pages have. */
const MAX_ELEMENTS = 20_000;
/** Longer tags hold pictures or data, and are kept without their attributes. */
const MAX_TAG_CHARS = 4000;

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const WITHOUT_TEXT = new Set(
  'script style noscript iframe svg canvas template object embed video audio select textarea noembed noframes map link input'.split(
    ' ',
  ),
);
/** They change how letters look, and without attributes nothing that a reader of the text needs. */
const LOOKS = new Set('b strong i em u span font small big tt center bdo bdi'.split(' '));
/** A new one ends the one before. */
const SELF_ENDING = new Set('p li dt dd tr td th option thead tbody tfoot'.split(' '));

/**
 * HTML that is safe to build a tree of: without comments, scripts, styles and embedded things, not too long, not too deep,
 * not too many elements, every tag closed where it was opened. No text is lost but what is cut off at the end.
 */
export function trimHtml(html: string): string {
  const source = html.slice(0, MAX_PAGE_CHARS);
  const parts: string[] = [];
  const open: string[] = [];
  const close = (at: number) => {
    for (const name of open.splice(at).reverse()) parts.push(`</${name}>`);
  };
  let omitted: { readonly name: string; depth: number } | undefined;
  let elements = 0;
  for (const token of readHtmlTokens(source)) {
    const { kind, name, start, end } = token;
    if (omitted !== undefined) {
      if (name !== omitted.name) continue;
      if (kind === 'open' && !isEmptyTag(token, source)) omitted.depth += 1;
      if (kind === 'close') omitted.depth -= 1;
      if (omitted.depth === 0) omitted = undefined;
    } else if (kind === 'text' || (kind === 'raw' && name === 'title')) parts.push(source.slice(start, end));
    else if (kind === 'open' && WITHOUT_TEXT.has(name)) {
      if (!VOID.has(name) && !isEmptyTag(token, source)) omitted = { name, depth: 1 };
    } else if (LOOKS.has(name) && (kind === 'close' || end - start === name.length + 2)) {
      const at = kind === 'close' ? open.lastIndexOf(name) : -1;
      if (at >= 0) close(at);
    } else if (kind === 'open') {
      elements += 1;
      if (elements > MAX_ELEMENTS) break;
      if (SELF_ENDING.has(name) && open.at(-1) === name) {
        open.pop();
        parts.push(`</${name}>`);
      }
      if (open.length >= MAX_DEPTH) parts.push(' ');
      else {
        parts.push(end - start > MAX_TAG_CHARS ? `<${name}>` : source.slice(start, end));
        if (!VOID.has(name)) open.push(name);
      }
    } else if (kind === 'close') {
      const at = open.lastIndexOf(name);
      // An end without a start is passed over; one that closes others too closes them in order.
      if (at < 0) parts.push(' ');
      else close(at);
    }
  }
  close(0);
  return parts.join('');
}

function isEmptyTag({ end }: HtmlToken, source: string): boolean {
  return source.startsWith('/>', end - 2);
}
