/** Which of two texts comes first by code unit, for sorting: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
