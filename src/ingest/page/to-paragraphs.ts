import { cleanText } from './clean-text.js';
import { decodeEntities } from './html-entities.js';
import { type HtmlToken, readHtmlTokens } from './html-tokens.js';

/** Elements whose text is no part of a text: controls, embedded things, what is struck out, and reading aids. */
const LEFT_OUT = new Set(
  `applet aside audio button canvas datalist del dialog embed footer form head iframe label legend map nav noembed noframes
  noscript object option picture progress rp rt s script select strike style svg template textarea title video`.split(
    /\s+/,
  ),
);
/** Elements that stand alone and never have an end. */
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const BLOCKS = new Set(
  `address article blockquote body caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header
  hgroup hr html main p pre search section summary table tbody tfoot thead`.split(/\s+/),
);
const LISTS = new Set(['ul', 'ol', 'menu', 'dir']);
const CELLS = new Set(['td', 'th']);
const HAS_BLOCK = new RegExp(`<(?:${[...BLOCKS, ...LISTS, 'li', 'tr'].join('|')})[\\s/>]`, 'i');
const HAS_TAG = /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>/i;
const ESCAPED_TAG =
  /&lt;\/?(?:p|br|div|a|b|i|em|strong|span|ul|ol|li|img|h[1-6]|blockquote|figure|table|font)(?:\s(?:(?!&lt;)[^<>]){0,200}?)?\/?&gt;/i;
const HIDDEN = /\shidden(?=[\s=>/])|display\s*:\s*none/i;
/** Boxes that content systems append to a text. */
const JUNK =
  /\s(?:class|id)\s*=\s*["'][^"']*(?:sharedaddy|jp-relatedposts|addtoany|share-?buttons|social-?share|related-?(?:posts|articles|stories)|newsletter-?(?:sign|box|form|widget)|mc4wp|adsbygoogle|advertisement|wp-block-buttons|print-?only|screen-reader|sr-only|visually-?hidden)/i;
/** Scripts that are written without spaces. */
const CHINESE_END = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。、；：？！」』）]$/u;
const CHINESE_START = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}「『（]/u;
const LIST_LINE = /^(?:[-*•–▪●◦]|\d{1,3}[.)])\s/;

/**
 * The text of HTML, or of plain text, as paragraphs parted by one blank line. Block elements and two line breaks part
 * paragraphs; the items of a list are lines of one paragraph, each after `- `; a row of a table is a paragraph. References
 * are decoded once, and HTML that was escaped as a whole is read as HTML. Nothing is added but the marks of list items.
 *
 * @param html  any text; the time grows with its length
 * @returns empty when there is no text
 */
export function toParagraphs(html: string): string {
  const source = unescapeWhole(html);
  const page = new PageText();
  // A text without blocks has its paragraphs parted by blank lines.
  const isPlain = !HAS_BLOCK.test(source);
  let omitted: { readonly name: string; depth: number } | undefined;
  for (const token of readHtmlTokens(source)) {
    if (omitted !== undefined) {
      if (token.name !== omitted.name) continue;
      if (token.kind === 'open') omitted.depth += 1;
      if (token.kind === 'close') omitted.depth -= 1;
      if (omitted.depth === 0) omitted = undefined;
      continue;
    }
    if (token.kind === 'raw') continue;
    if (token.kind === 'text') {
      const text = source.slice(token.start, token.end);
      if (isPlain || page.isPreformatted) page.addLines(decodeEntities(text));
      else page.add(decodeEntities(text));
    } else if (isLeftOut(token, source)) omitted = { name: token.name, depth: 1 };
    else page.take(token);
  }
  return page.toText();
}

/** The text of HTML, or of plain text, in one line, as a title needs it; empty when there is none. */
export function toPlainLine(html: string): string {
  return toParagraphs(html)
    .replace(/\n+(?:- )?/g, ' ')
    .replace(/^- /, '')
    .trim();
}

