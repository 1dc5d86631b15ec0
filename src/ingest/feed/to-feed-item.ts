import { hash } from '../address.js';
import { dropBoilerplate, isCutOff } from '../page/boilerplate.js';
import { cleanAddress } from '../page/clean-address.js';
import { dropSiteName } from '../page/drop-site-name.js';
import { cutAtWord, toAuthor, toTopics, weigh } from '../page/field-texts.js';
import { toLanguageTag } from '../page/language-tag.js';
import { toParagraphs, toPlainLine } from '../page/to-paragraphs.js';
import { chooseItemDate } from './item-date.js';
import type { FeedItem } from './parse-feed.js';
import { present, type RawItem } from './raw-feed.js';

/** Longest text of an item that is read, in characters of HTML. */
const MAX_HTML_CHARS = 1_000_000;
const MAX_TITLE_CHARS = 300;
const MADE_TITLE_CHARS = 80;
/** Shorter, even the whole text of a feed is no article. */
const SHORT_CONTENT_CHARS = 250;
/** Shorter, a description is a teaser when there is no whole text beside it. */
const SHORT_SUMMARY_CHARS = 1000;

/**
 * An item as clean text; undefined when it has neither a title nor a text.
 *
 * @param feedTitle  dropped from the ends of titles
 */
export function toFeedItem(
  raw: RawItem,
  feedTitle: string | undefined,
  feedLanguage: string | undefined,
): FeedItem | undefined {
  const publisher = raw.publisher === undefined ? '' : toPlainLine(raw.publisher);
  const written = dropSiteName(toPlainLine(raw.title?.slice(0, 10_000) ?? ''), [publisher, feedTitle]);
  const { text, isStub } = toBody(raw);
  const title = cutAtWord(
    written === '' ? firstLine(text) : written,
    written === '' ? MADE_TITLE_CHARS : MAX_TITLE_CHARS,
  );
  if (title === '') return undefined;
  const body = written === '' ? text : dropTitle(text, title);
  const url = raw.links.map((link) => cleanAddress(link, raw.base)).find((address) => address !== undefined);
  const author = toAuthor(raw.authors);
  return {
    key: raw.id?.trim() || url || hash(`${title}\n${body}`),
    title,
    body,
    isStub: isStub || body === '',
    ...present({
      url,
      date: chooseItemDate(raw.dates),
      author,
      publisher: publisher === '' ? undefined : publisher,
      language: toLanguageTag(raw.language) ?? feedLanguage,
    }),
    topics: toTopics(raw.topics),
  };
}

function toBody({ content, summary }: RawItem): { readonly text: string; readonly isStub: boolean } {
  const whole = content === undefined ? '' : toParagraphs(content.slice(0, MAX_HTML_CHARS));
  const short = summary === undefined || summary === content ? '' : toParagraphs(summary.slice(0, MAX_HTML_CHARS));
  const isWhole = whole !== '' && whole.length >= short.length;
  const written = isWhole ? whole : short;
  const text = dropBoilerplate(written);
  const limit = isWhole && short !== whole ? SHORT_CONTENT_CHARS : SHORT_SUMMARY_CHARS;
  return { text, isStub: weigh(text) < limit || isCutOff(written) };
}

function firstLine(text: string): string {
  return toPlainLine(text.slice(0, 1000).split('\n\n', 1)[0]?.replaceAll('<', '&lt;') ?? '');
}

/** Many feeds repeat the title at the head of the text. */
function dropTitle(text: string, title: string): string {
  const end = text.indexOf('\n\n');
  const first = end < 0 ? text : text.slice(0, end);
  return first === title ? text.slice(first.length).trimStart() : text;
}
