import { type APIModalInteractionResponseCallbackData, InteractionResponseType, MessageFlags } from 'discord.js';
import type { Log } from '../../core/ports.js';
import { type DiscordApi, type FirstResponse, toBody } from './api.js';
import { CallError } from './call-error.js';
import { COLOR, type Message } from './components.js';
import type { InteractionEvent, PostedMessage } from './events.js';
import { FIRST_RESPONSE_MS, TOKEN_MS } from './limits.js';
import { renderText } from './render-reports.js';
import { keepTrying, within } from './retry.js';
import type { Timings } from './timings.js';

/** A message that answers an interaction. */
export interface Answer {
  readonly message: Message;
  readonly isPrivate: boolean;
  /** Takes the place of the message with the button; else it is a new one. */
  readonly isInPlace?: boolean;
  /** The kept reply that it shows. */
  readonly reply?: string;
}

/** What an interaction is answered with. */
export type Outcome = Answer | { readonly modal: APIModalInteractionResponseCallbackData };

/** An interaction, and what is to be done for it. */
export interface Task {
  readonly event: InteractionEvent;
  /** When the event came, in milliseconds. */
  readonly receivedAt: number;
  /** What the answer will be like when it does not come at once; a failure may be private all the same. */
  readonly isPrivate: boolean;
  readonly isInPlace?: boolean;
  readonly log: Log;
  /** Never rejects. Undefined when the interaction is somebody else's to answer. */
  work(): Promise<Outcome | undefined>;
}

/** What answering needs. */
export interface ResponderOptions {
  readonly api: DiscordApi;
  readonly timings: Timings;
  readonly ending: AbortSignal;
  now(): number;
  /** Notes where a kept reply can be seen. */
  delivered(reply: string, channel: string, message: string): Promise<void>;
}

/** Room for the last try before a token ends. */
const MARGIN_MS = 5_000;
const FORBIDDEN =
  'I am not allowed to write in this channel. Ask whoever manages it to give me the permissions View Channel and Send Messages here, or ask me with the option private.';
const REFUSED = 'The answer cannot be shown here. The log says why.';

/**
 * Answers interactions: at once when the answer is there in time, else by a deferral that is filled in later. The first
 * response comes within three seconds as long as Discord can be reached at all, and what was deferred is filled in as long
 * as its token lives.
 */
