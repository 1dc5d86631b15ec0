import { Command, CommanderError } from 'commander';
import { catalogue } from '../core/commands/catalogue.js';
import { BotError } from '../core/errors.js';
import { toFailure } from '../core/failure.js';
import type { FailureReply } from '../core/reply.js';
import { createLog } from '../log.js';
import { type AddCommand, addCatalogueCommand, takesFreeText } from './catalogue-command.js';
import { EXIT_DONE, EXIT_WRONG_USAGE, toExitCode } from './exit-code.js';
import { addOtherCommands, PROMPT } from './other-commands.js';
import { createOutput } from './output.js';
import { createId } from './session.js';
import { findCommandIndex, shieldWords } from './shield.js';
import { toUsageError } from './usage-error.js';
import { readVersion } from './version.js';

const USAGE = 'dateline COMMAND';

/**
 * Runs one command line to its end.
 *
 * @param words  what stands after the name of the program
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage. Never rejects.
 */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  let exitCode = EXIT_DONE;
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(completeWords(words), { from: 'user' });
    return exitCode;
  } catch (error) {
    // Help and the version were asked for and are written.
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT_DONE;
    if (error instanceof CommanderError && error.code === 'commander.help') {
      process.stderr.write(program.helpInformation());
      if (isJsonWanted(words)) {
        await createOutput(true, undefined).reply(
          reportFailure(new BotError('bad-request', `Name a command. Usage: ${USAGE}`)),
        );
      }
      return EXIT_WRONG_USAGE;
    }
    const failure = reportFailure(error instanceof CommanderError ? toUsageError(error.message, USAGE) : error);
    await createOutput(isJsonWanted(words), undefined).reply(failure);
    return toExitCode(failure);
  }
}

function createProgram(finish: (exitCode: number) => void): Command {
  const program = new Command('dateline')
    .description('Answers questions about news events with sentences quoted word for word from your articles.')
    .usage('COMMAND [options]')
    .version(readVersion(), '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .enablePositionalOptions()
    .configureOutput({ writeErr: () => {} })
    .exitOverride()
    .addHelpText(
      'after',
      '\nWithout a command, dateline opens a prompt on a terminal.\ndateline COMMAND --help tells more of a command.',
    );
  addCommonOptions(program);
  const add: AddCommand = (name, usage, options = {}) => {
    const { parent = program, hidden = false } = options;
    const command = parent
      .command(name, { hidden })
      .helpOption('-h, --help', 'print this help')
      .usage(`[options]${usage.slice(usage.indexOf(name) + name.length)}`);
    command.exitOverride((error) => {
      throw error.exitCode === 0 ? error : toUsageError(error.message, `dateline ${usage}`);
    });
    return addCommonOptions(command);
  };
  for (const description of catalogue) {
    // What does nothing without a subcommand has a form of its own: it changes the state, which takes more than an app.
    const isGroup = description.subcommands !== undefined && description.arguments.length === 0;
    if (description.isChatOnly !== true && !isGroup) addCatalogueCommand(description, add, finish);
  }
  addOtherCommands(add, finish);
  return program;
}

function addCommonOptions(command: Command): Command {
  return command
    .option('--json', 'write one JSON value a line on stdout and nothing else')
    .option('--corpus <path>', 'read this folder or file in place of CORPUS_DIR');
}

/** The words for the option parser: what reads as part of a question is shielded, and the prompt is named. */
function completeWords(words: readonly string[]): readonly string[] {
  const index = findCommandIndex(words);
  if (index === -1) {
    const asksForText = words.some((word) => word === '-h' || word === '--help' || word === '--version');
    const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
    return isTerminal && !asksForText ? [...words, PROMPT] : words;
  }
  const command = catalogue.find(({ name }) => name === words[index]);
  if (command === undefined || !takesFreeText(command)) return words;
  return [...words.slice(0, index + 1), ...shieldWords(words.slice(index + 1))];
}

function isJsonWanted(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return (end === -1 ? words : words.slice(0, end)).includes('--json');
}

/** What went wrong, for people; what is not our own error is logged in full, under the reference that the reply names. */
function reportFailure(error: unknown): FailureReply {
  const reference = createId();
  if (!(error instanceof BotError)) createLog('error').error({ reference, err: error }, 'a command failed');
  return toFailure(error, reference);
}
