import { BotError } from '../errors.js';
import { toFailure } from '../failure.js';
import type { Library } from '../library.js';
import { withPageLinks } from '../page-links.js';
import type { ArticleHistory, DigestKeeper, FeedKeeper, Log, Memory } from '../ports.js';
import type { Reply, StatusReply } from '../reply.js';
import { buttonCommands, catalogue } from './catalogue.js';
import { type CommandContext, findCommand } from './command.js';
import type { Request, Run } from './request.js';

/** What requests are run with. */
export interface RunOptions {
  /** What a space can see. */
  libraryOf(space: string): Library;
  readonly memory?: Memory;
  /** Absent where nothing is known of earlier texts. */
  readonly history?: ArticleHistory;
  /** Absent where no state is kept. */
  readonly feeds?: FeedKeeper;
  /** Absent where there are none. */
  readonly digests?: DigestKeeper;
  readonly version: string;
  /** Where the web page is reached, without a slash at its end: articles without an address are then linked there. */
  readonly publicUrl?: string;
  readonly log: Log;
  platforms(): StatusReply['platforms'];
  problems(): readonly string[];
}

/** The one function that every adapter calls. It never rejects: what goes wrong is logged once and becomes a `failure`. */
export function createRun(options: RunOptions): Run {
  return async (request) => {
    const log = options.log.child({ request: request.id, command: request.command, space: request.space });
    log.debug({ arguments: request.arguments, conversation: request.conversation }, 'request');
    try {
      const bare = await runCommand(request, options);
      const reply = options.publicUrl === undefined ? bare : withPageLinks(bare, options.publicUrl);
      log.info({ reply: reply.kind, ...outcomeOf(reply) }, 'replied');
      return reply;
    } catch (error) {
      const failure = toFailure(error, request.id);
      if (failure.code === 'internal') log.error({ err: error }, 'request failed');
      else log.info({ reply: failure.kind, code: failure.code }, 'replied');
      return failure;
    }
  };
}

function runCommand(request: Request, options: RunOptions): Reply | Promise<Reply> {
  const command = findCommand([...catalogue, ...buttonCommands], request.command);
  if (command === undefined) {
    throw new BotError('bad-request', `There is no command ${request.command}: help lists the commands.`);
  }
  const context: CommandContext = { ...options, library: options.libraryOf(request.space), request, catalogue };
  return command.run(request.arguments, context);
}

/** What is worth a log line of an answer; never its words. */
function outcomeOf(reply: Reply): Readonly<Record<string, unknown>> {
  if (reply.kind === 'answer')
    return { certainty: reply.certainty, confidence: reply.confidence, sentences: reply.sentences.length };
  return reply.kind === 'no-match' ? { reason: reply.reason } : {};
}
