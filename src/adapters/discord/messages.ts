import { toFailure } from '../../core/failure.js';
import type { Log } from '../../core/ports.js';
import type { Reply } from '../../core/reply.js';
import type { DiscordApi } from './api.js';
import type { ChannelFacts } from './asker.js';
import { CANNOT_REPLY, CallError } from './call-error.js';
import { COLOR, type Message, text, toMessage } from './components.js';
import type { MessageEvent, PostedMessage } from './events.js';
import { renderReply } from './render.js';
import { keepTrying, within } from './retry.js';
import { runInThread, type TaskContext } from './tasks.js';
import type { Timings } from './timings.js';
import { type Asked, toAsked, toMessageRequest } from './to-request.js';

/** What answering messages needs. */
export interface MessageOptions extends TaskContext {
  readonly api: DiscordApi;
  readonly timings: Timings;
  readonly ending: AbortSignal;
  now(): number;
}

/** People who were told that the bot may not write somewhere; more than one busy bot meets in months. */
const MAX_TOLD = 10_000;

/** Answers to these are for whoever asks alone, and may name channels that others do not see. */
const PRIVATE_GROUP = 'digest ';

/** Answers messages that mention the bot, reply to it, or are written to it directly. */
export function createMessageAnswerer(options: MessageOptions) {
  const { api, services, catalogue, timings, ending, now } = options;
  const told = new Set<string>();

  const post = (event: MessageEvent, message: Message, replyTo: string | undefined): Promise<PostedMessage> =>
    keepTrying(
      () =>
        api.createMessage(event.channel_id, message, {
          // The id of what is answered: a second try makes no second message.
          nonce: event.id,
          ...(replyTo === undefined ? {} : { replyTo }),
        }),
      { until: now() + timings.messageMs, timings, ending, now },
    );

  const send = async (event: MessageEvent, message: Message): Promise<PostedMessage> => {
    try {
      return await post(event, message, event.id);
    } catch (error) {
      if (!(error instanceof CallError) || error.code !== CANNOT_REPLY) throw error;
      return post(event, message, undefined);
    }
  };

  /** Tells somebody directly, once for a channel, why there is no answer. */
  const tellDirectly = async ({ author, channel_id: channel }: MessageEvent, log: Log): Promise<void> => {
    const key = `${author.id} ${channel}`;
    if (told.has(key)) return;
    if (told.size >= MAX_TOLD) told.clear();
    told.add(key);
    // The channel is Discord's own form of a link, which nobody else has written.
    const notice = `I cannot answer in <#${channel}>: I may not write there. Ask whoever manages the channel to give me View Channel, Send Messages and Read Message History, or ask me here or with /ask.`;
    try {
      const direct = await api.openDirectChannel(author.id);
      await api.createMessage(direct, toMessage(COLOR.failure, text(notice)), { nonce: channel });
    } catch (error) {
      log.info({ channel, reason: messageOf(error) }, 'the asker cannot be told that the channel is closed to the bot');
    }
  };

  const answer = async (event: MessageEvent, asked: Asked, id: string, log: Log): Promise<void> => {
    const isKnownArticle = (article: string) => services.knowsArticle(asked.space, article);
    const request = toMessageRequest(asked, event.author.id, { id, catalogue, isKnownArticle });
    const isForOneAlone = event.guild_id != null && request.command.startsWith(PRIVATE_GROUP);
    const reply = isForOneAlone
      ? Promise.resolve(toHint(request.command))
      : runInThread(request, asked.thread, options);
    if ((await within(reply, timings.answerAtOnceMs)) === undefined) {
      await api
        .showTyping(event.channel_id)
        .catch((error) => log.debug({ reason: messageOf(error) }, 'no typing shown'));
    }
    const settled = await reply;
    const shown = event.guild_id == null ? settled : withCommand(settled, request.command);
    const posted = await send(event, renderFor(shown, options));
    if (settled.id !== undefined) await services.delivered(settled.id, event.channel_id, posted.id);
  };

  /**
   * @param bot  the id of the bot's own user
   * @param facts  what is known of the message's channel
   */
  return async (event: MessageEvent, bot: string, facts: ChannelFacts): Promise<void> => {
    const asked = toAsked(event, bot, facts);
    if (asked === undefined) return;
    const id = options.newId();
    const log = options.log.child({ request: id });
    try {
      if (!(await services.claimEvent(`discord:message:${event.id}`))) {
        log.info({ message: event.id }, 'the message was delivered twice');
        return;
      }
      await answer(event, asked, id, log);
    } catch (error) {
      await settleFailure(event, error, { id, log });
    }
  };

  async function settleFailure(
    event: MessageEvent,
    error: unknown,
    { id, log }: { id: string; log: Log },
  ): Promise<void> {
    if (!(error instanceof CallError)) {
      log.error({ err: error }, 'the message failed');
      await send(event, renderReply(toFailure(error, id))).catch(() => {});
      return;
    }
    if (error.outcome === 'forbidden') {
      log.info({ channel: event.channel_id, code: error.code }, 'the bot may not answer in that channel');
      await tellDirectly(event, log);
    } else if (error.outcome === 'expired') log.info({ code: error.code }, 'what was to be answered is gone');
    else log.warn({ code: error.code, reason: error.message }, 'the message could not be answered');
  }
}

function toHint(command: string): Reply {
  const message = `Use the command /${command}: you alone see its answer, and only there I am told what you may do.`;
  return { kind: 'done', message };
}

/** Discord does not say what the author of a message may do, so one who may is told the way that it does. */
function withCommand(reply: Reply, command: string): Reply {
  if (reply.kind !== 'failure' || reply.code !== 'not-allowed') return reply;
  const [name = ''] = command.split(' ');
  return { ...reply, message: `${reply.message} If you may, use the command /${name}: only there I am told so.` };
}

function renderFor(reply: Reply, { publicUrl }: TaskContext): Message {
  return renderReply(reply, publicUrl === undefined ? {} : { publicUrl });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
