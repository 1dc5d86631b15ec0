import type { DayRange } from '../article/calendar.js';
import type { NameType } from '../article/name-book.js';
import type { Filters, QuestionKind } from '../reply.js';
import type { Roles } from './roles.js';
import type { Sought } from './sought.js';

/** How a text may express a slot. */
export interface Alternative {
  /** Term numbers which must all stand in the text; a term the corpus does not have makes an alternative impossible. */
  readonly terms: readonly number[];
  /** 1 = the word itself; less for words that only may mean it. */
  readonly weight: number;
  readonly via: 'word' | 'alias' | 'metonym' | 'synonym' | 'spelling';
  readonly written: string;
  /** Another name for the whole of the asked name, and not only for this word of it. */
  readonly isWhole?: true;
}

/** One word of the question that an answer should account for. */
export interface Slot {
  /** As the asker wrote it. */
  readonly surface: string;
  readonly alternatives: readonly Alternative[];
  /** Inverse document frequency, `ln(1 + (N - df + 0.5) / (df + 0.5))`, times the slot's importance. */
  readonly weight: number;
  readonly isName: boolean;
  readonly isNumber: boolean;
  /** Part of a date: the days decide, the words only help. */
  readonly isDate: boolean;
  /** Frames the question ("according to", "number of"): an answer seldom repeats it. */
  readonly isFrame: boolean;
  /** Taken over from the conversation. */
  readonly isInherited: boolean;
  /** The corpus has neither the word nor anything for it. */
  readonly isUnknown: boolean;
}

/** A name in the question. */
export interface AskedName {
  readonly name: string;
  readonly type: NameType | undefined;
  /** Positions of its words in `slots`. */
  readonly slots: readonly number[];
  readonly isInherited: boolean;
}

/** The parsed text of a question. */
export interface Question {
  readonly text: string;
  readonly kind: QuestionKind;
  readonly sought: ReadonlySet<Sought>;
  readonly slots: readonly Slot[];
  /** The slots of what is counted or sought: "trucks" in "how many trucks". */
  readonly head: readonly number[];
  readonly roles: Roles | undefined;
  readonly names: readonly AskedName[];
  /** Days and periods in the wording; they rank and check. */
  readonly dates: readonly DayRange[];
  readonly filters: Filters;
  /** The terms of each text that must stand word for word. */
  readonly phrases: readonly { readonly written: string; readonly terms: readonly string[] }[];
  /** Runs of terms that must not stand in an article; a run with a word that the corpus lacks is left out. */
  readonly excluded: readonly (readonly number[])[];
  readonly corrected: Readonly<Record<string, string>>;
  readonly about: string | undefined;
  /** Asks what somebody said, so that sentences of speech answer. */
  readonly asksForSpeech: boolean;
  /** Asks for the newest state of things. */
  readonly asksForLatest: boolean;
}
