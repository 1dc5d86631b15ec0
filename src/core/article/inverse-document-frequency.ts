/**
 * How much a word tells articles apart: `ln(1 + (N - df + 0.5) / (df + 0.5))`, as in Okapi BM25 (Robertson and Zaragoza
 * 2009), never negative.
 *
 * @param frequency  articles that have the word, 0 to `articles`
 * @param articles  how many there are
 */
export function inverseDocumentFrequency(frequency: number, articles: number): number {
  return Math.log(1 + (articles - frequency + 0.5) / (frequency + 0.5));
}
