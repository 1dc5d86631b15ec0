import type { DayRange } from '../article/calendar.js';
import { tokenize } from '../article/tokens.js';
import type { Library } from '../library.js';
import type { Filters } from '../reply.js';
import { inherit } from './conversation.js';
import { findEventDay } from './event-day.js';
import { kindOf } from './kind.js';
import { mergeFilters, parseOperators } from './operators.js';
import type { Question } from './question.js';
import { findQuestionDates } from './question-dates.js';
import { findQuestionLanguage } from './question-language.js';
import { HEAD_IN_OTHER_LANGUAGES } from './question-words.js';
import { findRoles } from './roles.js';
import { readSlots } from './slots.js';
import { soughtIn } from './sought.js';

const SPEECH =
  /\b(say|says|said|tell|told|warn|call|called|describe|comment|react|reaction|respond|response|reply|answer|argue|claim|demand|urge|accuse|promise|object|ask|asked|according|view|words)\b/iu;
const LATEST = /\b(latest|newest|most recent|current|currently|now|so far|up to now|to date)\b/iu;
/** "how many Palestinian prisoners", "which countries": what is asked for stands right behind. */
const HEAD = /\b(?:how (?:many|much)|which|what|whose)\b/giu;
const HEAD_WORDS = 3;

/** What a question is read with. */
export interface ParseOptions {
  readonly filters?: Filters;
  /** No correction of spelling and no alias. */
  readonly isExact?: boolean;
  /** Earlier questions, oldest first. */
  readonly conversation?: readonly string[];
}

/**
 * Reads a question: operators, dates, kind, names, and each word with what may stand for it in the corpus.
 *
 * @throws {BotError} `bad-request` for dates that are none or contradict one another
 */
export function parseQuestion(text: string, library: Library, options: ParseOptions = {}): Question {
  const conversation = options.conversation ?? [];
  const last = conversation.at(-1);
  const earlier =
    last === undefined
      ? undefined
      : parseQuestion(last, library, { ...options, conversation: conversation.slice(0, -1) });
  const own = parseAlone(text, library, options, earlier?.dates ?? []);
  return earlier === undefined ? own : inherit(own, earlier);
}

function parseAlone(
  text: string,
  library: Library,
  options: ParseOptions,
  earlierDates: readonly DayRange[],
): Question {
  const operators = parseOperators(text);
  const { ranges, spans } = findQuestionDates(operators.text, library.range(), earlierDates, (event) =>
    findEventDay(event, library),
  );
  const language = findQuestionLanguage(operators.text, library.lexicon.forms);
  const tokens = tokenize(operators.text, language);
  const { slots, names, corrected, slotOf } = readSlots(operators.text, tokens, library, {
    isExact: options.isExact === true,
    isDate: (token) => spans.some(({ start, end }) => start <= token.start && token.end <= end),
  });
  return {
    text: operators.text,
    kind: kindOf(operators.text),
    sought: soughtIn(operators.text),
    slots,
    roles: findRoles(tokens, slotOf, (slot) => slots[slot]?.isName === true && slots[slot]?.isDate !== true),
    head: headSlots(operators.text, tokens, slotOf),
    names: names.filter(({ slots: positions }) => positions.some((position) => slots[position]?.isDate !== true)),
    dates: ranges,
    filters: mergeFilters(options.filters ?? {}, operators.filters),
    phrases: operators.phrases.map((written) => ({
      written,
      terms: tokenize(written, language).map(({ term }) => term),
    })),
    excluded: operators.excluded.flatMap((words) => {
      const run = tokenize(words, language).map(({ term }) => library.lexicon.find(term));
      return run.length === 0 || run.includes(undefined) ? [] : [run.flatMap((id) => id ?? [])];
    }),
    corrected,
    about: undefined,
    asksForSpeech: SPEECH.test(operators.text),
    asksForLatest: LATEST.test(operators.text),
  };
}

/** The slots right behind "how many", "which" or "what", up to the next stop word. */
function headSlots(text: string, tokens: readonly { readonly start: number }[], slotOf: readonly number[]): number[] {
  const heads = new Set<number>();
  for (const match of [...text.matchAll(HEAD), ...text.matchAll(HEAD_IN_OTHER_LANGUAGES)]) {
    const end = match.index + match[0].length;
    const first = tokens.findIndex(({ start }) => start >= end);
    if (first < 0) continue;
    for (let at = first; at < first + HEAD_WORDS; at += 1) {
      const slot = slotOf[at] ?? -1;
      if (slot < 0) break;
      heads.add(slot);
    }
  }
  return [...heads];
}
