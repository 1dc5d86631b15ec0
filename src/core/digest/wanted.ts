import { passesFilters } from '../answer/candidates.js';
import { createMatcher } from '../answer/match.js';
import type { AnalysedArticle } from '../article/analyse.js';
import type { Article } from '../article/article.js';
import { toTextLanguage } from '../article/languages.js';
import { tokenize } from '../article/tokens.js';
import type { DigestReply } from '../digest-reply.js';
import type { Library } from '../library.js';
import { parseQuestion } from '../question/parse-question.js';

/** From this weight on a text says the word itself, a name's other spelling or another form of it, and no mere synonym. */
const LEAST_WEIGHT = 0.9;

/**
 * Whether an article is one that a channel asked for. Publisher, place and person are compared with what the article lists;
 * a topic also with its text, since articles of feeds seldom list any: then every word of it stands there.
 */
export function createWanted(
  filters: NonNullable<DigestReply['filters']>,
  library: Library,
): (article: AnalysedArticle) => boolean {
  const { topic, ...listed } = filters;
  const isOnTopic = topic === undefined ? () => true : createTopicTest(topic, library);
  return (article) => passesFilters(article, listed) && isOnTopic(article);
}

/**
 * Whether a channel asked for an article as its text was before: one that is corrected may no longer be on the topic. Of
 * that text only the words are looked at, in all their forms and without other spellings of names.
 */
export function createWasWanted(filters: NonNullable<DigestReply['filters']>): (earlier: Article) => boolean {
  const { topic, ...listed } = filters;
  return (earlier) => {
    const { title, body } = earlier;
    if (!passesFilters({ article: earlier }, listed)) return false;
    if (topic === undefined || passesFilters({ article: earlier }, { topic })) return true;
    const language = toTextLanguage(earlier.language);
    const held = new Set(tokenize(`${title}\n${body}`, language).map(({ term }) => term));
    const words = tokenize(topic, language).filter(({ isStop }) => !isStop);
    return words.length > 0 && words.every(({ term }) => held.has(term));
  };
}

function createTopicTest(topic: string, library: Library): (article: AnalysedArticle) => boolean {
  // What somebody wrote as a topic is words and never an operator.
  const question = parseQuestion(topic.replace(/[:"“”]|(?<!\S)-/gu, ' '), library);
  const matcher = createMatcher(question);
  const words = question.slots.flatMap(({ weight }, at) => (weight > 0 ? [at] : []));
  return (article) => {
    if (passesFilters(article, { topic })) return true;
    if (words.length === 0) return false;
    const { weights } = matcher.matchArticle(article);
    return words.every((at) => (weights[at] ?? 0) >= LEAST_WEIGHT);
  };
}
