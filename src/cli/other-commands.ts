import type { Command as Program } from 'commander';
import { feedCommand, feedCommands } from '../core/commands/feed.js';
import { BotError } from '../core/errors.js';
import type { Reply } from '../core/reply.js';
import { type AddCommand, addArguments, type Finish } from './catalogue-command.js';
import type { DeliveriesOptions } from './deliveries.js';
import type { DigestOptions } from './digest.js';
import { EXIT_DONE, toExitCode } from './exit-code.js';
import { type CommonFlags, noteProblems, openApp, openSession, type Session } from './session.js';

/** The hidden command that `dateline` alone stands for on a terminal. */
export const PROMPT = 'prompt';

/** Adds the commands that only the command line has. Each loads its own parts when it runs. */
export function addOtherCommands(add: AddCommand, finish: Finish): void {
  addDigest(add, finish);
  addFeed(add, finish);
  addImport(add, finish);
  addVerify(add, finish);
  addEval(add, finish);
  addBackup(add, finish);
  addRestore(add, finish);
  addForget(add, finish);
  addGaps(add, finish);
  addDeliveries(add, finish);
  addWeb(add, finish);
  addStart(add, finish);
  addPrompt(add, finish);
}

function addDigest(add: AddCommand, finish: Finish): void {
  const command = add('digest', 'digest')
    .description('Print the digest of a day')
    .option('--day <date>', 'the articles published on this day, YYYY-MM-DD (default: today)')
    .option('--zone <name>', 'the time zone, such as Europe/Paris (default: DIGEST_ZONE)')
    .option('--topic <name>', 'only articles on this topic')
    .option('--publisher <name>', 'only articles of this publisher or source')
    .option('--place <name>', 'only articles on this place')
    .option('--person <name>', 'only articles that name this person')
    .addHelpText('after', examples('digest --day 2023-10-21', 'digest --day 2023-10-21 --topic ceasefire'));
  command.action(async () => {
    const { json: _, corpus: __, ...options } = command.optsWithGlobals<CommonFlags & DigestOptions>();
    const { runDigest } = await import('./digest.js');
    await reply(command, finish, (session) => runDigest(options, session));
  });
}

function addFeed(add: AddCommand, finish: Finish): void {
  const { name, usage, summary, subcommands = [] } = feedCommand;
  const group = add(name, usage).description(summary).allowExcessArguments();
  group.action(() => {
    const usages = subcommands.map((subcommand) => `dateline ${subcommand.usage}`).join(' · ');
    throw new BotError('bad-request', `Say what ${name} is to do. Usage: ${usages}`);
  });
  for (const subcommand of feedCommands) {
    const command = add(subcommand.name, subcommand.usage, { parent: group })
      .description(subcommand.summary)
      .allowExcessArguments(false);
    const positional = addArguments(command, subcommand);
    command
      .option('--space <space>', 'in this space, for instance discord:guild:123; * is all (default: local)')
      .addHelpText('after', examples(...subcommand.examples));
    command.action(async () => {
      const { json: _, corpus: __, space, ...given } = command.optsWithGlobals<CommonFlags & { space?: string }>();
      const values = positional ? { ...given, [positional.name]: command.args.join(' ') } : given;
      const { runFeed } = await import('./feed.js');
      await reply(command, finish, (session) => runFeed(subcommand, values, space, session));
    });
  }
}

function addImport(add: AddCommand, finish: Finish): void {
  const command = add('import', 'import SOURCE…')
    .description('Turn files and folders into articles of the corpus folder')
    .argument('<source...>', 'files or folders')
    .option('--to <dir>', 'write there; default: the corpus folder')
    .addHelpText('after', examples('import seed.txt', 'import reports/ --to corpus'));
  command.action(async (sources: string[], options: { to?: string }) => {
    const session = await openSession(flagsOf(command));
    const { runImport } = await import('./import.js');
    const reply = await runImport(sources, options.to ?? session.corpus, session);
    await session.output.reply(reply);
    finish(toExitCode(reply));
  });
}

function addVerify(add: AddCommand, finish: Finish): void {
  const command = add('verify', 'verify FILE')
    .description('Check every quotation of saved --json replies, one a line')
    .argument('<file>', 'a file of replies, or - for standard input')
    .addHelpText('after', examples('verify replies.jsonl'));
  command.action(async (file: string) => {
    const { session, app } = await openLoaded(command);
    const { verifyFile } = await import('./verify.js');
    const reply = await verifyFile(file, app.library);
    await session.output.reply(reply);
    finish(toExitCode(reply));
  });
}

function addEval(add: AddCommand, finish: Finish): void {
  const command = add('eval', 'eval FILE…')
    .description('Score the answers to the questions of a file (JSON lines)')
    .argument('<file...>', 'question files')
    .option('--misses', 'list the questions that fell short')
    .option('--compare <earlier>', 'show what changed since a run that was saved with --json')
    .addHelpText('after', examples('eval questions.jsonl --misses', 'eval questions.jsonl --compare earlier.json'));
  command.action(async (files: string[], options: { misses?: boolean; compare?: string }) => {
    const { session, app } = await openLoaded(command);
    const { evaluate } = await import('./evaluate.js');
    finish(await evaluate({ ...options, files }, app, session.output));
  });
}

