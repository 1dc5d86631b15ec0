import type { Article, Sentence } from '../article/article.js';
import type { Citation } from '../reply.js';
import type { FoundQuotation } from './find-quotations.js';

/** What a citation is checked for. */
export type CheckedCitation = Pick<Citation, 'n' | 'article' | 'revision' | 'title' | 'published'>;

/** How much of a differing text is shown in a message, in UTF-16 code units. */
const SHOWN = 24;

/**
 * Holds a quotation against the article it names.
 *
 * @param citations  those of the same reply
 * @param sentences  those of the article
 * @returns what differs, in words; empty when the quotation is right
 */
export function checkQuotation(
  quotation: FoundQuotation,
  citations: readonly CheckedCitation[],
  article: Article,
  sentences: readonly Sentence[],
): string[] {
  const faults = checkText(quotation, article.body);
  if (quotation.form !== 'snippet') faults.push(...checkSpan(quotation, sentences));
  if (quotation.title !== undefined) faults.push(...checkTitle(quotation.title, article, 'the title'));
  if (quotation.published !== undefined) faults.push(...checkDate(quotation.published, article, 'the date'));
  if (quotation.form === 'quotation') faults.push(...checkItsCitation(quotation, citations, article));
  return faults;
}

/** Holds a citation's title and date against the article it names, in the same way. */
export function checkCitation(citation: CheckedCitation, article: Article): string[] {
  return [
    ...checkTitle(citation.title, article, `the title in citation ${citation.n}`),
    ...checkDate(citation.published, article, `the date in citation ${citation.n}`),
  ];
}

/** Holds an article which a reply shows whole against the article of that id and revision. */
export function checkShownArticle(shown: Pick<Article, 'title' | 'body' | 'published'>, article: Article): string[] {
  return [
    ...checkTitle(shown.title, article, 'the title'),
    ...checkDate(shown.published, article, 'the date'),
    ...checkText({ text: shown.body, start: 0, end: article.body.length }, article.body),
  ];
}

function checkText({ text, start, end }: Pick<FoundQuotation, 'text' | 'start' | 'end'>, body: string): string[] {
  const actual = body.slice(start, end);
  if (text === actual) return [];
  let same = 0;
  while (same < text.length && text[same] === actual[same]) same += 1;
  const show = (whole: string) =>
    same >= whole.length ? 'nothing more' : JSON.stringify(whole.slice(same, same + SHOWN));
  const elsewhere = text === '' ? -1 : body.indexOf(text);
  const hint = elsewhere === -1 ? '' : `; the same text stands at ${elsewhere} to ${elsewhere + text.length}`;
  return [
    `the text differs from the article at offset ${start + same}: quoted is ${show(text)}, the article has ${show(actual)}${hint}`,
  ];
}

function checkSpan({ start, end, sentence, paragraph }: FoundQuotation, sentences: readonly Sentence[]): string[] {
  const whole = sentences.find((candidate) => candidate.start === start && candidate.end === end);
  if (whole === undefined) return [`${start} to ${end} is not a whole sentence`];
  const faults: string[] = [];
  if (sentence !== undefined && sentence !== whole.number) {
    faults.push(`the sentence number is ${sentence}, the article's is ${whole.number}`);
  }
  if (paragraph !== undefined && paragraph !== whole.paragraph) {
    faults.push(`the paragraph number is ${paragraph}, the article's is ${whole.paragraph}`);
  }
  return faults;
}

function checkItsCitation(
  { citation: n, article: id, revision }: FoundQuotation,
  citations: readonly CheckedCitation[],
  article: Article,
): string[] {
  if (n === undefined) return ['the quotation names no citation'];
  const named = citations.filter((citation) => citation.n === n);
  const [citation] = named;
  if (citation === undefined) return [`citation ${n} is not in the reply`];
  if (named.length > 1) return [`citation ${n} is in the reply ${named.length} times`];
  if (citation.article !== id) return [`citation ${n} names the article "${citation.article}"`];
  if (citation.revision !== revision)
    return [`citation ${n} names the revision "${citation.revision}", not "${revision}"`];
  return checkCitation(citation, article);
}

function checkTitle(title: string, article: Article, what: string): string[] {
  if (title === article.title) return [];
  return [`${what} is ${JSON.stringify(title)}, the article's is ${JSON.stringify(article.title)}`];
}

function checkDate(published: string | undefined, article: Article, what: string): string[] {
  if (published === article.published) return [];
  return [`${what} is ${published ?? 'missing'}, the article's is ${article.published ?? 'unknown'}`];
}
