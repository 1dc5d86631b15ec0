import { inverseDocumentFrequency } from '../article/inverse-document-frequency.js';
import { type Token, termOfWord } from '../article/tokens.js';
import type { Library } from '../library.js';
import { formsOf } from './forms.js';
import type { Alternative, AskedName, Slot } from './question.js';
import { phraseSynonyms, synonymsOf } from './synonyms.js';

const WEIGHTS = { alias: 1, part: 0.9, metonym: 0.6, synonym: 0.55, spelling: 0.9 } as const;
/** Words that frame a question and that its answer seldom repeats. */
const FRAME: ReadonlySet<string> = new Set(
  'accord say tell name number figur total happen date day time hour year month week kind sort type exact exactli question answer report sourc reason caus call describ go'.split(
    ' ',
  ),
);
const FRAME_IMPORTANCE = 0.35;
/** Words that choose among answers or ask for anything at all ("latest", "what happened"): they stand in none. */
const WEIGHTLESS: ReadonlySet<string> = new Set(
  'latest newest current currently recent recently today happen happens happened happening news events'.split(' '),
);
const DATE_IMPORTANCE = 0.5;

/** What reading the words of a question gives. */
export interface SlotReading {
  readonly slots: readonly Slot[];
  readonly names: readonly AskedName[];
  readonly corrected: Readonly<Record<string, string>>;
  /** For each token its slot, or -1 for a stop word. */
  readonly slotOf: readonly number[];
}

/** What the reading of slots is told beside the words. */
export interface SlotOptions {
  /** No correction of spelling and no alias: the words as they were typed. */
  readonly isExact: boolean;
  readonly isDate: (token: Token) => boolean;
}

/** Turns the words of a question into slots with everything in the corpus that may stand for them. */
export function readSlots(text: string, tokens: readonly Token[], library: Library, options: SlotOptions): SlotReading {
  const terms = tokens.map((token) => token.term);
  const slots: Slot[] = [];
  const slotOf = tokens.map(() => -1);
  const names: AskedName[] = [];
  const corrected: Record<string, string> = {};

  tokens.forEach((token, at) => {
    if (token.isStop) return;
    const isDate = options.isDate(token);
    const surface = text.slice(token.start, token.end);
    const alternatives = isDate
      ? exactly(token, library)
      : alternativesOf(surface, tokens, at, library, options.isExact);
    const spelling = alternatives.find(({ via }) => via === 'spelling');
    if (spelling !== undefined) corrected[token.folded] = spelling.written;
    slotOf[at] = slots.length;
    slots.push(toSlot(surface, token, alternatives, isDate, library));
  });

  for (let at = 0; at < tokens.length; at += 1) {
    const match = library.gazetteer.matchAt(terms, at);
    if (match === undefined) continue;
    const positions = range(match.first, match.last).flatMap((index) =>
      (slotOf[index] ?? -1) >= 0 ? [slotOf[index] ?? 0] : [],
    );
    if (positions.length > 0) names.push({ name: match.name, type: match.type, slots: positions, isInherited: false });
    for (const position of positions) {
      const slot = slots[position];
      if (slot === undefined) continue;
      const others = options.isExact ? [] : match.variants.flatMap((variant) => toAlternative(variant, library));
      slots[position] = withAlternatives(slot, others, library);
    }
    at = match.last;
  }
  for (const unnamed of capitalizedRuns(text, tokens, slotOf, names)) names.push(unnamed);
  return { slots: withoutDoubles(slots), names, corrected, slotOf };
}

/** Capitalised words that no article lists as a name: asked-for names all the same. */
function capitalizedRuns(
  text: string,
  tokens: readonly Token[],
  slotOf: readonly number[],
  known: readonly AskedName[],
): AskedName[] {
  const taken = new Set(known.flatMap(({ slots }) => slots));
  const runs: AskedName[] = [];
  let run: number[] = [];
  const close = (): void => {
    const slots = run.map((index) => slotOf[index] ?? -1);
    const written = run.map((index) => text.slice(tokens[index]?.start, tokens[index]?.end)).join(' ');
    if (run.length > 0) runs.push({ name: written, type: undefined, slots, isInherited: false });
    run = [];
  };
  tokens.forEach((token, index) => {
    const slot = slotOf[index] ?? -1;
    const isPart = slot >= 0 && !taken.has(slot) && token.isCapitalized && !token.isNumber && index > 0;
    if (isPart && run.length > 0 && run.at(-1) !== index - 1) close();
    if (isPart) run.push(index);
    else close();
  });
  close();
  return runs;
}

