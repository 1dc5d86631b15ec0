const QUESTION_WORD =
  '(?:who|whom|whose|what|when|where|why|which|how|by how|in which|in what|to whom|from whom|with whom|at what|on what|did|does|was|were|is|are)';
const SEPARATOR = new RegExp(
  `(?:,|;)?\\s+and\\s+(?=${QUESTION_WORD}\\b)|[?;]\\s+(?=(?:and\\s+)?${QUESTION_WORD}\\b)`,
  'iu',
);
const ASKS = new RegExp(`\\b${QUESTION_WORD}\\b`, 'iu');

/**
 * The parts of a question that asks two things: "What flag did the ship sail under and who had chartered it?"
 *
 * @returns two parts, the second one to be read as a follow-up of the first; one for an ordinary question
 */
export function splitQuestion(text: string): readonly [string] | readonly [string, string] {
  const match = SEPARATOR.exec(text);
  if (match === null) return [text];
  const first = text.slice(0, match.index).trim();
  const second = text.slice(match.index + match[0].length).trim();
  return ASKS.test(first) && second !== '' ? [first, second] : [text];
}
