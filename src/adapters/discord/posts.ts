import { createHash } from 'node:crypto';
import { ChannelType } from 'discord.js';
import type { ChatAdapter, ChatServices } from '../../core/chat.js';
import { toDigestTitle } from '../../core/digest-wording.js';
import { BotError } from '../../core/errors.js';
import type { Reply } from '../../core/reply.js';
import type { DiscordApi } from './api.js';
import { THREAD_TYPES } from './asker.js';
import { CallError } from './call-error.js';
import type { Connection } from './connection.js';
import { toCustomId } from './custom-id.js';
import { cutText, toLine } from './escape.js';
import { findPost } from './find-post.js';
import { MAX_NONCE, MAX_POST_TITLE } from './limits.js';
import type { PostApi } from './post-api.js';
import { renderPosted } from './render.js';

/** What posts are made with. */
export interface PosterOptions {
  readonly api: Pick<DiscordApi, 'openDirectChannel'>;
  readonly posts: { begin(): PostApi };
  readonly connection: Pick<Connection, 'placeOf'>;
  readonly services: Pick<ChatServices, 'delivered'>;
  readonly publicUrl?: string;
  /** The id of the bot's own user; undefined before it is connected. */
  botId(): string | undefined;
}

/** What is known of a place to which something is posted. */
interface Place {
  readonly type: number;
  readonly guild?: string | undefined;
  /** Undefined when it is not known. */
  readonly mayReadBack: boolean | undefined;
}

const FORUMS: ReadonlySet<number> = new Set([ChannelType.GuildForum, ChannelType.GuildMedia]);
/** The flag of a forum whose posts must have a tag (resources/channel#channel-object-channel-flags). */
const REQUIRES_TAG = 1 << 4;
const DEFAULT_TITLE = 'Dateline';

/** Posts messages that nobody asked for at that moment, and finds them again by their keys. */
export function createPoster(options: PosterOptions): Pick<ChatAdapter, 'post' | 'find' | 'tell'> {
  const { api, posts, connection, services } = options;

  const lookAt = async (calls: PostApi, channel: string): Promise<Place> => {
    const known = connection.placeOf(channel);
    if (known !== undefined) return known;
    // An archived thread is in no list of the gateway, and a direct channel only once somebody wrote there.
    const { type, guild_id: guild, parent_id: parent } = await calls.channel(channel);
    if (type === ChannelType.DM) return { type, mayReadBack: true };
    const above = THREAD_TYPES.has(type) && parent != null ? connection.placeOf(parent) : undefined;
    return { type, guild: guild ?? undefined, mayReadBack: above?.mayReadBack };
  };

  const tagsOf = async (calls: PostApi, channel: string): Promise<string[]> => {
    const { flags = 0, available_tags: tags } = await calls.channel(channel);
    const free = tags?.find(({ moderated }) => moderated !== true);
    return (flags & REQUIRES_TAG) === 0 || free === undefined ? [] : [free.id];
  };

  const send = async (calls: PostApi, channel: string, reply: Reply, key: string): Promise<string> => {
    const place = await beforePosting(lookAt(calls, channel));
    const message = renderPosted(reply, toPostedKey(key), options);
    if (!FORUMS.has(place.type)) return calls.message(channel, message, hash(key).slice(0, MAX_NONCE));
    const tags = await beforePosting(tagsOf(calls, channel));
    return calls.forumPost(channel, { title: toPostTitle(reply), tags }, message);
  };

  const note = async (reply: Reply, channel: string, message: string): Promise<void> => {
    if (reply.id !== undefined) await services.delivered(reply.id, channel, message);
  };

  const find = async (calls: PostApi, channel: string, key: string, since?: number) => {
    const { type, guild, mayReadBack } = await lookAt(calls, channel);
    // Discord would answer with an empty list, as if nothing stood there.
    if (mayReadBack === false) throw notAllowed(channel, 'Read Message History');
    if (mayReadBack === undefined) {
      const reason = `Discord has not told yet what the bot may read in the channel ${channel}.`;
      throw new BotError('unreachable', reason, { retryable: true });
    }
    const bot = options.botId();
    const place = {
      channel,
      ...(FORUMS.has(type) && guild !== undefined ? { forumOf: guild } : {}),
      ...(since === undefined ? {} : { since }),
      ...(bot === undefined ? {} : { bot }),
    };
    return findPost(calls, place, toPostedId(key));
  };

  return {
    post: async (channel, reply, key) => {
      try {
        const id = await send(posts.begin(), channel, reply, key);
        await note(reply, channel, id);
        return id;
      } catch (error) {
        throw toPostError(error, channel);
      }
    },
    find: async (channel, key, since) => {
      try {
        return await find(posts.begin(), channel, key, since);
      } catch (error) {
        throw toPostError(error, channel);
      }
    },
    tell: async (person, reply, key) => {
      try {
        const channel = await api.openDirectChannel(person);
        const calls = posts.begin();
        const told = await findPost(calls, { channel }, toPostedId(key));
        if (told !== undefined) return told;
        const message = renderPosted(reply, toPostedKey(key), options);
        const id = await calls.message(channel, message, hash(key).slice(0, MAX_NONCE));
        await note(reply, channel, id);
        return id;
      } catch (error) {
        throw toTellError(error);
      }
    },
  };
}

/** The title of a post of a forum. */
function toPostTitle(reply: Reply): string {
  const [story] = reply.kind === 'digest' ? reply.stories : [];
  const named = reply.kind === 'digest' ? toDigestTitle(reply) : (reply.question ?? DEFAULT_TITLE);
  const title = reply.kind === 'digest' && reply.isAlert === true && story !== undefined ? story.title : named;
  return cutText(toLine(title), MAX_POST_TITLE) || DEFAULT_TITLE;
}

/** A key that fits into a button. */
function toPostedKey(key: string): string {
  return toCustomId({ action: 'posted', key }) === undefined ? hash(key) : key;
}

function toPostedId(key: string): string {
  // A hash always fits.
  return toCustomId({ action: 'posted', key: toPostedKey(key) }) ?? '';
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** A call without which nothing is posted: when it fails, nothing was. */
async function beforePosting<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof CallError) || error.outcome === 'forbidden') throw error;
    throw unreachable(error, true);
  }
}

function toPostError(error: unknown, channel: string): unknown {
  if (!(error instanceof CallError)) return error;
  if (error.outcome === 'forbidden') {
    return notAllowed(
      channel,
      'View Channel, Send Messages, in a thread those in threads, and Read Message History',
      error,
    );
  }
  return unreachable(error, error.isUndone);
}

function toTellError(error: unknown): unknown {
  if (!(error instanceof CallError)) return error;
  if (error.outcome === 'forbidden' || error.outcome === 'refused') {
    return new BotError(
      'not-allowed',
      'Discord lets the bot send no message to that person: they take none, or share no server with it.',
      { cause: error },
    );
  }
  return unreachable(error, error.isUndone);
}

function unreachable(error: CallError, isUndone: boolean): BotError {
  return new BotError('unreachable', `${error.message}.`, { cause: error, retryable: true, isUndone });
}

function notAllowed(channel: string, rights: string, cause?: CallError): BotError {
  return new BotError(
    'not-allowed',
    `The bot may not post or read in the Discord channel ${channel}: it is gone or locked, or it must give the bot ${rights}.`,
    { cause },
  );
}
