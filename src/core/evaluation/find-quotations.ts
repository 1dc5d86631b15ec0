import { z } from 'zod';

/** A passage which a saved reply shows, with where it claims to come from. */
export interface FoundQuotation {
  readonly article: string;
  /** Absent in a search result, whose snippet is of the newest revision. */
  readonly revision?: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly paragraph?: number;
  readonly sentence?: number;
  readonly citation?: number;
  /** What stands beside the passage itself, and not in its citation. */
  readonly title?: string;
  readonly published?: string;
  /** `quotation` is a whole, cited sentence; `sentence` a whole one that needs no citation; `snippet` any span. */
  readonly form: 'quotation' | 'sentence' | 'snippet';
}

/** Something that looks like a quotation and lacks what a check needs. */
export interface MalformedQuotation {
  readonly article: string;
  readonly sentence?: number;
  readonly message: string;
}

const offset = z.number().int().nonnegative();
const counted = z.number().int().positive();
const span = { text: z.string(), start: offset, end: offset };

const quotationSchema = z.object({
  ...span,
  article: z.string(),
  revision: z.string(),
  paragraph: counted.exactOptional(),
  sentence: counted.exactOptional(),
  citation: counted.exactOptional(),
  published: z.string().exactOptional(),
});

const hitSchema = z.object({
  article: z.string(),
  title: z.string().exactOptional(),
  published: z.string().exactOptional(),
  snippet: z.object(span),
});

const articleSchema = z.object({
  article: z.object({ id: z.string(), revision: z.string() }),
  sentences: z.array(z.object({ ...span, paragraph: counted, sentence: counted })),
});

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function isQuotationLike(value: Fields): boolean {
  const has = (...names: string[]) => names.some((name) => name in value);
  return (
    (has('text') && has('start', 'end', 'revision', 'citation')) || (has('article') && has('start', 'end', 'citation'))
  );
}

function toMalformed(value: Fields, error: z.ZodError): MalformedQuotation {
  const faults = error.issues.map((issue) => `"${issue.path.join('.')}": ${issue.message}`);
  return {
    article: typeof value.article === 'string' ? value.article : '',
    ...(typeof value.sentence === 'number' ? { sentence: value.sentence } : {}),
    message: `a quotation cannot be checked (${faults.join('; ')})`,
  };
}

/** The sentences of an `article` reply, which name their article once for all of them. */
function findArticleSentences(reply: Fields): (FoundQuotation | MalformedQuotation)[] {
  const parsed = articleSchema.safeParse(reply);
  if (!parsed.success) {
    const id = isObject(reply.article) ? reply.article.id : undefined;
    return [toMalformed({ article: id }, parsed.error)];
  }
  const { article, sentences } = parsed.data;
  return sentences.map((sentence) => ({
    ...sentence,
    article: article.id,
    revision: article.revision,
    form: 'sentence',
  }));
}

/**
 * Every passage that a reply quotes, wherever it stands in it, in the order of the reply. A kind of reply that is added later
 * needs no change here as long as it quotes in the same form.
 */
export function findQuotations(reply: Fields): (FoundQuotation | MalformedQuotation)[] {
  if (reply.kind === 'article') return findArticleSentences(reply);
  const found: (FoundQuotation | MalformedQuotation)[] = [];
  // A stack of our own, because a saved file may be nested more deeply than calls can be.
  const waiting: unknown[] = [reply];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (!isObject(value)) continue;
    if (isObject(value.snippet)) {
      const hit = hitSchema.safeParse(value);
      if (hit.success) {
        const { snippet, ...beside } = hit.data;
        found.push({ ...snippet, ...beside, form: 'snippet' });
      } else found.push(toMalformed(value, hit.error));
      continue;
    }
    if (isQuotationLike(value)) {
      const quotation = quotationSchema.safeParse(value);
      found.push(quotation.success ? { ...quotation.data, form: 'quotation' } : toMalformed(value, quotation.error));
    }
    for (const inner of Object.values(value).toReversed()) waiting.push(inner);
  }
  return found;
}
