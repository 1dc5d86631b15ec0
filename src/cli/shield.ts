// No argument of a process can hold this character, so a marked word is never mistaken for an unmarked one.
const MARK = '\0';

/** The word of a command line that names the command: the first that is neither an option nor `--corpus`'s value. */
export function findCommandIndex(words: readonly string[]): number {
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === '--') return -1;
    if (word === '--corpus') index++;
    else if (!word.startsWith('-')) return index;
  }
  return -1;
}

/**
 * Hides words of a question that look like short options but exclude a word (`-hamas`, `-5`) from the option parser, which
 * would read `-hamas` as `-h` with more letters. `-h` itself, `--words` and what stands after `--` stay as they are.
 */
export function shieldWords(words: readonly string[]): string[] {
  const end = words.indexOf('--');
  return words.map((word, index) => ((end === -1 || index < end) && isOperator(word) ? MARK + word : word));
}

/**
 * Words as one text. A shell takes quotation marks away: a value with a space in it (`publisher:"Quay Courier"`) gets them
 * back, unless the whole text came as one word and has its own.
 */
export function joinWords(words: readonly string[]): string {
  if (words.length === 1) return words.join('');
  return words.map((word) => word.replace(/^(publisher|topic|place|person):([^"]*\s[^"]*)$/i, '$1:"$2"')).join(' ');
}

/** A word as it was typed. */
export function restoreWord(word: string): string {
  return word.startsWith(MARK) ? word.slice(MARK.length) : word;
}

function isOperator(word: string): boolean {
  if (!word.startsWith('-') || word === '-' || word === '-h') return false;
  // A whole question may come as one argument that begins with dashes; an option's name holds no space.
  return !word.startsWith('--') || /\s/.test(word.split('=', 1)[0] ?? '');
}
