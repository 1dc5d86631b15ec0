/** Where an item stands in the text of a feed, `[start, end)`. */
export interface ItemSpan {
  readonly start: number;
  readonly end: number;
  /** It has an end tag of its own. */
  readonly isClosed: boolean;
}

const MARK = /<!\[CDATA\[|<!--|<(\/?)(?:[\w.-]+:)?(?:item|entry)(?=[\s>])/gi;

/** Finds the first items of a feed without reading its XML, so that one which is broken does not hide the others. */
export function findItemSpans(xml: string, maxItems: number): ItemSpan[] {
  const spans: ItemSpan[] = [];
  let start: number | undefined;
  MARK.lastIndex = 0;
  for (let match = MARK.exec(xml); match !== null && spans.length < maxItems; match = MARK.exec(xml)) {
    const [whole, slash] = match;
    if (slash === undefined) {
      const close = xml.indexOf(whole === '<!--' ? '-->' : ']]>', MARK.lastIndex);
      if (close < 0) break;
      MARK.lastIndex = close;
      continue;
    }
    if (slash === '') {
      if (start !== undefined && spans.length < maxItems) spans.push({ start, end: match.index, isClosed: false });
      start = match.index;
    } else if (start !== undefined) {
      const close = xml.indexOf('>', MARK.lastIndex);
      const end = close < 0 ? xml.length : close + 1;
      spans.push({ start, end, isClosed: close >= 0 });
      start = undefined;
    }
  }
  if (start !== undefined && spans.length < maxItems) spans.push({ start, end: xml.length, isClosed: false });
  return spans;
}
