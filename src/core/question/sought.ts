/** What exactly a question wants to know, where its wording says more than its kind. */
export type Sought =
  | 'money'
  | 'share'
  | 'duration'
  | 'age'
  | 'vote'
  | 'clock'
  | 'year'
  | 'nation'
  | 'person'
  | 'document'
  | 'name'
  | 'list';

const RULES: readonly (readonly [Sought, RegExp])[] = [
  [
    'money',
    /\bhow much (?:money|aid money|cash|was pledged|did .*\b(?:cost|pay|pledge|add|give|earn|announce))\b|\b(?:what|which|to what) (?:sum|amount|price|cost)\b|\bhow much was\b/u,
  ],
  ['share', /\b(?:portion|percentage|share|proportion|per cent|percent|rate)\b|\bby how much did\b/u],
  [
    'duration',
    /\bhow (?:long|much (?:notice|time|extra time|longer))\b|\bhow many (?:days|hours|weeks|months|minutes|years)\b/u,
  ],
  ['age', /\bhow old\b|\bwhat age\b/u],
  ['vote', /\b(?:votes?|voting|voted)\b/u],
  ['clock', /\b(?:what|which) (?:\w+ )?(?:time|hour)\b/u],
  ['year', /\b(?:what|which) year\b/u],
  [
    'nation',
    /\b(?:which|what|whose) (?:\w+ )?(?:country|countries|nation|nations|state|states|member|members|government|governments)\b/u,
  ],
  [
    'person',
    /\b(?:who|whom|whose|(?:which|what) (?:\w+ )?(?:person|man|woman|official|minister|president|leader|journalist|diplomat|envoy|ambassador|commander|head|secretary-general|prosecutor|judge|general|prince|king))\b/u,
  ],
  ['name', /\b(?:names? of|surname|first name|last name|called)\b.*\?|\bwhat (?:is|was|are|were) the names?\b/u],
  ['document', /\b(?:document|resolution|case) number\b/u],
  [
    'list',
    /\b(?:which|what) (?:\w+ )?(?:two|three|four|five|six|seven|eight|nine|ten|countries|states|members|measures|points|goals|conditions|ministers|groups|headings)\b/u,
  ],
];

/** The things sought, by the question's wording; often none, seldom more than two. */
export function soughtIn(text: string): ReadonlySet<Sought> {
  const lower = text.toLowerCase();
  return new Set(RULES.filter(([, pattern]) => pattern.test(lower)).map(([sought]) => sought));
}

const SIGNS: Readonly<Partial<Record<Sought, RegExp>>> = {
  money: /[$€£]|\b(?:dollars?|euros?|pounds?|shekels?|million|billion)\b/iu,
  share: /%|\bper cent\b|\bpercent|\b(?:half|third|quarter|majority|out of|one in)\b/iu,
  duration: /\b(?:hours?|days?|weeks?|months?|minutes?|years?)\b/iu,
  age: /\b\d{1,3}-(?:year|month|week|day)-old\b|\baged?\b|\b(?:19|20|[2-9]\d|1[0-8])\b,/iu,
  vote: /\bvot(?:e|es|ed|ing)\b|\bin favour\b|\bagainst\b|\babst/iu,
  clock: /\b\d{1,2}:\d{2}\b|\b\d{1,2} ?[ap]\.?m\b|\b(?:noon|midnight|o'clock)\b/iu,
  year: /\b(?:1[89]|20)\d{2}\b/u,
  document: /\b[A-Z]+\/(?:\d{4}\/)?\d+|\b\d+\/\d+\b/u,
  list: /,[^,]+,? (?:and|or) /u,
};

/**
 * Whether a sentence has what is sought, by its form.
 *
 * @returns undefined for things that have no form of their own (persons, nations)
 */
export function showsSought(sought: Sought, sentence: string): boolean | undefined {
  return SIGNS[sought]?.test(sentence);
}
