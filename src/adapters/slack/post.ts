import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Log } from '../../core/ports.js';
import type { SlackApi } from './api.js';
import type { Message } from './blocks.js';
import { CallError, refusesBlocks, TOO_LONG, toCallError } from './call-error.js';
import type { Timings } from './timings.js';

/** Where a message is posted. */
export interface Target {
  readonly channel: string;
  /** The message under which it stands. */
  readonly threadTs?: string;
  /** No message of the same key is older: the `ts` of what it answers. */
  readonly since?: string;
}

/** Posts messages once each. */
export interface Poster {
  /**
   * Posts a message. When the answer to it is lost, the message is looked for by its key before it is posted again; where
   * the conversation may not be read it is not repeated.
   *
   * @param key  tells this message from all others
   * @returns the message's `ts`
   * @throws {CallError}
   */
  post(target: Target, message: Message, key: string): Promise<string>;
  /**
   * Posts a message for a caller who looks up by itself whether it is there: when that cannot be told, this fails and does
   * not post again. It takes three requests and a bounded wait at most.
   *
   * @returns the message's `ts`
   * @throws {CallError} only `unknown` may have been posted
   */
  postOnce(target: Target, message: Message, key: string): Promise<string>;
  /**
   * Looks for the message of a key in a conversation.
   *
   * @param target.since  absent: only the newest thousand messages are read
   * @throws {CallError} `refused` when it may not be read, or with `since` has too many messages to be read back to then
   */
  find(target: Target, key: string): Promise<string | undefined>;
}

/** Names the metadata of our messages (https://docs.slack.dev/messaging/message-metadata). */
const EVENT_TYPE = 'dateline_message';
/** Tries of a message, and of a look-up; the pauses between them double. */
const MAX_TRIES = 6;
/** Tries of a message whose caller tries again by itself. */
const MAX_TRIES_ONCE = 3;
/** Messages that are read at a time, and how often: a look-up ends with the newest thousand, one back to an instant later. */
const PAGE_SIZE = 200;
const MAX_PAGES = 5;
const MAX_PAGES_SINCE = 20;

const postedSchema = z.object({ ts: z.string() });
const historySchema = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z
          .object({ event_type: z.string(), event_payload: z.looseObject({ key: z.string().optional() }) })
          .optional()
          .catch(undefined),
      }),
    )
    .default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** How long a message is tried. */
interface Persistence {
  readonly maxTries: number;
  readonly mostWaitMs: number;
  settle(lost: CallError): Promise<string | undefined>;
}

/** Posts through the call that is never repeated, with a key in the metadata of each message. */
export function createPoster({
  api,
  log,
  timings,
}: {
  readonly api: SlackApi;
  readonly log: Log;
  readonly timings: Timings;
}): Poster {
  const send = async ({ channel, threadTs }: Target, message: Message, key: string): Promise<string> => {
    const args = {
      channel,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      text: message.text,
      ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: EVENT_TYPE, event_payload: { key } },
    };
    return postedSchema.parse(await api.callOnce('chat.postMessage', args)).ts;
  };

  const find = async ({ channel, threadTs, since }: Target, key: string): Promise<string | undefined> => {
    let cursor = '';
    for (let page = 0; page < (since === undefined ? MAX_PAGES : MAX_PAGES_SINCE); page += 1) {
      const answer = await api.call(threadTs === undefined ? 'conversations.history' : 'conversations.replies', {
        channel,
        ...(threadTs === undefined ? {} : { ts: threadTs }),
        ...(since === undefined ? {} : { oldest: since, inclusive: true }),
        include_all_metadata: true,
        limit: PAGE_SIZE,
        ...(cursor === '' ? {} : { cursor }),
      });
      const { messages, response_metadata } = historySchema.parse(answer);
      const found = messages.find(
        ({ metadata }) => metadata?.event_type === EVENT_TYPE && metadata.event_payload.key === key,
      );
      if (found !== undefined) return found.ts;
      cursor = response_metadata?.next_cursor ?? '';
      if (cursor === '') return undefined;
    }
    if (since === undefined) return undefined;
    throw new CallError('refused', TOO_LONG);
  };

  /** Doubles from one try to the next, counted from 1. */
  const pauseMs = (tries: number) => Math.min(timings.longestWaitMs, timings.lookUpPauseMs * 2 ** (tries - 1));

  /** The message whose answer was lost, if it is there; throws what it failed with when that cannot be told. */
  const lookUp = async (target: Target, key: string, lost: CallError): Promise<string | undefined> => {
    for (let tries = 1; ; tries += 1) {
      await sleep(pauseMs(tries));
      try {
        return await find(target, key);
      } catch (error) {
        const { outcome, code } = toCallError(error);
        if (outcome !== 'refused' && tries < MAX_TRIES) continue;
        log.warn(
          { channel: target.channel, code: lost.code, reading: code },
          'a message may or may not have been posted, and the conversation cannot be read: it is not posted again',
        );
        throw lost;
      }
    }
  };

  /**
   * @param mostWaitMs  in all; a single wait is no longer than `longestWaitMs`
   * @param settle  tells whether a message is there whose answer was lost; throws when that cannot be told
   */
  const trySending = async (
    target: Target,
    message: Message,
    key: string,
    { maxTries, mostWaitMs, settle }: Persistence,
  ): Promise<string> => {
    let draft = message;
    let waitedMs = 0;
    for (let tries = 1; ; tries += 1) {
      try {
        return await send(target, draft, key);
      } catch (error) {
        const failure = toCallError(error);
        if (tries === maxTries) throw failure;
        if (failure.outcome === 'refused') {
          if (!refusesBlocks(failure) || draft.blocks.length === 0) throw failure;
          log.error({ code: failure.code }, 'Slack refuses the blocks of a message; it is posted as plain text');
          draft = { text: draft.text, blocks: [] };
        } else if (failure.outcome === 'unknown') {
          const found = await settle(failure);
          if (found !== undefined) return found;
        } else {
          const waitMs = failure.outcome === 'limited' ? failure.retryAfterMs : pauseMs(tries);
          waitedMs += waitMs;
          if (waitMs > timings.longestWaitMs || waitedMs > mostWaitMs) throw failure;
          await sleep(waitMs);
        }
      }
    }
  };

  return {
    post: (target, message, key) =>
      trySending(target, message, key, {
        maxTries: MAX_TRIES,
        mostWaitMs: Number.POSITIVE_INFINITY,
        settle: (lost) => lookUp(target, key, lost),
      }),
    postOnce: (target, message, key) =>
      trySending(target, message, key, {
        maxTries: MAX_TRIES_ONCE,
        mostWaitMs: timings.longestWaitMs,
        settle: async (lost) => {
          throw lost;
        },
      }),
    find,
  };
}
