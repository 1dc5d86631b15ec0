import { BotError } from '../core/errors.js';
import { type FindNames, toArrivedDraft } from './arrived-draft.js';
import { type DateProblem, markDate } from './feed/item-date.js';
import type { FileReading } from './file-reading.js';
import { type Document, readDocument } from './read-address.js';
import { readItem } from './read-item.js';
import type { WebClient } from './web/web-client.js';

/** An article, or what is wrong with one, with the address or file it came from. */
export interface PlacedReading {
  readonly place: string;
  readonly reading: FileReading;
  /** A page or an item of a feed: its address is its own, and names one article. */
  readonly isOfWeb?: true;
  /** What is wrong with the date that was given, and left out. */
  readonly dateProblem?: DateProblem;
}

/** What documents of the web are read with. */
export interface WebEntriesOptions {
  /** Absent: nothing is fetched, not even the page of an item whose feed gives a stub. */
  readonly web?: WebClient;
  readonly findNames: FindNames;
  /** Milliseconds since 1970 in UTC. */
  now(): number;
  /** Told how many more things are to be read than was known. */
  expect?(count: number): void;
  /** Told when one of them is read. */
  done?(): void;
}

/** How deep lists of feeds may point to lists of feeds. */
const MAX_DEPTH = 2;

/**
 * The articles at an address: those of a feed, the one of a page, those of all feeds of a list. What is wrong is a fault,
 * and does not stop the others.
 */
export async function* readAddressEntries(
  url: string,
  options: WebEntriesOptions & { readonly web: WebClient },
  depth = 0,
): AsyncGenerator<PlacedReading> {
  const place = toPlainAddress(url);
  try {
    const { document: fetched, pageRefusal } = await options.web.fetchAddress(url);
    const document = readDocument(fetched.text, fetched.url, fetched.contentType);
    if (document.kind === 'page' && pageRefusal !== undefined) throw pageRefusal;
    yield* readEntries(document, place, options, depth);
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    yield { place, reading: { fault: { message: error.message } } };
  }
}

/**
 * The articles of a saved document.
 *
 * @param url  where it was saved from, for its relative addresses
 */
export async function* readSavedEntries(
  text: string,
  place: string,
  url: string,
  options: WebEntriesOptions,
): AsyncGenerator<PlacedReading> {
  try {
    yield* readEntries(readDocument(text, url), place, options, 0);
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    yield { place, reading: { fault: { message: error.message } } };
  }
}

async function* readEntries(
  document: Document,
  place: string,
  options: WebEntriesOptions,
  depth: number,
): AsyncGenerator<PlacedReading> {
  switch (document.kind) {
    case 'page': {
      const { article, fault = 'The page holds no article.' } = document;
      if (article === undefined) {
        yield { place, reading: { fault: { message: fault } } };
        return;
      }
      const { date: given, ...undated } = article;
      const { date, problem } = markDate(given, options.now());
      yield toPlaced(place, toArrivedDraft({ ...undated, ...(date !== undefined && { date }) }, options), problem);
      return;
    }
    case 'feed': {
      const { feed } = document;
      options.expect?.(feed.items.length);
      for (const item of feed.items) {
        const { article, dateProblem } = await readItem(item, feed, options.web, options.now());
        const finished = toArrivedDraft(article, options);
        const of = item.url === undefined ? `${place} (${item.title.slice(0, 60)})` : toPlainAddress(item.url);
        yield toPlaced(of, finished, dateProblem);
        options.done?.();
      }
      for (const message of feed.faults) yield { place, reading: { fault: { message } } };
      return;
    }
    case 'opml': {
      const { web } = options;
      if (web === undefined || depth >= MAX_DEPTH) {
        const message = 'This is a list of feeds that cannot be followed from here. Import the feeds themselves.';
        yield { place, reading: { fault: { message } } };
        return;
      }
      options.expect?.(document.feeds.length);
      for (const { url } of document.feeds) {
        yield* readAddressEntries(url, { ...options, web }, depth + 1);
        options.done?.();
      }
    }
  }
}

function toPlaced(
  place: string,
  finished: ReturnType<typeof toArrivedDraft>,
  dateProblem: DateProblem | undefined,
): PlacedReading {
  const reading = 'draft' in finished ? finished : { fault: { message: finished.fault } };
  return { place, reading, isOfWeb: true, ...(dateProblem !== undefined && { dateProblem }) };
}

/** An address without what may be secret in it. */
function toPlainAddress(url: string): string {
  if (!URL.canParse(url)) return url;
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
