import { z } from 'zod';
import type { Article } from '../core/article/article.js';
import { parseName } from '../core/article/name.js';
import { foldLineEnds } from './decode-text.js';
import { parsePublicationDate } from './publication-date.js';

/** An article which has no id yet. */
export type Draft = Omit<Article, 'id' | 'revision'>;

/** A field that does not fit, with its path from the outside in. */
export interface FieldFault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const DATE_REMEDY = 'Write a day such as 2031-04-02, or an instant such as 2031-04-02T09:30:00+02:00.';

/** White space and control characters would break a line of a list, a terminal or the front matter. */
function toLine(text: string): string {
  return toWellFormed(text)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}

/** Half a surrogate pair has no UTF-8 form: it would change when written and read again. */
function toWellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD');
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && toLine(value) === '');
}

function optional<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (isBlank(value) ? undefined : value), schema.optional());
}

const line = z.string('Write it as text, in double quotes.').transform(toLine);

/** A single text counts as a list of one. */
const list = <Schema extends z.ZodType>(item: Schema) =>
  z.preprocess(
    (value) => (isBlank(value) ? [] : Array.isArray(value) ? value.filter((entry) => !isBlank(entry)) : [value]),
    z.array(item),
  );

const lines = list(line);

const address = line.refine(
  (url) => /^https?:\/\//i.test(url) && URL.canParse(url),
  'Give the whole address, starting with https:// or http://, or leave it out.',
);

const date = z.union([z.string(), z.number()], `This is no date. ${DATE_REMEDY}`).transform((value, context) => {
  const parsed = parsePublicationDate(value);
  if (parsed === undefined) context.addIssue(`${toLine(String(value)).slice(0, 40)} is not a date. ${DATE_REMEDY}`);
  return parsed;
});

const language = line.transform((tag, context) => {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0];
  } catch {
    context.addIssue(`${tag.slice(0, 40)} is not a language tag. Write one such as en, ar or pt-BR.`);
    return undefined;
  }
});

const source = z.preprocess(
  (value) => (typeof value === 'string' ? { name: value } : value),
  z.object(
    {
      name: line.refine((name) => name !== '', 'Name the source.'),
      url: optional(address),
      date: optional(date),
    },
    'Give each source a name, and a url and a date where it has them.',
  ),
);

const TITLE_REMEDY = 'The title is missing. Add one: title: "…".';
const BODY_REMEDY = 'There is no text. Add the text of the article, or remove this entry.';

const articleFields = z.object({
  title: z.preprocess((value) => (isBlank(value) ? undefined : value), z.string(TITLE_REMEDY).transform(toLine)),
  body: z
    .string(BODY_REMEDY)
    .transform((body) => foldLineEnds(toWellFormed(body)).trim())
    .refine((body) => body !== '', BODY_REMEDY),
  date: optional(date),
  publisher: optional(line),
  author: optional(line),
  url: optional(address),
  language: optional(language),
  people: lines,
  places: lines,
  organizations: lines,
  topics: lines,
  sources: list(source),
});

/**
 * Checks the fields of one article from outside, under the names of the front matter; unknown ones are ignored.
 *
 * @param fields  with the text as `body`
 * @returns the article, or the first fault of each field that has one
 */
export function parseArticleFields(
  fields: Readonly<Record<string, unknown>>,
): { readonly draft: Draft } | { readonly faults: readonly FieldFault[] } {
  const parsed = articleFields.safeParse(fields);
  if (!parsed.success) {
    const faults = new Map<PropertyKey | undefined, FieldFault>();
    for (const { path, message } of parsed.error.issues) {
      if (!faults.has(path[0])) faults.set(path[0], { path, message });
    }
    return { faults: [...faults.values()] };
  }
  const { title, body, date, publisher, author, url, language, topics, people, places, organizations, sources } =
    parsed.data;
  return {
    draft: {
      title,
      body,
      ...(publisher === undefined ? {} : { publisher }),
      ...(date ?? {}),
      ...(url === undefined ? {} : { url }),
      ...(author === undefined ? {} : { author }),
      ...(language === undefined ? {} : { language }),
      people: people.map(parseName),
      places: places.map(parseName),
      organizations: organizations.map(parseName),
      topics,
      sources: sources.map(({ name, url, date }) => ({
        name,
        ...(url === undefined ? {} : { url }),
        ...(date === undefined ? {} : { date: date.published }),
      })),
    },
  };
}
