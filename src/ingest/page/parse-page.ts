import { type ItemDate, parsePublicationDate } from '../publication-date.js';
import { dropBoilerplate, isCutOff } from './boilerplate.js';
import { cutAtWord, toAuthor, weigh } from './field-texts.js';
import { findMainText } from './main-text.js';
import { readPageFacts } from './page-facts.js';
import { toParagraphs } from './to-paragraphs.js';

/** An article as its page gives it, as clean text. */
export interface Page {
  /** Plain text in one line, without the name of the site. */
  readonly title: string;
  /** Plain text, paragraphs parted by one blank line. */
  readonly body: string;
  /** Where the page wants to be found; only on the host where it was found. */
  readonly url?: string;
  readonly publisher?: string;
  readonly author?: string;
  readonly date?: ItemDate;
  /** BCP 47. */
  readonly language?: string;
  readonly topics: readonly string[];
}

const MAX_TITLE_CHARS = 300;
/** Shorter, a text is a label or a note of the site. */
const MIN_BODY_CHARS = 120;
/** Shorter, the text of a paid article is only its start. */
const MIN_PAID_CHARS = 1500;
const PAYWALL =
  /\b(?:subscribe|register|sign in|log in) (?:now )?to (?:continue|read|unlock|keep reading)\b|\bsubscribers? only\b|\bfor subscribers\b|réservé (?:à nos|aux) abonnés|solo para suscriptores|nur für abonnenten|للمشتركين فقط|למנויים בלבד|仅限订阅/i;
const NEEDS_SCRIPTS = /\b(?:enable|turn on|requires?|activate) javascript\b|\bjavascript is (?:disabled|required)\b/i;
const READING_TIME = /^\d{1,3}\s*(?:-\s*)?min(?:ute)?s?(?: read)?$/i;
const STAMP = /^(?:published|updated|posted|last (?:updated|modified))\b.{0,80}$/i;
const MAX_HEAD_PARAGRAPHS = 5;

/**
 * Reads the article of a page: the main text without menus, scripts and what is appended to it, and what the page says of
 * title, author, publisher, day and language.
 *
 * @param html  the page, decoded; only the first 5 MiB are read
 * @param options.url  where it was found, absolute
 * @returns in words why there is no article, with the remedy
 */
export function parsePage(
  html: string,
  options: { readonly url: string },
): { readonly page: Page } | { readonly fault: string } {
  const { title: named, body: written, isPaid, ...facts } = readPageFacts(html, options.url);
  const main = findMainText(html);
  const shown = dropBoilerplate(dropHead(main.text, named, facts.author ?? main.byline));
  const beside = written === undefined ? '' : dropBoilerplate(toParagraphs(written));
  // What is shown has its paragraphs; what stands beside is often one piece.
  const body = weigh(beside) > 1.5 * weigh(shown) + MIN_BODY_CHARS ? beside : shown;
  const fault = findFault(body, isPaid, html);
  if (fault !== undefined) return { fault };
  const title = named === '' ? cutAtWord(body.split('\n', 1)[0] ?? '', 80) : cutAtWord(named, MAX_TITLE_CHARS);
  const author = facts.author ?? toAuthor(main.byline === undefined ? [] : [main.byline]);
  return { page: { title, body, ...facts, ...(author !== undefined && { author }) } };
}

function findFault(body: string, isPaid: boolean, html: string): string | undefined {
  const length = weigh(body);
  const isStart =
    length < MIN_PAID_CHARS &&
    (isPaid || PAYWALL.test(body) || (isCutOff(body) && PAYWALL.test(html.slice(0, 200_000))));
  if (isStart) {
    return 'The page shows only the start of an article for subscribers. Add the text yourself if you may use it.';
  }
  if (length >= MIN_BODY_CHARS) return undefined;
  if (NEEDS_SCRIPTS.test(html.slice(0, 200_000))) {
    return 'The page shows its text only where scripts run. Save it from a browser and import the saved file.';
  }
  return 'The page holds no text that reads like an article. Check the address, or save the page and import the file.';
}

/** What stands over a text and is known from elsewhere: its title, author, day and reading time. */
function dropHead(text: string, title: string, author: string | undefined): string {
  let rest = text;
  for (let count = 0; count < MAX_HEAD_PARAGRAPHS; count += 1) {
    const end = rest.indexOf('\n\n');
    const first = end < 0 ? rest : rest.slice(0, end);
    const isKnown = first === title || (author !== undefined && first.replace(/^by\s+/i, '') === author);
    const isStamp = READING_TIME.test(first) || STAMP.test(first) || parsePublicationDate(first) !== undefined;
    if (end < 0 || !(isKnown || isStamp)) return rest;
    rest = rest.slice(end + 2);
  }
  return rest;
}
