import { Option, type Command as Program } from 'commander';
import { toLocalRequest } from '../adapters/terminal/to-request.js';
import type { ArgumentDescription, Command } from '../core/commands/command.js';
import { BotError } from '../core/errors.js';
import { runBatch } from './batch.js';
import { EXIT_DONE, toExitCode } from './exit-code.js';
import { type CommonFlags, createId, noteProblems, openApp, openSession } from './session.js';
import { joinWords, restoreWord } from './shield.js';

/** Makes a command with the flags that all have; `usage` begins with its whole name, below `parent` with that of the parent. */
export type AddCommand = (
  name: string,
  usage: string,
  options?: { readonly hidden?: boolean; readonly parent?: Program },
) => Program;

/** Told the exit code when a command is done. */
export type Finish = (exitCode: number) => void;

/** Commands that can answer many lines of standard input. */
const BATCHED: readonly string[] = ['ask', 'search'];

const HELP_NOTE =
  'import, verify, eval, deliveries and start, which only the command line has, are shown by dateline --help';

const BATCH_NOTE =
  'With --batch, each reply stands below a line with > and its question; with --json it is one line with the same id.';

/** Whether words of a command's line are free text, in which `-word` excludes a word. */
export function takesFreeText(command: Command): boolean {
  const positional = findPositional(command);
  return positional?.type === 'text' && positional.completes === undefined;
}

/** Offers a command of the catalogue on the command line: its main argument as words, the others as `--options`. */
export function addCatalogueCommand(description: Command, add: AddCommand, finish: Finish): void {
  const command = add(description.name, description.usage).description(description.summary);
  const positional = addArguments(command, description);
  const isBatched = BATCHED.includes(description.name);
  if (isBatched) {
    command.option(
      '--batch',
      'answer a question a line of standard input: plain text or {"id","question","context":[…]}',
    );
  }
  const examples = description.examples.map((example) => `  dateline ${example}`);
  const notes = isBatched ? ['', BATCH_NOTE] : [];
  command.addHelpText('after', ['', 'Examples:', ...examples, ...notes].join('\n'));

  command.action(async () => {
    const { json, corpus, batch, ...options } = command.optsWithGlobals<CommonFlags & { batch?: boolean }>();
    const words = command.args.map(restoreWord);
    const values = Object.fromEntries(Object.entries(options).map(([name, value]) => [name, toValue(value)]));
    if (batch === true && words.length > 0) {
      throw new BotError(
        'bad-request',
        `With --batch the questions come from standard input: leave out “${words.join(' ')}”, or leave out --batch.`,
      );
    }
    const session = await openSession({ ...(json && { json }), ...(corpus !== undefined && { corpus }) });
    const app = await openApp(session);
    noteProblems(app, session.output);
    if (batch === true && positional) {
      const failure = await runBatch({
        command: description.name,
        textArgument: positional.name,
        defaults: values,
        chunks: process.stdin.setEncoding('utf8'),
        run: app.run,
        output: session.output,
        newId: createId,
      });
      if (failure !== undefined) await session.output.reply(failure);
      finish(failure === undefined ? EXIT_DONE : toExitCode(failure));
    } else {
      const reply = await app.run(
        toLocalRequest({
          id: createId(),
          command: description.name,
          arguments: positional ? { ...values, [positional.name]: joinWords(words) } : values,
          conversation: [],
        }),
      );
      await session.output.reply(reply);
      if (reply.kind === 'help' && json !== true) session.output.note(HELP_NOTE);
      finish(toExitCode(reply));
    }
    await app.stop();
  });
}

/**
 * Offers the arguments of a command on the command line.
 *
 * @returns the one that is no option; its value is in the words of the line
 */
export function addArguments(
  program: Program,
  description: Pick<Command, 'arguments'>,
): ArgumentDescription | undefined {
  const positional = findPositional(description);
  if (positional?.type === 'text') program.argument(`[${positional.name}...]`, positional.summary);
  else if (positional) program.argument(`[${positional.name}]`, positional.summary);
  for (const argument of description.arguments) {
    if (argument !== positional) program.addOption(toOption(argument));
  }
  return positional;
}

function findPositional(command: Pick<Command, 'arguments'>): ArgumentDescription | undefined {
  return command.arguments.find((argument) => argument.isRequired);
}

function toOption(argument: ArgumentDescription): Option {
  if (argument.type === 'switch') return new Option(`--${argument.name}`, argument.summary);
  const placeholder = { text: 'text', word: 'name', date: 'date', count: 'n', channel: 'channel' }[argument.type];
  const option = new Option(`--${argument.name} <${placeholder}>`, argument.summary);
  if (argument.isRepeatable !== true) return option;
  return option.argParser<string[]>((value, earlier = []) => [...earlier, value]);
}

/** Words as they were typed; whether they fit is for the command's schema to say. */
function toValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toValue);
  return typeof value === 'string' ? restoreWord(value) : value;
}
