/** A line of input, counted from 1. `text` is absent when the line was longer than allowed. */
export interface InputLine {
  readonly number: number;
  readonly text?: string;
}

/**
 * Splits a stream of text into lines as it arrives. A line that is too long is dropped while it is read, so that it never
 * fills the memory. The empty rest after the last line break is no line.
 *
 * @param maxChars  the longest line, in UTF-16 code units
 */
export async function* splitLines(chunks: AsyncIterable<string>, maxChars: number): AsyncGenerator<InputLine> {
  let rest = '';
  let isTooLong = false;
  let number = 0;
  const toLine = (text: string): InputLine => {
    number++;
    if (isTooLong || text.length > maxChars) {
      isTooLong = false;
      return { number };
    }
    const unmarked = number === 1 && text.startsWith('\ufeff') ? text.slice(1) : text;
    return { number, text: unmarked.endsWith('\r') ? unmarked.slice(0, -1) : unmarked };
  };
  for await (const chunk of chunks) {
    const lines = chunk.split('\n');
    const last = lines.pop() ?? '';
    for (const line of lines) {
      yield toLine(rest + line);
      rest = '';
    }
    rest += last;
    if (rest.length > maxChars) {
      isTooLong = true;
      rest = '';
    }
  }
  if (rest !== '' || isTooLong) yield toLine(rest);
}
