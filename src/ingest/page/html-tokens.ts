/** A piece of HTML, `[start, end)` in the text it was read from. */
export interface HtmlToken {
  /** `raw` is what stands inside a script or another element whose content is no HTML. */
  readonly kind: 'text' | 'open' | 'close' | 'raw';
  /** Of the element, in small letters; empty for text. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const KNOWN = new Set(
  `a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button
  canvas caption center cite code col colgroup command content data datalist dd del details dfn dialog dir div dl dt element em
  embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image
  img input ins kbd keygen label legend li link listing main map mark marquee math menu menuitem meta meter nav nobr noembed
  noframes noscript object ol optgroup option output p param path picture plaintext pre progress q rb rp rt rtc ruby s samp
  script search section select slot small source span strike strong style sub summary sup svg table tbody td template textarea
  tfoot th thead time title tr track tt u ul var video wbr xmp`.split(/\s+/),
);
const RAW = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes', 'plaintext']);
const TAG = /<(\/?)([a-z][^\s/>]{0,60})(?=[\s/>]|$)/iy;

/**
 * Splits HTML into tags and text, in one pass from start to end: the time grows with the length, whatever the text. Comments
 * are left out. A `<` that starts no tag is text.
 */
export function* readHtmlTokens(html: string): Generator<HtmlToken> {
  const findTagEnd = createTagEndFinder(html);
  let closed: ReadonlySet<string> | undefined;
  let textStart = 0;
  let position = html.indexOf('<');
  while (position >= 0) {
    const skipped = skipDeclaration(html, position);
    if (skipped !== undefined) {
      if (position > textStart) yield { kind: 'text', name: '', start: textStart, end: position };
      textStart = skipped;
      position = html.indexOf('<', skipped);
      continue;
    }
    TAG.lastIndex = position;
    const [whole = '', slash = '', written = ''] = TAG.exec(html) ?? [];
    const name = written.toLowerCase();
    closed ??= whole === '' || KNOWN.has(name) ? undefined : findClosed(html);
    if (whole === '' || !(KNOWN.has(name) || /^[a-z][a-z0-9]*[:-][\w.:-]*$/.test(name) || closed?.has(name))) {
      position = html.indexOf('<', position + 1);
      continue;
    }
    if (position > textStart) yield { kind: 'text', name: '', start: textStart, end: position };
    const end = findTagEnd(position + whole.length);
    yield { kind: slash === '' ? 'open' : 'close', name, start: position, end };
    textStart = end;
    if (slash === '' && RAW.has(name) && !html.startsWith('/>', end - 2)) {
      const pattern = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
      pattern.lastIndex = end;
      const close = pattern.exec(html)?.index ?? html.length;
      if (close > end) yield { kind: 'raw', name, start: end, end: close };
      textStart = close;
    }
    position = html.indexOf('<', textStart);
  }
  if (html.length > textStart) yield { kind: 'text', name: '', start: textStart, end: html.length };
}

/** Where a comment, a declaration or a section of unread characters ends; undefined when none starts here. */
function skipDeclaration(html: string, start: number): number | undefined {
  if (html.startsWith('<!--', start)) return endOf(html, '-->', start + 2);
  return /^<[!?][\w[]/.test(html.slice(start, start + 3)) ? endOf(html, '>', start) : undefined;
}

function endOf(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}

/** Names that a text closes: `<subhead>` is a tag when there is a `</subhead>`. */
function findClosed(html: string): ReadonlySet<string> {
  return new Set(Array.from(html.matchAll(/<\/([a-z][\w.-]{0,60})/gi), ([, name = '']) => name.toLowerCase()));
}

const MARKS: ReadonlySet<number> = new Set(Array.from('"\'>', (mark) => mark.charCodeAt(0)));

/** Finds where a tag ends; a `>` inside a quoted value does not end it. What was once looked for in vain is not again. */
function createTagEndFinder(html: string): (from: number) => number {
  const isMissing = { '"': false, "'": false };
  return (from) => {
    let position = from;
    for (;;) {
      while (position < html.length && !MARKS.has(html.charCodeAt(position))) position += 1;
      const mark = html[position];
      if (mark !== '"' && mark !== "'") return Math.min(position + 1, html.length);
      // A quotation mark opens a value after an equals sign only.
      const isValue = /=\s*$/.test(html.slice(Math.max(from, position - 8), position));
      const close = isValue && !isMissing[mark] ? html.indexOf(mark, position + 1) : -1;
      if (isValue && close < 0) isMissing[mark] = true;
      position = close < 0 ? position + 1 : close + 1;
    }
  };
}
