import type { Log } from '../ports.js';
import type { Reply } from '../reply.js';
import type { Request, Run } from './request.js';

/** A reply with what it is kept under. */
export interface KeptReply {
  readonly id: string;
  readonly space: string;
  readonly thread: string;
  readonly command: string;
  /** The asker's id as the request has it. */
  readonly asker: string;
  readonly reply: Reply;
}

/** Where replies are kept. Both methods may fail with `store-unavailable`. */
export interface ReplyKeeper {
  /** The last questions of a conversation, oldest first. */
  turns(space: string, thread: string, limit: number): Promise<readonly string[]>;
  /** Settles when the reply is safe. */
  keep(kept: KeptReply): Promise<void>;
}

/** Earlier questions that a follow-up may refer to. */
const MAX_TURNS = 6;

/** Kinds that somebody may come back to: to turn the page, to check, to say that it helped. */
const KEPT_KINDS: ReadonlySet<Reply['kind']> = new Set(['answer', 'no-match', 'articles', 'digest']);

/**
 * A run that keeps replies, and gives follow-ups the questions before them, for requests that belong to a thread. What
 * was asked last in a thread is known to the next question even when both come at once.
 *
 * A store that fails costs the buttons and the memory, never the answer: it is logged, and the reply has no `id`.
 *
 * @param newId  makes the ids of replies
 */
export function createKeepingRun(
  run: Run,
  { keeper, newId, log }: { readonly keeper: ReplyKeeper; newId(): string; readonly log: Log },
): Run {
  // One thread, one question at a time: a follow-up must find the question before it kept.
  const last = new Map<string, Promise<unknown>>();

  const turnsOf = async ({ id, space }: Request, thread: string): Promise<readonly string[]> => {
    try {
      return await keeper.turns(space, thread, MAX_TURNS);
    } catch (error) {
      log.warn({ request: id, err: error }, 'the conversation cannot be read; the question is taken by itself');
      return [];
    }
  };

  const keep = async (request: Request, thread: string, reply: Reply): Promise<Reply> => {
    if (!KEPT_KINDS.has(reply.kind)) return reply;
    const id = newId();
    const { space, command, asker } = request;
    try {
      await keeper.keep({ id, space, thread, command, asker: asker.id, reply });
      return { ...reply, id };
    } catch (error) {
      log.error({ request: request.id, err: error }, 'the reply cannot be kept; it goes out without buttons');
      return reply;
    }
  };

  return (request) => {
    const { thread } = request;
    if (thread === undefined) return run(request);
    const key = `${request.space} ${thread}`;
    const answer = async () => {
      const turns = request.command === 'ask' ? await turnsOf(request, thread) : [];
      const reply = await run({ ...request, conversation: [...turns, ...request.conversation] });
      // A button shows what is kept already.
      return reply.id === undefined ? keep(request, thread, reply) : reply;
    };
    const reply = (last.get(key) ?? Promise.resolve()).then(answer, answer);
    last.set(key, reply);
    return reply.finally(() => {
      if (last.get(key) === reply) last.delete(key);
    });
  };
}
