/** Weight of each feature of the sentence ranker, by name. Fitted; see `docs/quality.md`. A feature left out weighs 0. */
export const SENTENCE_WEIGHTS: Readonly<Record<string, number>> = {
  article: 2.0,
  'article-words': 0.5,
  'article-coverage': 1.0,
  'article-day': 0.8,
  coverage: 2.0,
  window: 0.5,
  context: 2.0,
  local: 1.5,
  names: 0.3,
  head: 0.6,
  day: 0.5,
  'lead-repeats': -0.6,
  phrase: 2,
  short: -0.7,
  'new-words': 0.4,
  'number-asked': 0.6,
  'number-missing': -0.5,
  'number-of-head': 0.8,
  'date-asked': 0.6,
  'clock-asked': 0.2,
  'name-asked': 0.3,
  'person-asked': 0.3,
  'name-missing': -0.4,
  'place-asked': 0.5,
  'reason-asked': 0.5,
  'reason-said': 0.2,
  'speech-asked': 0.4,
  negation: 0.3,
  contrast: 0.3,
};

/** Weights of the judgement between `stated` and `related`, by name (`decide.ts`). */
export const CERTAINTY_WEIGHTS: Readonly<Record<string, number>> = {
  context: 4,
  coverage: 1,
  article: 1,
  names: 1,
  unknown: -2,
  'other-day': -2,
  'day-meets': 0.5,
  'lacks-kind': -1.5,
};

/** The judgement's log-odds when every feature is 0. */
export const CERTAINTY_BIAS = -3.2;
