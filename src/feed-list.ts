import { readFile } from 'node:fs/promises';
import { BotError } from './core/errors.js';
import type { Log } from './core/ports.js';
import { parseFeedAddress } from './feeds.js';
import { decodeText } from './ingest/decode-text.js';
import { parseOpml } from './ingest/feed/parse-opml.js';
import { toFileErrorMessage } from './ingest/file-error.js';
import type { FeedQueries } from './store/feeds.js';

/** What the list of feeds is kept with. */
export interface FeedListOptions {
  /** Path of an OPML file. */
  readonly file: string;
  readonly feeds: FeedQueries;
  newId(): string;
  readonly log: Log;
}

const ALL = '*';

/**
 * Makes the feeds of the configuration those of an OPML file: all spaces see their articles. What is no longer in the
 * file is read no more; feeds that somebody asked for are left alone.
 *
 * @throws {BotError} `bad-request` when the file cannot be read; then nothing is changed
 */
export async function followFeedList({ file, feeds, newId, log }: FeedListOptions): Promise<void> {
  const listed = new Map<string, string | undefined>();
  for (const { url, title } of await readFeedList(file)) {
    try {
      const address = parseFeedAddress(url);
      if (!listed.has(address)) listed.set(address, title);
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      log.warn({ file, feed: title ?? '', reason: error.message }, 'a feed of the list is left out');
    }
  }
  const present = (await feeds.list([ALL])).filter(({ origin }) => origin === 'configuration');
  for (const { id, url } of present) {
    if (listed.has(url)) continue;
    await feeds.remove(id, ALL);
    log.info({ feed: id }, 'a feed is no longer in the list');
  }
  const known = new Set(present.map(({ url }) => url));
  for (const [url, title] of listed) {
    if (known.has(url)) continue;
    await feeds.add({ id: newId(), space: ALL, url, origin: 'configuration', ...(title !== undefined && { title }) });
  }
}

async function readFeedList(file: string) {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new BotError('bad-request', `FEEDS_OPML: ${file} cannot be read: ${toFileErrorMessage(cause)}`, { cause });
  }
  const decoded = decodeText(bytes);
  const parsed = 'fault' in decoded ? { fault: decoded.fault.message } : parseOpml(decoded.text);
  if ('fault' in parsed) throw new BotError('bad-request', `FEEDS_OPML: ${file}: ${parsed.fault}`);
  return parsed.feeds;
}
