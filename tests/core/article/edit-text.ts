import { createRandom } from '../../../src/lib/random.js';

/** Ways in which an editor changes a text of an agency. */
const EDITS = ['replace', 'delete', 'insert', 'swap'] as const;

/**
 * Changes a share of the words of a text, each by one of `EDITS` at random: another word of the same text in its place,
 * none, one more in front of it, or the next one before it. Paragraphs stay.
 *
 * @param share  of the words, 0 to 1
 * @param random  as `createRandom` makes it
 */
export function editWords(text: string, share: number, random: () => number): string {
  const words = text.split(/(?<=\s)/u);
  const pick = (): string => words[Math.floor(random() * words.length)]?.trim() ?? '';
  const edited: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = words[at + 1];
    const edit = random() < share ? EDITS[Math.floor(random() * EDITS.length)] : undefined;
    if (edit === 'replace') edited.push(word.replace(/\S+/u, pick));
    else if (edit === 'insert') edited.push(`${pick()} `, word);
    else if (edit === 'swap' && next !== undefined) {
      edited.push(`${next.trimEnd()} `, word);
      at += 1;
    } else if (edit !== 'delete') edited.push(word);
  }
  return edited.join('');
}

/**
 * The beginning of a text, cut behind the paragraph with which at least this share of its words is reached, or inside a
 * paragraph when the text has too few of them.
 *
 * @param share  of the words, 0 to 1
 */
export function cutText(text: string, share: number): string {
  const words = text.split(/(?<=\s)/u);
  return words
    .slice(0, Math.ceil(words.length * share))
    .join('')
    .trimEnd();
}

/** The seed of a text's edits: the same text is always edited in the same way. */
function seedOf(text: string): number {
  return [...text].reduce((seed, letter) => (Math.imul(seed, 31) + letter.charCodeAt(0)) | 0, 7);
}

/** Every kind of copy that is measured, by name. `lead` is a sentence of the copy's own. */
export const COPY_KINDS: Readonly<Record<string, (body: string, lead: string) => string>> = {
  verbatim: (body) => body,
  'edit-2': (body) => edited(body, 0.02),
  'edit-5': (body) => edited(body, 0.05),
  'edit-10': (body) => edited(body, 0.1),
  'edit-20': (body) => edited(body, 0.2),
  'cut-60': (body) => cutText(body, 0.6),
  'cut-40': (body) => cutText(body, 0.4),
  lead: (body, lead) => `${lead}\n\n${body}`,
  'lead, cut-60': (body, lead) => `${lead}\n\n${cutText(body, 0.6)}`,
  'edit-10, cut-60': (body) => edited(cutText(body, 0.6), 0.1),
  'edit-20, cut-60': (body) => edited(cutText(body, 0.6), 0.2),
};

function edited(body: string, share: number): string {
  return editWords(body, share, createRandom(seedOf(body) + share * 1000));
}
