import { type Draft, parseArticleFields } from './article-fields.js';
import { detectLanguage } from './detect-language.js';
import { toExcerpt } from './excerpt.js';
import { type ItemDate, toDateText } from './publication-date.js';

/** An article as a feed or a page gives it: plain text, its fields not checked yet. */
export interface ArrivedArticle {
  readonly title: string;
  /** Paragraphs parted by blank lines; may be empty. */
  readonly body: string;
  readonly url?: string;
  readonly publisher?: string;
  readonly author?: string;
  readonly date?: ItemDate;
  readonly language?: string;
  readonly topics: readonly string[];
}

/** The names that stand in a text, by their kind. */
interface FoundNames {
  readonly people: readonly string[];
  readonly places: readonly string[];
  readonly organizations: readonly string[];
}

/** Finds the names in a text. */
export type FindNames = (text: {
  readonly title: string;
  readonly body: string;
  readonly language?: string;
}) => FoundNames;

/** What an arrived article is finished with. */
export interface FinishOptions {
  /** Characters of the text that may be kept; default all. */
  readonly excerptChars?: number;
  readonly findNames: FindNames;
}

/** Longest text in characters: some two hundred pages. What is longer is no news article. */
const MAX_BODY_CHARS = 400_000;

/**
 * Makes an article of what a feed or a page gave: its language is found, its names are found, and its text is cut to what
 * may be kept. Everything goes through the same checks as a file of the corpus.
 *
 * @returns why there is no article, in words, when the fields do not fit
 */
export function toArrivedDraft(
  arrived: ArrivedArticle,
  options: FinishOptions,
): { readonly draft: Draft } | { readonly fault: string } {
  // A headline without a text is a statement all the same.
  const whole = arrived.body.trim() === '' ? arrived.title : arrived.body;
  const language = chooseLanguage(`${arrived.title}\n\n${whole}`, arrived.language);
  const body = toExcerpt(whole, Math.min(options.excerptChars ?? MAX_BODY_CHARS, MAX_BODY_CHARS), language);
  const text = { title: arrived.title, body, ...(language !== undefined && { language }) };
  const { people, places, organizations } = options.findNames(text);
  const parsed = parseArticleFields({
    ...text,
    publisher: arrived.publisher,
    author: arrived.author,
    url: arrived.url,
    date: arrived.date && toDateText(arrived.date),
    topics: arrived.topics,
    people,
    places,
    organizations,
  });
  if ('draft' in parsed) return parsed;
  return { fault: parsed.faults.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' ') };
}

/** What the text itself shows comes first: many feeds name one language for all that they carry. */
function chooseLanguage(text: string, stated: string | undefined): string | undefined {
  const found = detectLanguage(text);
  const isSame = stated?.toLowerCase().split('-')[0] === found;
  return found === undefined || isSame ? stated : found;
}
