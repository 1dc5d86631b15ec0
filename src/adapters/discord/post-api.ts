import { setMaxListeners } from 'node:events';
import { REST, type RouteLike, Routes } from 'discord.js';
import type { z } from 'zod';
import type { Secret } from '../../lib/secret.js';
import { toBody, toFiles, toRestOptions } from './api.js';
import { createAttempt, parseAnswer } from './attempt.js';
import type { Message } from './components.js';
import {
  channelSchema,
  type KeyedMessage,
  keyedListSchema,
  keyedMessageSchema,
  type ListedThread,
  postedSchema,
  threadListSchema,
} from './events.js';
import { MAX_MESSAGES, MAX_THREADS } from './limits.js';
import type { Timings } from './timings.js';

/** A post of a forum, beside its first message. */
interface ForumPost {
  /** At most 100 characters. */
  readonly title: string;
  readonly tags: readonly string[];
}

/** The calls of one post, or of looking for one. Every failure is a `CallError`. */
export interface PostApi {
  /**
   * Makes a message.
   *
   * @param nonce  at most 25 characters; a second message with it is not made within a few minutes
   * @returns its id
   */
  message(channel: string, message: Message, nonce: string): Promise<string>;
  /** Begins a thread in a forum. @returns the id of its first message, which is the thread's own */
  forumPost(channel: string, post: ForumPost, message: Message): Promise<string>;
  channel(id: string): Promise<z.output<typeof channelSchema>>;
  /** Up to 100 messages: the newest, or with `after` the oldest of those that came after this id; the newest first. */
  messages(channel: string, after?: string): Promise<KeyedMessage[]>;
  /** The first message of a post of a forum. */
  firstMessage(thread: string): Promise<KeyedMessage>;
  activeThreads(guild: string): Promise<ListedThread[]>;
  /** Those that were archived before an instant in ISO form, the one that was archived last first. */
  archivedThreads(channel: string, before?: string): Promise<{ threads: ListedThread[]; hasMore: boolean }>;
}

/**
 * The calls of posts. What posts is called once and never repeated by discord.js: whether it was done is known only after
 * looking. All calls that one `begin` gives have an end together.
 */
export function createPostApi(token: Secret, apiUrl: string | undefined, timings: Timings): { begin(): PostApi } {
  const options = {
    ...toRestOptions(apiUrl, timings.requestTimeoutMs),
    rejectOnRateLimit: ({ timeToReset, retryAfter }: { readonly timeToReset: number; readonly retryAfter: number }) =>
      Math.max(timeToReset, retryAfter) > timings.longestLimitMs,
  };
  const posting = new REST({ ...options, retries: 0 }).setToken(token.reveal());
  const reading = new REST(options).setToken(token.reveal());
  const attemptPost = createAttempt(posting, token);
  const attemptRead = createAttempt(reading, token);

  const begin = (): PostApi => {
    const signal = AbortSignal.timeout(timings.postMs);
    // One listener a call.
    setMaxListeners(0, signal);
    const read = <S extends z.ZodType>(
      what: string,
      route: RouteLike,
      schema: S,
      query: Readonly<Record<string, string>> = {},
    ) =>
      attemptRead(what, async () =>
        parseAnswer(what, schema, await reading.get(route, { query: new URLSearchParams(query), signal })),
      );
    const post = (what: string, route: RouteLike, body: unknown, { files }: Message) =>
      attemptPost(what, async () => {
        const answer = await posting.post(route, { body, files: toFiles(files), signal });
        return parseAnswer(what, postedSchema, answer).id;
      });
    return {
      message: (channel, message, nonce) => {
        const body = { ...toBody(message), nonce, enforce_nonce: true };
        return post('a message', Routes.channelMessages(channel), body, message);
      },
      forumPost: (channel, { title, tags }, message) => {
        const body = { name: title, message: toBody(message), ...(tags.length === 0 ? {} : { applied_tags: tags }) };
        return post('a post', Routes.threads(channel), body, message);
      },
      channel: (id) => read('looking at a channel', Routes.channel(id), channelSchema),
      messages: (channel, after) =>
        read('reading a channel', Routes.channelMessages(channel), keyedListSchema, {
          limit: String(MAX_MESSAGES),
          ...(after === undefined ? {} : { after }),
        }),
      firstMessage: (thread) => read('reading a post', Routes.channelMessage(thread, thread), keyedMessageSchema),
      activeThreads: async (guild) =>
        (await read('listing threads', Routes.guildActiveThreads(guild), threadListSchema)).threads,
      archivedThreads: async (channel, before) => {
        const { threads, has_more: hasMore = false } = await read(
          'listing archived threads',
          Routes.channelThreads(channel, 'public'),
          threadListSchema,
          { limit: String(MAX_THREADS), ...(before === undefined ? {} : { before }) },
        );
        return { threads, hasMore };
      },
    };
  };
  return { begin };
}