function addBackup(add: AddCommand, finish: Finish): void {
  const command = add('backup', 'backup FILE')
    .description('Write the whole state into one file, beside a running bot')
    .argument('<file>', 'a file that is not there yet')
    .option('--force', 'write over a file that is there')
    .addHelpText('after', examples('backup state.jsonl'));
  command.action(async (file: string, options: { force?: boolean }) => {
    const { runBackup } = await import('./backup.js');
    await reply(command, finish, (session) => runBackup(file, { force: options.force === true }, session));
  });
}

function addRestore(add: AddCommand, finish: Finish): void {
  const command = add('restore', 'restore FILE')
    .description('Fill an empty state from a backup')
    .argument('<file>', 'a file that backup wrote')
    .option('--force', 'delete the state that is there first')
    .addHelpText('after', examples('restore state.jsonl'));
  command.action(async (file: string, options: { force?: boolean }) => {
    const { runRestore } = await import('./restore.js');
    await reply(command, finish, (session) => runRestore(file, { force: options.force === true }, session));
  });
}

function addForget(add: AddCommand, finish: Finish): void {
  const command = add('forget', 'forget PLATFORM USER')
    .description('Delete what is kept about a person')
    .argument('<platform>', 'discord or slack')
    .argument('<user>', "the platform's own id of the person")
    .addHelpText('after', examples('forget discord 80351110224678912', 'forget slack U012ABCDEF'));
  command.action(async (platform: string, user: string) => {
    const { runForget } = await import('./forget.js');
    await reply(command, finish, (session) => runForget(platform, user, session));
  });
}

function addGaps(add: AddCommand, finish: Finish): void {
  const command = add('gaps', 'gaps')
    .description('List the questions that got no answer or a “not helpful”')
    .option('--space <space>', 'only of this space, for instance discord:guild:123')
    .option('--csv', 'write comma-separated values')
    .addHelpText('after', examples('gaps', 'gaps --space slack:T012ABC --csv'));
  command.action(async (options: { space?: string; csv?: boolean }) => {
    const { runGaps } = await import('./gaps.js');
    await reply(command, finish, (session) => runGaps(options, session));
  });
}

function addDeliveries(add: AddCommand, finish: Finish): void {
  const command = add('deliveries', 'deliveries')
    .description('Show what was sent to channels and what was not, newest first')
    .option('--space <space>', 'only of this space, for instance discord:guild:123')
    .option('--limit <n>', 'at most so many (default: 50)')
    .addHelpText('after', examples('deliveries', 'deliveries --space slack:T012ABC --limit 10'));
  command.action(async (options: DeliveriesOptions) => {
    const { runDeliveries } = await import('./deliveries.js');
    await reply(command, finish, (session) => runDeliveries(options, session));
  });
}

function addWeb(add: AddCommand, finish: Finish): void {
  const command = add('web', 'web')
    .description('Print a link that signs you in to the web page, once, within 15 minutes')
    .addHelpText('after', examples('web'));
  command.action(async () => {
    const { runWeb } = await import('./web.js');
    await reply(command, finish, runWeb);
  });
}

function addStart(add: AddCommand, finish: Finish): void {
  const command = add('start', 'start').description(
    'Start the bot: the web page, the chat platforms that are set up, a prompt on a terminal',
  );
  command.action(async () => {
    const session = await openSession(flagsOf(command));
    const { start } = await import('./start.js');
    finish(await start(session));
  });
}

function addPrompt(add: AddCommand, finish: Finish): void {
  const command = add(PROMPT, PROMPT, { hidden: true }).description('Open a prompt on standard input and output');
  command.action(async () => {
    const { session, app } = await openLoaded(command);
    const { openPrompt } = await import('./prompt.js');
    finish(await openPrompt(app, session.config.color));
  });
}

/** Runs a command that needs no articles, and writes its reply; without one it has written by itself. */
async function reply(
  command: Program,
  finish: Finish,
  run: (session: Session) => Promise<Reply | undefined>,
): Promise<void> {
  const session = await openSession(flagsOf(command));
  const result = await run(session);
  if (result !== undefined) await session.output.reply(result);
  finish(result === undefined ? EXIT_DONE : toExitCode(result));
}

async function openLoaded(command: Program) {
  const session = await openSession(flagsOf(command));
  const app = await openApp(session);
  noteProblems(app, session.output);
  return { session, app };
}

function flagsOf(command: Program): CommonFlags {
  const { json, corpus } = command.optsWithGlobals<CommonFlags>();
  return { ...(json && { json }), ...(corpus !== undefined && { corpus }) };
}

function examples(...lines: readonly string[]): string {
  return ['', 'Examples:', ...lines.map((line) => `  dateline ${line}`)].join('\n');
}
