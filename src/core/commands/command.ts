import type { z } from 'zod';
import { BotError } from '../errors.js';
import type { Library } from '../library.js';
import type { ArticleHistory, DigestKeeper, FeedKeeper, Memory } from '../ports.js';
import type { Reply, StatusReply } from '../reply.js';
import { parseArguments } from './parse-arguments.js';
import type { Request } from './request.js';

/**
 * Fields whose values an adapter may complete while somebody types: what articles hold, the feeds and the subscriptions of
 * a space, and time zones.
 */
export type CompletedField = 'article' | 'publisher' | 'topic' | 'place' | 'person' | 'feed' | 'subscription' | 'zone';

/** One argument, described so that any platform can offer it: a flag, a slash-command option, a form field. */
export interface ArgumentDescription {
  readonly name: string;
  readonly summary: string;
  /** `text` takes the rest of a line on platforms where arguments have an order; `channel` is one as `post` takes it. */
  readonly type: 'text' | 'word' | 'date' | 'count' | 'switch' | 'channel';
  readonly isRequired?: boolean;
  /** Where words are typed, the next one without a name is this one's value: `digest subscribe 08:00 Europe/Paris`. */
  readonly isPositional?: true;
  /** The only values that there are. */
  readonly choices?: readonly string[];
  /** May be given more than once; the value is then a list. */
  readonly isRepeatable?: boolean;
  readonly completes?: CompletedField;
  /** Of a count: the least and the most; default 1 and no limit. */
  readonly range?: readonly [least: number, most: number];
}

/** What a command may use beside its arguments. */
export interface CommandContext {
  /** What the request's space can see. */
  readonly library: Library;
  /** Absent where nothing is remembered. */
  readonly memory?: Memory;
  /** Absent where nothing is known of earlier texts. */
  readonly history?: ArticleHistory;
  /** Absent where no state is kept. */
  readonly feeds?: FeedKeeper;
  /** Absent where there are none. */
  readonly digests?: DigestKeeper;
  readonly request: Request;
  /** All commands, for `help`. */
  readonly catalogue: readonly Command[];
  readonly version: string;
  /** The state of each platform adapter, for `status`. */
  platforms(): StatusReply['platforms'];
  /** Corpus entries that could not be loaded, in words, for `status`. */
  problems(): readonly string[];
}

/**
 * One thing that Dateline does on request.
 *
 * @template Context  the part of the context that it uses
 */
export interface Command<Context = CommandContext> {
  /** One word; a request names a subcommand after its command: `feed add`. */
  readonly name: string;
  readonly summary: string;
  /** `ask QUESTION…` */
  readonly usage: string;
  readonly examples: readonly string[];
  readonly arguments: readonly ArgumentDescription[];
  /** For whoever talks to the bot, not for the command line, where it would be about nobody. */
  readonly isChatOnly?: true;
  /** What it does is said by a second word; chats offer these in place of the command itself. */
  readonly subcommands?: readonly Command<Context>[];
  /**
   * @param args  as they came from outside
   * @throws {BotError} `bad-request` when they do not fit the command's schema
   */
  run(args: unknown, context: Context): Reply | Promise<Reply>;
}

/**
 * Ties a schema to the function that runs on what it parsed, so that no command sees an unchecked argument.
 *
 * @param run  is given the parsed arguments
 */
export function defineCommand<S extends z.ZodType, Context = CommandContext>(
  description: Omit<Command<Context>, 'run'>,
  schema: S,
  run: (args: z.output<S>, context: Context) => Reply | Promise<Reply>,
): Command<Context> {
  return {
    ...description,
    run: (args, context) => run(parseArguments(schema, args, description), context),
  };
}

/** A command that does nothing without one of its subcommands. */
export function defineGroup<Context>(
  description: Pick<Command<Context>, 'name' | 'summary'> & { readonly subcommands: readonly Command<Context>[] },
): Command<Context> {
  const { name, subcommands } = description;
  const usage = `${name} ${subcommands.map((subcommand) => subcommand.name).join('|')}`;
  return {
    ...description,
    usage,
    examples: subcommands.flatMap(({ examples }) => examples.slice(0, 1)),
    arguments: [],
    run: () => {
      const usages = subcommands.map((subcommand) => subcommand.usage).join(' · ');
      throw new BotError('bad-request', `Say what ${name} is to do. Usage: ${usages}`);
    },
  };
}

/**
 * The command that a request names.
 *
 * @param name  `search`, `feed add`
 */
export function findCommand(commands: readonly Command[], name: string): Command | undefined {
  const [first, second, ...rest] = name.split(' ');
  const command = commands.find((one) => one.name === first);
  if (second === undefined) return command;
  return rest.length > 0 ? undefined : command?.subcommands?.find((one) => one.name === second);
}

/** What can be asked for in a chat: the commands, and in place of those with subcommands these, by their whole name. */
export function flattenCommands(commands: readonly Command[]): Command[] {
  return commands.flatMap(
    (command) =>
      command.subcommands?.map((subcommand) => ({ ...subcommand, name: `${command.name} ${subcommand.name}` })) ?? [
        command,
      ],
  );
}
