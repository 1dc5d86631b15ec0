import type { QuestionKind } from '../reply.js';
import { kindInOtherLanguage } from './question-words.js';

/** Tried in order on the lower-case question; the first that fits decides. */
const RULES: readonly (readonly [QuestionKind, RegExp])[] = [
  ['timeline', /\b(trace|over time|timeline|chronology|step by step)\b/u],
  [
    'timeline',
    /\bhow (?:did|has|have) .*\b(change|changed|grow|grown|rise|risen|increase|increased|evolve|evolved|develop|move|moved|fall|fallen)\b.*\b(between|from|since|over|during|through)\b/u,
  ],
  [
    'compare',
    /\b(compare|compared|comparison|versus|vs|differ|differs|different|difference|disagree|contradict|tally)\b/u,
  ],
  ['compare', /\b(do|did|does) .*\b(agree|same|match)\b/u],
  ['compare', /\b(what do (?:the )?(?:different )?(?:sources|reports|accounts) say|different sources)\b/u],
  [
    'compare',
    /\bhow (?:much|far|many) .*\b(?:grow|worse|better|more|less|fewer|higher|lower)\b.* (?:between|from) .* (?:and|to)\b/u,
  ],
  ['compare', /\baccording to .+ and (?:how many|according to|to|by)\b/u],
  ['how_many', /\b(how (?:many|much|long|old|far|often|large|big|high|little|few|tall|deep|wide)|by how)\b/u],
  [
    'how_many',
    /\b(what|which) (?:is the |was the |were the |are the )?(?:\w+ )?(number|percentage|share|portion|proportion|sum|amount|toll|total|vote|price|cost|size|rate)\b/u,
  ],
  ['how_many', /\bhow did .*\b(votes?|voting)\b.* (?:go|turn out|split)\b/u],
  [
    'why',
    /\b(why|how come|(?:what|for what|which) reasons?|what (?:caused|made|led|prompted|had brought|brought|drove))\b/u,
  ],
  [
    'when',
    /\b(when|what (?:date|day|time|year|month|hour)|which (?:date|day|year|month|week)|at what (?:\w+ )?(?:time|hour))\b/u,
  ],
  ['when', /\b(?:in|on) (?:which|what) (?:date|day|year|month|week)\b/u],
  [
    'where',
    /\b(where|(?:which|what) (?:city|town|village|place|building|kibbutz|hospital|camp|location|crossing)|whereabouts)\b/u,
  ],
  [
    'who',
    /\b(who|whom|whose|(?:which|what) (?:\w+ )?(?:person|people|official|minister|ministers|president|leader|leaders|journalist|diplomat|envoy|ambassador|commander|country|countries|state|states|nation|nations|member|members|party|parties|group|company|agency|head|secretary-general|man|woman|unit|hostages?)|what (?:is|was|are|were) the names?)\b/u,
  ],
  ['yes_no', /^(?:and |but |so )?(did|does|do|is|are|was|were|has|have|had|can|could|will|would|should|may|might)\b/u],
  ['yes_no', /[-–,:;.] *(?:and |but )?(did|does|do|is|are|was|were|has|have|had|can|could|will|would) [^?]*\?$/u],
  ['what', /\b(what|which|how)\b/u],
  ['how_many', /\b(votes?|toll|number of|casualties|count)\b/u],
];

/** What sort of answer a question asks for; `other` when its wording does not say. */
export function kindOf(text: string): QuestionKind {
  const lower = text.toLowerCase();
  return RULES.find(([, pattern]) => pattern.test(lower))?.[0] ?? kindInOtherLanguage(lower) ?? 'other';
}
