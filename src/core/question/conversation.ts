import type { AskedName, Question, Slot } from './question.js';
import { toSlotKey } from './slots.js';

/** Words that point back: the question does not stand alone. */
const POINTS_BACK =
  /\b(he|she|it|they|them|his|her|hers|its|their|him|this|that|these|those|there|then|the two|both|same|one|ones)\b/iu;
const CONTINUES = /^(?:and|but|also|what about|how about|or|so|then)\b/iu;
/** With fewer words of its own than this a question leans on the one before. */
const FEW_WORDS = 3;
/** What an inherited word weighs against the same word asked for now. */
const INHERITED_IMPORTANCE = 0.45;
const MAX_ABOUT = 6;

/**
 * Lets a follow-up take over what it leaves out: names, words and days of the question before it.
 *
 * @param earlier  the question before, which has itself inherited from those before it
 * @returns the question as it was when it stands alone
 */
export function inherit(question: Question, earlier: Question): Question {
  if (!isFollowUp(question)) return question;
  const known = new Set(question.slots.map(toSlotKey));
  const taken = earlier.slots
    .map((slot, index) => ({ slot, index }))
    .filter(({ slot }) => !known.has(toSlotKey(slot)) && !slot.isDate);
  const positions = new Map(taken.map(({ index }, at) => [index, question.slots.length + at]));
  const names = earlier.names.flatMap((name): AskedName[] => {
    const slots = name.slots.flatMap((slot) => positions.get(slot) ?? []);
    return slots.length === 0 ? [] : [{ ...name, slots, isInherited: true }];
  });
  const hasOwnKind = question.kind !== 'other' && !(question.kind === 'what' && CONTINUES.test(question.text));
  return {
    ...question,
    kind: hasOwnKind ? question.kind : earlier.kind,
    sought: question.sought.size > 0 || hasOwnKind ? question.sought : earlier.sought,
    slots: [...question.slots, ...taken.map(({ slot }) => inherited(slot))],
    head:
      question.head.length > 0 || hasOwnKind
        ? question.head
        : earlier.head.flatMap((slot) => positions.get(slot) ?? []),
    names: [...question.names, ...names],
    dates: question.dates.length > 0 ? question.dates : earlier.dates,
    filters: { ...earlier.filters, ...question.filters },
    asksForSpeech: question.asksForSpeech || (!hasOwnKind && earlier.asksForSpeech),
    about: aboutText(
      taken.map(({ slot }) => slot),
      question.dates.length > 0 ? [] : earlier.dates,
    ),
  };
}

function isFollowUp(question: Question): boolean {
  const own = question.slots.filter((slot) => !slot.isDate).length;
  return CONTINUES.test(question.text) || POINTS_BACK.test(question.text) || own < FEW_WORDS;
}

function inherited(slot: Slot): Slot {
  return slot.isInherited ? slot : { ...slot, weight: slot.weight * INHERITED_IMPORTANCE, isInherited: true };
}

/** What was taken over, in the words of the earlier question, for the reader to see. */
function aboutText(slots: readonly Slot[], dates: Question['dates']): string | undefined {
  const words = slots.slice(0, MAX_ABOUT).map(({ surface }) => surface);
  const days = dates.map(({ from, to }) => (from === to ? from : `${from} to ${to}`));
  const parts = [...words, ...days];
  return parts.length === 0 ? undefined : parts.join(' ');
}
