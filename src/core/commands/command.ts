import type { z } from 'zod';
import type { Library } from '../library.js';
import type { Memory } from '../ports.js';
import type { Reply, StatusReply } from '../reply.js';
import { parseArguments } from './parse-arguments.js';
import type { Request } from './request.js';

/** Fields whose values an adapter may complete while somebody types. */
export type CompletedField = 'article' | 'publisher' | 'topic' | 'place' | 'person';

/** One argument, described so that any platform can offer it: a flag, a slash-command option, a form field. */
export interface ArgumentDescription {
  readonly name: string;
  readonly summary: string;
  /** `text` takes the rest of a line on platforms where arguments have an order. */
  readonly type: 'text' | 'word' | 'date' | 'count' | 'switch';
  readonly isRequired?: boolean;
  /** May be given more than once; the value is then a list. */
  readonly isRepeatable?: boolean;
  readonly completes?: CompletedField;
}

/** What a command may use beside its arguments. */
export interface CommandContext {
  /** What the request's space can see. */
  readonly library: Library;
  /** Absent where nothing is remembered. */
  readonly memory?: Memory;
  readonly request: Request;
  /** All commands, for `help`. */
  readonly catalogue: readonly Command[];
  readonly version: string;
  /** The state of each platform adapter, for `status`. */
  platforms(): StatusReply['platforms'];
  /** Corpus entries that could not be loaded, in words, for `status`. */
  problems(): readonly string[];
}

/** One thing that Dateline does on request. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** `ask QUESTION…` */
  readonly usage: string;
  readonly examples: readonly string[];
  readonly arguments: readonly ArgumentDescription[];
  /** For whoever talks to the bot, not for the command line, where it would be about nobody. */
  readonly isChatOnly?: true;
  /**
   * @param args  as they came from outside
   * @throws {BotError} `bad-request` when they do not fit the command's schema
   */
  run(args: unknown, context: CommandContext): Reply | Promise<Reply>;
}

/**
 * Ties a schema to the function that runs on what it parsed, so that no command sees an unchecked argument.
 *
 * @param run  is given the parsed arguments
 */
export function defineCommand<S extends z.ZodType>(
  description: Omit<Command, 'run'>,
  schema: S,
  run: (args: z.output<S>, context: CommandContext) => Reply | Promise<Reply>,
): Command {
  return {
    ...description,
    run: (args, context) => run(parseArguments(schema, args, description), context),
  };
}
