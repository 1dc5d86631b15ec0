import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatServices } from '../../core/chat.js';
import type { Log } from '../../core/ports.js';
import type { Reply } from '../../core/reply.js';
import type { SlackApi } from './api.js';
import { type Message, paragraph, rich, section, words } from './blocks.js';
import { type CallError, refusesBlocks, toCallError } from './call-error.js';
import { toMessage } from './fit.js';
import type { Poster, Target } from './post.js';
import type { Timings } from './timings.js';
import type { Place } from './to-request.js';

/** What messages are delivered with. */
export interface DeliveryOptions {
  readonly api: SlackApi;
  readonly poster: Poster;
  readonly services: Pick<ChatServices, 'delivered'>;
  readonly log: Log;
  readonly timings: Timings;
}

/** Brings replies to people. Nothing here rejects: what cannot be delivered is logged. */
export interface Delivery {
  /**
   * Posts a reply where all can read it. Where the bot may not post, its asker is told how to change that.
   *
   * @param key  tells this message from all others
   * @param since  the `ts` of what it answers
   * @returns whether it was posted
   */
  publish(place: Place, reply: Reply, message: Message, key: string, since?: string): Promise<boolean>;
  /** Shows a message to one person only. */
  whisper(place: Place, message: Message): Promise<void>;
  /** Shows a message to all through the address of an interaction, which needs no membership in the channel. */
  share(place: Place, message: Message, key: string): Promise<void>;
  /** Says that the bot is at work, until a message is posted in the same thread or the returned function is called. */
  showStatus(place: Place): Promise<() => Promise<void>>;
}

const STATUS = 'is looking through the articles…';
const NEVER_AGAIN: ReadonlySet<string> = new Set(['missing_scope', 'unknown_method', 'not_allowed_token_type']);
/** Refusals that mean that the bot is not where it was asked. */
const ABSENT: ReadonlySet<string> = new Set(['not_in_channel', 'channel_not_found']);

/** Delivers through the Web API and through the addresses of interactions. */
export function createDelivery({ api, poster, services, log, timings }: DeliveryOptions): Delivery {
  let hasStatus = true;

  const publish: Delivery['publish'] = async (place, reply, message, key, since) => {
    let ts: string;
    try {
      ts = await poster.post({ ...toTarget(place), ...(since === undefined ? {} : { since }) }, message, key);
    } catch (error) {
      const { code } = logLost(log, place, error);
      if (ABSENT.has(code)) await invite(place);
      return false;
    }
    if (reply.id !== undefined) await services.delivered(reply.id, place.channel, ts);
    return true;
  };

  /** In a conversation with the bot, since it cannot write where it was asked. */
  const invite = async ({ channel, user }: Place) => {
    const before = 'I cannot answer in ';
    const after = ' because I am not a member there. Invite me with /invite @Dateline and ask again.';
    const message = toMessage(
      `${before}that channel${after}`,
      rich([paragraph(words(before), { type: 'channel', channel_id: channel }, words(after))]),
    );
    try {
      await poster.post({ channel: user }, message, `invite:${channel}:${user}`);
    } catch (error) {
      logLost(log, { channel: user, user }, error);
    }
  };

  /** Whether it was shown by the address of the interaction. */
  const whisperByAddress = async (url: string, message: Readonly<Record<string, unknown>>): Promise<boolean> => {
    try {
      await api.respond(url, { response_type: 'ephemeral', replace_original: false, ...message });
      return true;
    } catch (error) {
      log.info({ code: toCallError(error).code }, 'an interaction cannot be answered by its address any more');
      return false;
    }
  };

  const whisper: Delivery['whisper'] = async (place, { text, blocks }) => {
    const { channel, user, threadTs, isInThread, responseUrl } = place;
    const thread = isInThread && threadTs !== undefined ? { thread_ts: threadTs } : {};
    if (responseUrl !== undefined && (await whisperByAddress(responseUrl, { ...thread, text, blocks }))) return;
    // Nobody is harmed by reading a private message twice, so this call may be repeated.
    const show = (content: Readonly<Record<string, unknown>>) =>
      api.call('chat.postEphemeral', { channel, user, ...thread, text, ...content });
    try {
      await show({ blocks }).catch((error: unknown) => {
        if (!refusesBlocks(toCallError(error))) throw error;
        return show({});
      });
    } catch (error) {
      logLost(log, place, error);
    }
  };

  /** Whether it was shared by the address of the interaction; throws when that cannot be told. */
  const shareByAddress = async (url: string, place: Place, message: Message): Promise<boolean> => {
    const thread = place.threadTs === undefined ? {} : { thread_ts: place.threadTs };
    try {
      await api.respond(url, {
        response_type: 'in_channel',
        replace_original: false,
        ...thread,
        ...message,
        unfurl_links: false,
        unfurl_media: false,
      });
    } catch (error) {
      if (toCallError(error).outcome === 'unknown') throw error;
      return false;
    }
    // What was shared need not be shared twice.
    await api
      .respond(url, { replace_original: true, text: 'Shared to the channel.' })
      .catch((error: unknown) => log.debug({ code: toCallError(error).code }, 'a shared answer keeps its button'));
    return true;
  };

  const share: Delivery['share'] = async (place, message, key) => {
    const { responseUrl, ...lasting } = place;
    try {
      if (responseUrl !== undefined && (await shareByAddress(responseUrl, place, message))) return;
      await poster.post(toTarget(place), message, key);
    } catch (error) {
      const { code } = logLost(log, place, error);
      const text = ABSENT.has(code)
        ? 'I am not a member of this channel: invite me with /invite @Dateline and share again.'
        : 'This could not be shared. Ask again and share the new answer.';
      await whisper(lasting, toMessage(text, [section(text)]));
    }
  };

  const setStatus = async ({ channel, threadTs }: Place, status: string) => {
    try {
      await api.callOnce('assistant.threads.setStatus', { channel_id: channel, thread_ts: threadTs, status });
    } catch (error) {
      const { code } = toCallError(error);
      if (NEVER_AGAIN.has(code)) hasStatus = false;
      log.debug({ code }, 'the status cannot be shown');
    }
  };

  const showStatus: Delivery['showStatus'] = async (place) => {
    if (!hasStatus || place.threadTs === undefined) return async () => {};
    const shown = setStatus(place, STATUS);
    const isLate = await Promise.race([shown.then(() => false), sleep(timings.statusTimeoutMs, true, { ref: false })]);
    // One that comes after the answer would stand there for two minutes.
    if (isLate) void shown.then(() => setStatus(place, ''));
    return () => setStatus(place, '');
  };

  return { publish, whisper, share, showStatus };
}

function toTarget({ channel, threadTs }: Place): Target {
  return { channel, ...(threadTs === undefined ? {} : { threadTs }) };
}

function logLost(log: Log, { channel, user }: Pick<Place, 'channel' | 'user'>, error: unknown): CallError {
  const failure = toCallError(error);
  log.error({ channel, user, code: failure.code, outcome: failure.outcome }, 'a message could not be delivered');
  return failure;
}