function alternativesOf(
  surface: string,
  tokens: readonly Token[],
  at: number,
  library: Library,
  isExact: boolean,
): Alternative[] {
  const token = tokens[at];
  if (token === undefined) return [];
  const own = [...exactly(token, library), ...formsOf(surface, token, library.lexicon)];
  if (isExact) return own;
  const found = [...own];
  for (const part of library.gazetteer.partVariants(token.term)) {
    found.push(...single(part.term, WEIGHTS.part, 'alias', library, part.written));
  }
  for (const [nation, names] of Object.entries(library.aliases.demonyms)) {
    const group = [nation, ...names];
    if (!group.some((name) => name.toLowerCase() === token.folded)) continue;
    const isNation = nation.toLowerCase() === token.folded;
    for (const name of group) {
      const weight = isNation || name === nation ? WEIGHTS.metonym : WEIGHTS.metonym * WEIGHTS.metonym;
      found.push(...single(termOfWord(name.toLowerCase()), weight, 'metonym', library));
    }
  }
  const phrase = phraseSynonyms(
    token.folded,
    tokens.slice(at + 1, at + 4).map(({ folded }) => folded),
  );
  for (const term of [...phrase, ...synonymsOf(token.term)])
    found.push(...single(term, WEIGHTS.synonym, 'synonym', library));
  if (found.length === 0 && !isOfUnknownName(tokens, at, library)) found.push(...correctionsOf(token, library));
  return found.filter(
    (alternative, index) => found.findIndex((other) => other.terms.join() === alternative.terms.join()) === index,
  );
}

/** A name of which the corpus has no part is somebody else's, and no slip of the pen: "Boris Johnson" is not Gabriel Boric. */
function isOfUnknownName(tokens: readonly Token[], at: number, library: Library): boolean {
  if (tokens[at]?.isCapitalized !== true) return false;
  return [tokens[at - 1], tokens[at + 1]].some(
    (near) => near?.isCapitalized === true && !near.isStop && !near.isNumber && !library.vocabulary.has(near.folded),
  );
}

function correctionsOf(token: Token, library: Library): Alternative[] {
  if (token.isNumber || library.vocabulary.has(token.folded)) return [];
  const word = library.vocabulary.nearest(token.folded);
  return word === undefined ? [] : single(termOfWord(word), WEIGHTS.spelling, 'spelling', library, word);
}

function exactly(token: Token, library: Library): Alternative[] {
  return single(token.term, 1, 'word', library, token.folded);
}

function single(
  term: string,
  weight: number,
  via: Alternative['via'],
  library: Library,
  written = term,
): Alternative[] {
  const id = library.lexicon.find(term);
  if (id === undefined || library.lexicon.documentFrequency(term) === 0) return [];
  return [{ terms: [id], weight, via, written }];
}

function toAlternative(variant: { written: string; terms: readonly string[] }, library: Library): Alternative[] {
  const ids = variant.terms.map((term) => library.lexicon.find(term));
  if (ids.some((id) => id === undefined)) return [];
  return [
    {
      terms: ids.flatMap((id) => id ?? []),
      weight: WEIGHTS.alias,
      via: 'alias',
      written: variant.written,
      isWhole: true,
    },
  ];
}

/** A slot of a name with its other spellings, which make a word known that the corpus does not have. */
function withAlternatives(slot: Slot, others: readonly Alternative[], library: Library): Slot {
  const alternatives = [...slot.alternatives, ...others];
  if (!slot.isUnknown || others.length === 0) return { ...slot, isName: true, alternatives };
  const frequencies = others.map(({ terms }) => Math.min(...terms.map((term) => library.lexicon.frequencyOf(term))));
  const weight = inverseDocumentFrequency(Math.max(...frequencies), library.size);
  return { ...slot, isName: true, alternatives, weight, isUnknown: false };
}

function toSlot(
  surface: string,
  token: Token,
  alternatives: readonly Alternative[],
  isDate: boolean,
  library: Library,
): Slot {
  const isFrame = FRAME.has(token.term) || WEIGHTLESS.has(token.folded);
  const importance = isDate ? DATE_IMPORTANCE : WEIGHTLESS.has(token.folded) ? 0 : isFrame ? FRAME_IMPORTANCE : 1;
  return {
    surface,
    alternatives,
    weight: importance * inverseDocumentFrequency(frequencyOf(token, alternatives, library), library.size),
    isName: token.isCapitalized && !token.isNumber && !isDate,
    isNumber: token.isNumber,
    isDate,
    isFrame,
    isInherited: false,
    isUnknown: alternatives.length === 0,
  };
}

/** In how many articles a word stands, or the most frequent of its other forms. */
function frequencyOf({ term }: Token, alternatives: readonly Alternative[], { lexicon }: Library): number {
  const forms = alternatives.flatMap(({ via, terms: [id] }) =>
    via === 'word' && id !== undefined ? [lexicon.frequencyOf(id)] : [],
  );
  return Math.max(lexicon.documentFrequency(term), ...forms);
}

/** A word asked twice counts once: the later slot loses its weight. */
function withoutDoubles(slots: readonly Slot[]): readonly Slot[] {
  const seen = new Set<string>();
  return slots.map((slot) => {
    const key = toSlotKey(slot);
    if (!seen.has(key)) {
      seen.add(key);
      return slot;
    }
    return { ...slot, weight: 0 };
  });
}

/** What two slots have in common that ask for the same. The number of a term is not mistaken for a number that was typed. */
export function toSlotKey({ alternatives, surface }: Slot): string {
  const [first] = alternatives;
  return first === undefined ? surface.toLowerCase() : `terms ${first.terms.join()}`;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
