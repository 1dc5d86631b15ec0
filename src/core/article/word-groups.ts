/**
 * A table from lines of words: each word goes to the first of its line, and the first to itself.
 *
 * @param lines  folded words parted by spaces, a group a line
 */
export function toWordTable(lines: string): ReadonlyMap<string, string> {
  return new Map(
    lines
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [main = '', ...forms] = line.trim().split(' ');
        return [main, ...forms].map((form) => [form, main] as const);
      }),
  );
}
