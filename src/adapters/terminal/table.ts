import { padLeft, padRight, textWidth } from './width.js';

/**
 * Rows set in columns, two spaces apart.
 *
 * @param rows  of safe text without escape sequences; all of one length
 * @param numeric  indexes of the columns that are set flush right
 * @returns one line a row, without trailing spaces
 */
export function alignTable(rows: readonly (readonly string[])[], numeric: readonly number[] = []): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, textWidth(cell));
  }
  return rows.map((row) =>
    row
      .map((cell, column) => (numeric.includes(column) ? padLeft : padRight)(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