export function createResponder({ api, timings, ending, now, delivered }: ResponderOptions) {
  /** Until when a first response is tried. */
  const firstUntil = (task: Task) => task.receivedAt + FIRST_RESPONSE_MS;
  const later = (task: Task) => ({ until: task.receivedAt + TOKEN_MS - MARGIN_MS, timings, ending, now });

  const respond = (task: Task, response: FirstResponse, answer?: Answer) =>
    keepTrying(() => api.respond(task.event, response, answer?.message.files), {
      until: firstUntil(task),
      timings,
      ending,
      now,
    });

  const noteDelivery = async ({ event }: Task, answer: Answer, posted: PostedMessage | undefined): Promise<void> => {
    const channel = event.channel?.id ?? event.channel_id;
    if (answer.reply === undefined || answer.isPrivate || posted === undefined || channel == null) return;
    await delivered(answer.reply, channel, posted.id);
  };

  /** One line of what became of an answer that did not come through. */
  const report = ({ log }: Task, error: unknown): void => {
    if (!(error instanceof CallError)) log.error({ err: error }, 'answering failed');
    else if (error.outcome === 'expired')
      log.info({ code: error.code }, 'the interaction has expired or its message is gone');
    else log.warn({ code: error.code, reason: error.message }, 'the answer could not be delivered');
  };

  /** The asker is told by a private message what keeps the answer from being shown. */
  const explain = async (task: Task, error: CallError, send: (message: Message) => Promise<unknown>): Promise<void> => {
    const isForbidden = error.outcome === 'forbidden';
    if (!isForbidden) task.log.error({ code: error.code, reason: error.message }, 'Discord refuses the answer');
    try {
      await send(renderText(isForbidden ? FORBIDDEN : REFUSED, COLOR.failure));
    } catch (failure) {
      report(task, failure);
    }
  };

  const answerAtOnce = async (task: Task, outcome: Outcome): Promise<void> => {
    try {
      if ('modal' in outcome) {
        await respond(task, { type: InteractionResponseType.Modal, data: outcome.modal });
        return;
      }
      const posted = await respond(task, toResponse(outcome), outcome);
      const isNeeded = outcome.reply !== undefined && !outcome.isPrivate;
      await noteDelivery(task, outcome, posted ?? (isNeeded ? await api.original(task.event) : undefined));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.outcome === 'acknowledged') {
        if (!('modal' in outcome)) await settleAcknowledged(task, outcome);
      } else if (error.outcome === 'forbidden' || error.outcome === 'refused') {
        await explain(task, error, (message) => respond(task, toResponse({ message, isPrivate: true })));
      } else throw error;
    }
  };

  /**
   * Somebody has responded already: we, and the answer to that was lost, so that the person sees it; or another process
   * with the same token, whose deferral is still to be filled in.
   */
  const settleAcknowledged = async (task: Task, answer: Answer): Promise<void> => {
    const posted = await keepTrying(() => api.original(task.event), later(task));
    const isLoading = ((posted?.flags ?? 0) & MessageFlags.Loading) !== 0;
    const shown = isLoading
      ? await keepTrying(() => api.editOriginal(task.event, answer.message), later(task))
      : posted;
    await noteDelivery(task, answer, shown);
  };

  /** Puts the answer in the place of a deferral. */
  const fillIn = async (task: Task, answer: Answer): Promise<void> => {
    const { event } = task;
    const followUp = (message: Message) => keepTrying(() => api.followUpPrivately(event, message), later(task));
    try {
      if (task.isInPlace === true && answer.isInPlace !== true) await followUp(answer.message);
      else if (answer.isPrivate && !task.isPrivate) {
        await keepTrying(() => api.deleteOriginal(event), later(task));
        await followUp(answer.message);
      } else {
        const posted = await keepTrying(() => api.editOriginal(event, answer.message), later(task));
        await noteDelivery(task, answer, posted);
      }
    } catch (error) {
      if (!(error instanceof CallError) || (error.outcome !== 'forbidden' && error.outcome !== 'refused')) throw error;
      await explain(task, error, async (message) => {
        // What would stand as "thinking…" until the token ends.
        if (task.isInPlace !== true) await api.deleteOriginal(event).catch(() => {});
        await followUp(message);
      });
    }
  };

  /** Whether the interaction can still be answered. */
  const defer = async (task: Task): Promise<void> => {
    try {
      await respond(task, toDeferral(task));
    } catch (error) {
      // Unreachable: the deferral may have come through all the same.
      const isLost =
        error instanceof CallError && (error.outcome === 'acknowledged' || error.outcome === 'unreachable');
      if (!isLost) throw error;
    }
  };

  return async (task: Task): Promise<void> => {
    try {
      const work = task.work();
      const ready = await within(work, timings.answerAtOnceMs - (now() - task.receivedAt));
      if (ready !== undefined) {
        if (ready.value !== undefined) await answerAtOnce(task, ready.value);
        task.log.info({ firstResponseMs: now() - task.receivedAt }, 'answered at once');
        return;
      }
      await defer(task);
      task.log.info({ firstResponseMs: now() - task.receivedAt }, 'deferred');
      const outcome = await work;
      if (outcome !== undefined && !('modal' in outcome)) await fillIn(task, outcome);
    } catch (error) {
      report(task, error);
    }
  };
}

function toResponse({ message, isPrivate, isInPlace }: Answer): FirstResponse {
  const type =
    isInPlace === true ? InteractionResponseType.UpdateMessage : InteractionResponseType.ChannelMessageWithSource;
  return { type, data: toBody(message, isPrivate && isInPlace !== true ? MessageFlags.Ephemeral : 0) };
}

/** A deferral takes no flag but the one that makes it private. */
function toDeferral({ isPrivate, isInPlace }: Task): FirstResponse {
  if (isInPlace === true) return { type: InteractionResponseType.DeferredMessageUpdate };
  return {
    type: InteractionResponseType.DeferredChannelMessageWithSource,
    ...(isPrivate ? { data: { flags: MessageFlags.Ephemeral } } : {}),
  };
}
