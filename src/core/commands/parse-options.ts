import type { ArgumentDescription } from './command.js';

/** A word, or several within quotation marks: `topic:"aid convoys"`. */
const WORD = /(?:"[^"]*"|“[^”]*”|[^\s"“]|["“])+/gu;
/** `--name`, `--name=value`. Telephones make one dash of two. */
const DASHED = /^(?:--|—|–)([a-z]+)(?:=(.*))?$/isu;
const NAMED = /^([a-z]+):(.*)$/isu;

/**
 * The arguments of a subcommand as they are typed in a chat: `https://post.example/rss excerpt:400 --embargo 2h`. Words
 * that belong to no option are the values of the positional arguments, or of the first one. An option that does not exist is among what comes back, so
 * that the command's schema refuses it by its name.
 *
 * @returns undefined for words that no argument takes
 */
export function parseOptions(
  text: string,
  described: readonly ArgumentDescription[],
): Readonly<Record<string, unknown>> | undefined {
  const values: Record<string, unknown> = {};
  const plain: string[] = [];
  const words = [...(text.match(WORD) ?? [])];
  const find = (name: string) => described.find((argument) => argument.name === name.toLowerCase());
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [, dashed, given] = DASHED.exec(word) ?? [];
    const [, named = '', value = ''] = NAMED.exec(word) ?? [];
    const argument = find(dashed ?? named);
    if (dashed !== undefined && argument?.type === 'switch') values[argument.name] = true;
    else if (dashed !== undefined) values[argument?.name ?? dashed] = unquote(given ?? words.shift() ?? '');
    else if (argument !== undefined) values[argument.name] = toValue(argument, unquote(value));
    else plain.push(unquote(word));
  }
  return plain.length === 0 ? values : placeWords(plain, described, values);
}

/** The words without a name are the values of the positional arguments in their order, or else all are of the first one. */
function placeWords(
  plain: readonly string[],
  described: readonly ArgumentDescription[],
  named: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | undefined {
  const places = described.filter(({ name, isPositional }) => isPositional === true && named[name] === undefined);
  const last = places.at(-1);
  if (last !== undefined) {
    // What is too much belongs to the last one: New York has two words, and what makes no sense is refused there.
    const words = [...plain.slice(0, places.length - 1), plain.slice(places.length - 1).join(' ')];
    return {
      ...named,
      ...Object.fromEntries(words.flatMap((word, at) => (word === '' ? [] : [[places[at]?.name ?? last.name, word]]))),
    };
  }
  const [first] = described;
  return first === undefined || first.isPositional === true ? undefined : { [first.name]: plain.join(' '), ...named };
}

/** A switch is written `quiet:yes` or `quiet:no` where it has no dashes. */
function toValue({ type }: ArgumentDescription, value: string): unknown {
  if (type !== 'switch') return value;
  if (/^(?:yes|true|on)$/i.test(value)) return true;
  return /^(?:no|false|off)$/i.test(value) ? false : value;
}

function unquote(word: string): string {
  return word.replace(/["“”]/gu, '');
}
