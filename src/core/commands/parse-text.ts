import type { Command } from './command.js';
import { parseOptions } from './parse-options.js';

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
 * leading `?` forces a question; a command with subcommands is one before one of them; all else is a question.
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
  if (command.subcommands !== undefined) return parseSubcommand(command, rest) ?? question(line);
  if (ALONE.has(name)) return rest === '' ? { command: name, arguments: {} } : question(line);
  if (name === 'article') return isKnownArticle(rest) ? { command: name, arguments: { id: rest } } : question(line);
  const main = command.arguments.find(({ type, isRequired }) => type === 'text' && isRequired === true);
  if (main === undefined || rest === '' || rest.endsWith('?')) return question(line);
  return { command: name, arguments: { [main.name]: rest } };
}

/** @returns undefined when it reads as a question: `feed prices`, `feed list of the port`, `feed add what?` */
function parseSubcommand({ name, subcommands = [] }: Command, text: string): ParsedText | undefined {
  const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/u.exec(text) ?? [];
  const subcommand = subcommands.find((one) => one.name === word.toLowerCase());
  if (subcommand === undefined || rest.endsWith('?')) return undefined;
  const args = parseOptions(rest, subcommand.arguments);
  return args && { command: `${name} ${subcommand.name}`, arguments: args };
}

function question(text: string): ParsedText {
  return { command: 'ask', arguments: { question: text.trim() } };
}
