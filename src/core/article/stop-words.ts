import type { Language } from './languages.js';
import { stopWordsOf } from './stop-words-by-language.js';

const WORDS = `
a about above after again against all also am among an and any are as at be because been before being below between both but by
can could did do does doing done down during each either else ever every few for from further get gets getting got had has have
having he her here hers herself him himself his how however i if in into is it its itself just let lets like made make makes many may
me might more most much must my myself neither no nor not now of off on once one's only onto or other our ours out over own per
please same several shall she should since so some such tell than that the their theirs them themselves then there these they this those
though through to too under until up upon us very was we were what whatever when where whether which while who whom whose why will
with within without would yes yet you your yours w s t d ll m re ve
aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't shouldn't wasn't weren't won't wouldn't i'm it's that's
there's what's who's whose where's how's let's they're we're you're
`;

const STOP_WORDS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/));

/**
 * Whether a folded word says nothing about a topic. Numbers and negated verbs of content are kept.
 *
 * @param language  of the word; absent: English
 */
export function isStopWord(folded: string, language?: Language): boolean {
  return (language === undefined ? STOP_WORDS : stopWordsOf(language)).has(folded);
}
