import { z } from 'zod';
import type { Article, Sentence } from '../article/article.js';
import { REPLY_SCHEMA, type VerifiedReply } from '../reply.js';
import { type CheckedCitation, checkCitation, checkQuotation, checkShownArticle } from './check-quotation.js';
import { type FoundQuotation, findQuotations } from './find-quotations.js';

/** The articles against which saved replies are checked. */
export interface QuotedArticles {
  /** That revision of the article, or undefined when it is not known. */
  articleAt(id: string, revision: string): Article | undefined;
  /** The newest revision of the article, or undefined when there is none. */
  newestOf(id: string): Article | undefined;
  /** The sentences of an article that one of the functions above returned. */
  sentencesOf(article: Article): readonly Sentence[];
}

type Broken = VerifiedReply['broken'][number];

const replySchema = z.looseObject({ schema: z.literal(REPLY_SCHEMA), kind: z.string() });

const citationSchema = z.object({
  n: z.number().int().positive(),
  article: z.string(),
  revision: z.string(),
  title: z.string(),
  published: z.string().exactOptional(),
});

/**
 * Checks saved replies against the articles: place, text, revision, title and date of every quotation, and the citations.
 *
 * @param lines  one reply as JSON each; blank ones are skipped and counted
 * @returns one entry in `broken` for each quotation, citation or line that is wrong, which names all that differs
 */
export async function verifyReplies(
  lines: Iterable<string> | AsyncIterable<string>,
  articles: QuotedArticles,
): Promise<VerifiedReply> {
  const broken: Broken[] = [];
  let checked = 0;
  let line = 0;
  for await (const content of lines) {
    line += 1;
    if (content.trim() === '') continue;
    const result = verifyLine(content, line, articles);
    checked += result.checked;
    broken.push(...result.broken);
  }
  return { kind: 'verified', checked, broken };
}

function verifyLine(
  content: string,
  line: number,
  articles: QuotedArticles,
): Pick<VerifiedReply, 'checked' | 'broken'> {
  const reply = parseReply(content);
  if (typeof reply === 'string') return { checked: 0, broken: [{ line, article: '', message: reply }] };

  const broken: Broken[] = [];
  const report = (article: string, sentence: number | undefined, faults: readonly string[]) => {
    if (faults.length === 0) return;
    broken.push({ line, article, ...(sentence === undefined ? {} : { sentence }), message: faults.join('; ') });
  };
  const { citations, faults } = parseCitations(reply.citations);
  for (const fault of faults) report('', undefined, [fault]);

  const found = findQuotations(reply);
  const used = new Set<number>();
  for (const quotation of found) {
    if ('message' in quotation) {
      report(quotation.article, quotation.sentence, [quotation.message]);
      continue;
    }
    if (quotation.citation !== undefined) used.add(quotation.citation);
    report(quotation.article, quotation.sentence, verifyQuotation(quotation, citations, articles));
  }
  // One that a quotation names has been checked with it.
  for (const citation of citations) {
    if (used.has(citation.n)) continue;
    const article = articles.articleAt(citation.article, citation.revision);
    const unknown = [toUnknown(citation, articles)];
    report(citation.article, undefined, article === undefined ? unknown : checkCitation(citation, article));
  }
  if (reply.kind === 'article') report(...verifyArticle(reply.article, articles));
  return { checked: found.length, broken };
}

function parseReply(content: string): z.output<typeof replySchema> | string {
  let value: unknown;
  try {
    value = JSON.parse(content.replace(/^\ufeff/u, ''));
  } catch {
    return 'the line is not valid JSON: save replies with --json, one a line';
  }
  const parsed = replySchema.safeParse(value);
  return parsed.success ? parsed.data : `the line is no ${REPLY_SCHEMA} object: save replies with --json, one a line`;
}

function parseCitations(value: unknown): { citations: CheckedCitation[]; faults: string[] } {
  if (value === undefined) return { citations: [], faults: [] };
  if (!Array.isArray(value)) return { citations: [], faults: ['"citations" is no list'] };
  const citations: CheckedCitation[] = [];
  const faults: string[] = [];
  for (const [index, entry] of value.entries()) {
    const parsed = citationSchema.safeParse(entry);
    if (parsed.success) citations.push(parsed.data);
    else {
      const places = parsed.error.issues.map((issue) => `"${issue.path.join('.')}": ${issue.message}`);
      faults.push(`entry ${index + 1} of "citations" cannot be checked (${places.join('; ')})`);
    }
  }
  return { citations, faults };
}

function verifyQuotation(
  quotation: FoundQuotation,
  citations: readonly CheckedCitation[],
  articles: QuotedArticles,
): string[] {
  const { article: id, revision } = quotation;
  const article = revision === undefined ? articles.newestOf(id) : articles.articleAt(id, revision);
  if (article === undefined) return [toUnknown(quotation, articles)];
  return checkQuotation(quotation, citations, article, articles.sentencesOf(article));
}

function toUnknown(
  { article: id, revision }: { article: string; revision?: string },
  articles: QuotedArticles,
): string {
  const newest = articles.newestOf(id);
  if (newest === undefined || revision === undefined) return `there is no article "${id}" here`;
  return `revision "${revision}" of the article is not known here; the newest is "${newest.revision}"`;
}

const articleSchema = z.object({
  id: z.string(),
  revision: z.string(),
  title: z.string(),
  body: z.string(),
  published: z.string().exactOptional(),
});

/** The article that an `article` reply shows whole; what is wrong with its shape is reported with its sentences. */
function verifyArticle(value: unknown, articles: QuotedArticles): [id: string, sentence: undefined, faults: string[]] {
  const parsed = articleSchema.safeParse(value);
  if (!parsed.success)
    return ['', undefined, ['the article cannot be checked: its id, revision, title or body is missing']];
  const { id, revision } = parsed.data;
  const article = articles.articleAt(id, revision);
  const faults =
    article === undefined ? [toUnknown({ article: id, revision }, articles)] : checkShownArticle(parsed.data, article);
  return [id, undefined, faults];
}
