import type { ChatServices } from '../../core/chat.js';
import type { Command } from '../../core/commands/command.js';
import type { Request, Run } from '../../core/commands/request.js';
import { toFailure } from '../../core/failure.js';
import type { Log } from '../../core/ports.js';
import type { Reply } from '../../core/reply.js';
import type { Message } from './blocks.js';
import type { Delivery } from './delivery.js';
import type { CommandPayload, MessageEvent, ShortcutPayload } from './payloads.js';
import type { Poster } from './post.js';
import { createPrivateThreads } from './private-threads.js';
import { renderReply } from './render.js';
import type { RenderOptions } from './render-options.js';
import { renderSentence } from './render-reports.js';
import { checkNoChannel, subscribeOpenly } from './subscribing.js';
import {
  type Place,
  type RequestContext,
  toAsked,
  toClaimRequest,
  toCommandPlace,
  toRequest,
  toShortcutPlace,
} from './to-request.js';

/** What questions are answered with. */
export interface QuestionOptions {
  readonly services: ChatServices;
  readonly catalogue: readonly Command[];
  readonly poster: Pick<Poster, 'post'>;
  readonly delivery: Delivery;
  readonly log: Log;
  readonly publicUrl?: string;
  newId(): string;
}

/** The ways to ask something. Each settles when the answer is delivered. */
export interface Questions {
  /**
   * A message in a channel, a thread, or a conversation with the bot.
   *
   * @param eventKey  the key of the event that brought it
   * @param bot  the bot's own user id
   */
  message(message: MessageEvent, eventKey: string, space: string, bot: string): Promise<void>;
  /** `/dateline TEXT` */
  command(payload: CommandPayload, space: string): Promise<void>;
  /** The shortcut that looks for the sources of a message. */
  findSources(payload: ShortcutPayload, space: string): Promise<void>;
}

const PERSONAL: ReadonlySet<string> = new Set(['forget', 'digest preview', 'digest list']);

/** Answers questions: in the thread where they are asked, or to their asker only. */
export function createQuestions(options: QuestionOptions): Questions {
  const { services, catalogue, poster, delivery, log, newId, publicUrl } = options;
  const threadOf = createPrivateThreads(newId);
  const shared = publicUrl === undefined ? {} : { publicUrl };

  const toContext = (space: string, place: Place): RequestContext => ({
    id: newId(),
    space,
    place,
    catalogue,
    isKnownArticle: (id) => services.knowsArticle(space, id),
  });

  /** A reply that cannot be shown is our fault, and its asker hears of it. */
  const show = (request: Request, reply: Reply, options: RenderOptions = {}): Message => {
    try {
      return renderReply(reply, { ...shared, ...options });
    } catch (error) {
      log.error({ request: request.id, err: error }, 'a reply cannot be shown');
      return renderReply(toFailure(error, request.id));
    }
  };

  const run: Run = async (request) => {
    try {
      checkNoChannel(request);
    } catch (error) {
      return toFailure(error, request.id);
    }
    return services.run(request);
  };

  const answerPrivately = async (request: Request, place: Place) => {
    const isSubscribing = request.command === 'digest subscribe';
    const { reply, announced } = isSubscribing
      ? await subscribeOpenly(request, { run, poster, log })
      : { reply: await run(request), announced: undefined };
    // In a conversation with the bot there is nobody to share with.
    await delivery.whisper(place, show(request, reply, { isPrivate: !place.isDirect, showsQuestion: true }));
    const warning = await announced;
    if (warning !== undefined) await delivery.whisper(place, renderSentence(warning));
  };

  return {
    message: async (message, eventKey, space, bot) => {
      const asked = toAsked(message, eventKey, bot);
      if (asked === undefined) return;
      const { place, thread, text, raw, isAddressed } = asked;
      if (!isAddressed && !(await services.knows(space, thread))) return;
      if (!(await claimAll(services, asked.keys))) return;
      const request = toRequest(raw, place.user, thread, toContext(space, place));
      const running = run(request);
      const endStatus = place.isDirect ? await delivery.showStatus(place) : undefined;
      const reply = await running;
      // Talk among people in a thread is no question; a question deserves to hear that nothing was found.
      if (!isAddressed && reply.kind === 'no-match' && !text.includes('?')) return;
      if (isPersonal(request, reply) && !place.isDirect) {
        await delivery.whisper(place, show(request, reply));
        return;
      }
      const key = `answer:${place.channel}:${asked.ts}`;
      const isPosted = await delivery.publish(place, reply, show(request, reply), key, asked.ts);
      if (!isPosted) await endStatus?.();
    },
    command: async (payload, space) => {
      if (!(await services.claimEvent(`slack:trigger:${payload.trigger_id}`))) return;
      const place = toCommandPlace(payload);
      await answerPrivately(toRequest(payload.text, place.user, threadOf(place), toContext(space, place)), place);
    },
    findSources: async (payload, space) => {
      if (!(await services.claimEvent(`slack:trigger:${payload.trigger_id}`))) return;
      const place = toShortcutPlace(payload);
      const context = toContext(space, place);
      // It continues nothing, and nothing continues it.
      const thread = `slack:claim:${context.id}`;
      await answerPrivately(toClaimRequest(payload.message.text ?? '', place.user, thread, context), place);
    },
  };
}

/**
 * What concerns nobody but its asker: what was kept about them, that they asked too often, what a digest would be, and
 * subscriptions, of which those in channels that others do not see may be some.
 */
function isPersonal({ command }: Request, reply: Reply): boolean {
  return PERSONAL.has(command) || (reply.kind === 'failure' && reply.code === 'rate-limited');
}

/** Takes an event on: true for exactly one of all that hold one of its keys. */
async function claimAll(services: Pick<ChatServices, 'claimEvent'>, keys: readonly string[]): Promise<boolean> {
  for (const key of keys) {
    if (!(await services.claimEvent(key))) return false;
  }
  return true;
}
