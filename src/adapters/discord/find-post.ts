import { BotError } from '../../core/errors.js';
import { CallError } from './call-error.js';
import type { KeyedMessage, ListedThread } from './events.js';
import type { PostApi } from './post-api.js';

/** Where a post is looked for. */
export interface SearchedPlace {
  readonly channel: string;
  /** Of a forum: the server that it is in. Absent for channels that hold messages themselves. */
  readonly forumOf?: string;
  /** Milliseconds since 1970 in UTC; absent: only what is newest is looked at. */
  readonly since?: number;
  /** The bot's own id. */
  readonly bot?: string;
}

/** Pages of 100 messages that are read at most, and posts of a forum: a few seconds' worth. */
const MAX_PAGES = 30;
const MAX_POSTS = 60;
/** How far the clocks of this machine and of Discord may be apart: a post that is overlooked is made twice. */
const CLOCKS_MS = 10 * 60_000;
/** The instant of which ids count their milliseconds (reference#snowflakes). */
const EPOCH_MS = 1_420_070_400_000;
const TIME_SHIFT = 22n;
const UNKNOWN_MESSAGE = 10008;

/**
 * The message that carries a button with this custom id.
 *
 * @returns undefined when there is none, with `since` surely
 * @throws {BotError} `not-allowed` when there is too much to be looked through
 * @throws {CallError}
 */
export function findPost(api: PostApi, place: SearchedPlace, customId: string): Promise<string | undefined> {
  return place.forumOf === undefined
    ? findMessage(api, place, customId)
    : findForumPost(api, place, place.forumOf, customId);
}

/** From `since` on, as the one that is looked for came soon after. */
async function findMessage(
  api: PostApi,
  { channel, since }: SearchedPlace,
  customId: string,
): Promise<string | undefined> {
  if (since === undefined) return (await api.messages(channel)).find((message) => carries(message, customId))?.id;
  const earliest = toEarliestId(since);
  let after = earliest === 0n ? earliest : earliest - 1n;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const messages = await api.messages(channel, String(after));
    const found = messages.find((message) => carries(message, customId));
    if (found !== undefined || messages.length === 0) return found?.id;
    after = messages.reduce((newest, { id }) => (BigInt(id) > newest ? BigInt(id) : newest), after);
  }
  throw tooFar(channel);
}

/** Among the first messages of the threads that the bot began. */
async function findForumPost(
  api: PostApi,
  { channel, since, bot }: SearchedPlace,
  guild: string,
  customId: string,
): Promise<string | undefined> {
  const earliest = since === undefined ? 0n : toEarliestId(since);
  // In this order: what is archived in between is in the second list.
  const active = (await api.activeThreads(guild)).filter(({ parent_id }) => parent_id === channel);
  const archived = await listArchived(api, channel, since);
  const own = [...active, ...archived]
    .filter(({ id, owner_id }) => BigInt(id) >= earliest && (bot === undefined || owner_id === bot))
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
  for (const { id } of own.slice(0, MAX_POSTS)) {
    const first = await firstMessageOf(api, id);
    if (first !== undefined && carries(first, customId)) return first.id;
  }
  if (since !== undefined && own.length > MAX_POSTS) throw tooFar(channel);
  return undefined;
}

/** A thread that began after `since` was archived after it too. */
async function listArchived(api: PostApi, channel: string, since: number | undefined): Promise<ListedThread[]> {
  const all: ListedThread[] = [];
  let before: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { threads, hasMore } = await api.archivedThreads(channel, before);
    all.push(...threads);
    before = threads.at(-1)?.thread_metadata?.archive_timestamp;
    const isEnough = before === undefined || since === undefined || Date.parse(before) < since - CLOCKS_MS;
    if (!hasMore || isEnough) return all;
  }
  throw tooFar(channel);
}

async function firstMessageOf(api: PostApi, thread: string): Promise<KeyedMessage | undefined> {
  try {
    return await api.firstMessage(thread);
  } catch (error) {
    // Somebody has deleted it.
    if (error instanceof CallError && error.code === UNKNOWN_MESSAGE) return undefined;
    throw error;
  }
}

/** The lowest id that something may have which was made at an instant, or shortly before. */
function toEarliestId(since: number): bigint {
  return BigInt(Math.max(0, Math.trunc(since - CLOCKS_MS - EPOCH_MS))) << TIME_SHIFT;
}

function carries({ components }: KeyedMessage, customId: string): boolean {
  return hasCustomId(components, customId);
}

function hasCustomId(part: unknown, customId: string): boolean {
  if (Array.isArray(part)) return part.some((one) => hasCustomId(one, customId));
  if (typeof part !== 'object' || part === null) return false;
  return (
    ('custom_id' in part && part.custom_id === customId) ||
    ('components' in part && hasCustomId(part.components, customId))
  );
}

function tooFar(channel: string): BotError {
  return new BotError(
    'not-allowed',
    `The Discord channel ${channel} cannot be read back far enough: too much was written there since.`,
  );
}