function unescapeWhole(html: string): string {
  let text = html.replace(/<!\[CDATA\[|\]\]>/g, '');
  for (let times = 0; times < 2 && !HAS_TAG.test(text) && ESCAPED_TAG.test(text); times += 1) {
    text = text.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => UNESCAPED[name] ?? '');
  }
  return text;
}

const UNESCAPED: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

function isLeftOut({ kind, name, start, end }: HtmlToken, source: string): boolean {
  if (kind !== 'open' || VOID.has(name) || source.startsWith('/>', end - 2)) return false;
  if (LEFT_OUT.has(name)) return true;
  // Longer than any real one; a tag is searched once.
  if (end - start < name.length + 8 || end - start > 2000) return false;
  const tag = source.slice(start, end);
  return HIDDEN.test(tag.replace(/class\s*=\s*(?:"[^"]*"|'[^']*')/i, '')) || (name !== 'body' && JUNK.test(tag));
}

/** Collects the text of a page, line by line. */
class PageText {
  readonly #paragraphs: string[] = [];
  #lines: string[] = [];
  #line: string[] = [];
  #listDepth = 0;
  #preformattedDepth = 0;

  get isPreformatted(): boolean {
    return this.#preformattedDepth > 0;
  }

  add(text: string): void {
    this.#line.push(text.replace(/[\s\u0085]+/g, ' '));
  }

  /** Text in which blank lines part paragraphs. */
  addLines(text: string): void {
    for (const [index, paragraph] of text.split(/\r?\n[^\S\n]*\r?\n\s*|\u2029/).entries()) {
      if (index > 0) this.#part();
      for (const [lineIndex, line] of paragraph.split(/\r\n?|\n|\u2028/).entries()) {
        if (lineIndex > 0) this.#endLine();
        this.add(line);
      }
    }
  }

  take({ kind, name }: HtmlToken): void {
    const isOpen = kind === 'open';
    if (name === 'br') this.#break();
    else if (LISTS.has(name)) {
      if (this.#listDepth === 0) this.#endParagraph();
      else this.#endLine();
      this.#listDepth = Math.max(0, this.#listDepth + (isOpen ? 1 : -1));
      if (this.#listDepth === 0) this.#endParagraph();
    } else if (name === 'li') {
      if (this.#listDepth === 0 && isOpen) this.#endLine();
      if (this.#listDepth > 0) this.#endLine();
      if (isOpen) this.#line.push('- ');
    } else if (CELLS.has(name)) this.#line.push(' ');
    else if (name === 'tr') this.#part();
    else if (BLOCKS.has(name)) {
      this.#part();
      if (name === 'pre') this.#preformattedDepth = Math.max(0, this.#preformattedDepth + (isOpen ? 1 : -1));
    }
  }

  toText(): string {
    this.#endParagraph();
    return this.#paragraphs.join('\n\n');
  }

  /** An item of a list is one line, whatever stands in it. */
  #part(): void {
    if (this.#listDepth > 0) this.#line.push(' ');
    else this.#endParagraph();
  }

  #break(): void {
    if (this.#listDepth > 0) {
      this.#line.push(' ');
      return;
    }
    // The second break in a row finds an empty line.
    if (this.#line.join('').trim() === '' && this.#lines.length > 0) this.#endParagraph();
    else this.#endLine();
  }

  #endLine(): void {
    const line = cleanText(this.#line.join(''))
      .replace(/ {2,}|\n/g, ' ')
      .trim();
    this.#line = [];
    if (line !== '' && line !== '-') this.#lines.push(line);
  }

  #endParagraph(): void {
    this.#endLine();
    // Only the items of a list keep their lines: a line end in a running text is none of its own.
    const text = this.#lines.reduce((joined, line) => {
      if (joined === '') return line;
      if (CHINESE_END.test(joined) && CHINESE_START.test(line)) return joined + line;
      return `${joined}${LIST_LINE.test(line) ? '\n' : ' '}${line}`;
    }, '');
    this.#lines = [];
    if (text !== '') this.#paragraphs.push(text);
  }
}
