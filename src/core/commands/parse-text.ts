import type { Command } from './command.js';

/** A typed text as a command with its arguments. */
export interface ParsedText {
  readonly command: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** Words that are a command only when they stand alone. */
const ALONE: ReadonlySet<string> = new Set(['status', 'help', 'forget']);

/**
 * Reads what somebody typed where there are no slash commands. `search` and its like are commands when text follows
 * that does not end in a question mark, `article` when the rest is one known id, `status` and `help` alone; `ask` or a
 * leading `?` forces a question; all else is a question.
 *
 * @param isKnownArticle  whether an article of that id can be shown
 */
export function parseText(
  text: string,
  catalogue: readonly Command[],
  isKnownArticle: (id: string) => boolean,
): ParsedText {
  const line = text.trim();
  if (line.startsWith('?')) return question(line.slice(1));
  const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/u.exec(line) ?? [];
  const name = word.toLowerCase();
  if (name === 'ask' && rest !== '') return question(rest);
  const command = catalogue.find((known) => known.name === name);
  if (command === undefined) return question(line);
  if (ALONE.has(name)) return rest === '' ? { command: name, arguments: {} } : question(line);
  if (name === 'article') return isKnownArticle(rest) ? { command: name, arguments: { id: rest } } : question(line);
  const main = command.arguments.find(({ type, isRequired }) => type === 'text' && isRequired === true);
  if (main === undefined || rest === '' || rest.endsWith('?')) return question(line);
  return { command: name, arguments: { [main.name]: rest } };
}

function question(text: string): ParsedText {
  return { command: 'ask', arguments: { question: text.trim() } };
}
