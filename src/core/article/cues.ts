/** What the wording of a sentence signals; bits of `AnalysedSentence.cues`. */
export const CUE = { speech: 1, quote: 2, reason: 4, negation: 8, contrast: 16, clock: 32, pronoun: 64 } as const;

const PATTERNS: readonly (readonly [number, RegExp])[] = [
  [
    CUE.speech,
    /\b(?:said|says|told|called|asked|urged|warned|added|argued|stressed|described|denied|accused|announced|stated|wrote|demanded|promised|rejected|condemned|insisted|according to)\b|["“]/u,
  ],
  [CUE.quote, /["“]/u],
  [
    CUE.reason,
    /\b(?:because|since|so that|so as|in order to|due to|owing to|as a result|after|following|over|in protest|reason|fear|purpose|aim|caused|led to|meant to|to make|to keep|to prevent|for lack of|which would|would)\b/u,
  ],
  [
    CUE.negation,
    /\b(?:no|not|never|none|nor|neither|without|denied|declined|rejected|refused|failed|nobody|cannot)\b/u,
  ],
  [
    CUE.contrast,
    /\b(?:while|whereas|but|however|although|against|compared|than|others?|different|differ|from|another|instead|meanwhile)\b/u,
  ],
  [CUE.clock, /\b\d{1,2}:\d{2}\b|\b(?:noon|midnight|[ap]\.m\.|hours?|o'clock)\b/u],
  // Begins with a word that only the sentence before explains.
  [
    CUE.pronoun,
    /^["“'(]*(?:he|she|it|they|his|her|its|their|this|these|that|those|both|neither|such|the (?:statement|text|draft|ministry|move|decision|meeting|order|group|office|man|woman|two|three))\b/iu,
  ],
];

/** The cues of a sentence, as bits of `CUE`. English only: other languages have the cues of their punctuation. */
export function findCues(text: string): number {
  return PATTERNS.reduce((bits, [bit, pattern]) => (pattern.test(text) ? bits | bit : bits), 0);
}
