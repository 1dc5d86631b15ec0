import type { ChatServices } from '../../core/chat.js';
import type { Command } from '../../core/commands/command.js';
import type { Run } from '../../core/commands/request.js';
import { toFailure } from '../../core/failure.js';
import type { Log } from '../../core/ports.js';
import type { Reply } from '../../core/reply.js';
import { toButtonTask } from './buttons.js';
import { COLOR } from './components.js';
import type { InteractionEvent } from './events.js';
import { renderReply } from './render.js';
import type { RenderOptions } from './render-options.js';
import { renderFailure, renderText } from './render-reports.js';
import type { Answer, Outcome, Task } from './respond.js';
import {
  type CommandDraft,
  type RequestDraft,
  type ThreadSource,
  toCommandDraft,
  toFindSourcesDraft,
} from './to-request.js';

/** What events are answered with. */
export interface TaskContext {
  readonly services: Omit<ChatServices, 'run'>;
  readonly run: Run;
  readonly catalogue: readonly Command[];
  readonly log: Log;
  readonly publicUrl?: string;
  /** Makes the ids of requests. */
  newId(): string;
}

const COMMAND = 2;
const COMPONENT = 3;
const MODAL = 5;
const MESSAGE_COMMAND = 3;
const NO_TEXT =
  'I see no text in that message: a picture, a sticker or a poll has none, and what other bots show in frames is hidden from me.';
const SUBSCRIBE = 'digest subscribe';
const NO_MEMBER =
  'I cannot post by myself here, because I am no member of this place: only you have installed me. Ask for a digest in a server that I am in, or in a direct message with me. /digest preview shows one here.';

/**
 * What is to be done for an interaction.
 *
 * @param receivedAt  in milliseconds
 * @returns undefined for kinds that are none of ours
 */
export function toTask(event: InteractionEvent, receivedAt: number, context: TaskContext): Task | undefined {
  const id = context.newId();
  const log = context.log.child({ request: id });
  const start = (kind: Pick<Task, 'isPrivate' | 'isInPlace'>, work: () => Promise<Outcome>): Task => ({
    event,
    receivedAt,
    log,
    ...kind,
    work: () => workOnce(event, id, log, context.services, work),
  });
  if (event.type === COMPONENT || event.type === MODAL) {
    const task = toButtonTask(event, id, context);
    return task === undefined ? undefined : start(task, task.work);
  }
  if (event.type !== COMMAND) return undefined;
  if (event.data?.type === MESSAGE_COMMAND) {
    const draft = toFindSourcesDraft(event, id);
    return start({ isPrivate: true }, async () =>
      draft === undefined
        ? { message: renderText(NO_TEXT, COLOR.none), isPrivate: true }
        : answerCommand(draft, context),
    );
  }
  const draft = toCommandDraft(event, id);
  return start(draft, () => answerCommand(draft, context));
}

/** Takes the interaction on, unless it was before, and turns whatever goes wrong into a failure. */
async function workOnce(
  event: InteractionEvent,
  id: string,
  log: Log,
  services: TaskContext['services'],
  work: () => Promise<Outcome>,
): Promise<Outcome | undefined> {
  try {
    if (!(await services.claimEvent(`discord:interaction:${event.id}`))) {
      log.info({ interaction: event.id }, 'the interaction was delivered twice');
      return undefined;
    }
    return await work();
  } catch (error) {
    log.error({ err: error }, 'the interaction failed');
    return { message: renderFailure(toFailure(error, id)), isPrivate: true };
  }
}

async function answerCommand({ request, thread, isPrivate }: CommandDraft, context: TaskContext): Promise<Answer> {
  if (request.command === SUBSCRIBE && request.channel === undefined) {
    return { message: renderText(NO_MEMBER, COLOR.none), isPrivate: true };
  }
  const reply = await runInThread(request, thread, context);
  return toAnswer(reply, { isPrivate, showsQuestion: true }, context);
}

/** Runs a request in its conversation. */
export async function runInThread(
  request: RequestDraft,
  { own, continues }: ThreadSource,
  { services, run }: Pick<TaskContext, 'services' | 'run'>,
): Promise<Reply> {
  const known =
    continues === undefined ? undefined : await services.threadOf(request.space, continues.channel, continues.message);
  return run({ ...request, thread: known ?? own });
}

/** A reply as an answer. What went wrong is between the bot and the asker. */
function toAnswer(
  reply: Reply,
  options: RenderOptions & { readonly isPrivate: boolean },
  { publicUrl }: Pick<TaskContext, 'publicUrl'>,
): Answer {
  const isPrivate = options.isPrivate || reply.kind === 'failure';
  const message = renderReply(reply, { ...options, isPrivate, ...(publicUrl === undefined ? {} : { publicUrl }) });
  return { message, isPrivate, ...(reply.id === undefined ? {} : { reply: reply.id }) };
}
