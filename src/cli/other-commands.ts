import type { Command as Program } from 'commander';
import type { AddCommand, Finish } from './catalogue-command.js';
import { toExitCode } from './exit-code.js';
import { type CommonFlags, noteProblems, openApp, openSession } from './session.js';

/** The hidden command that `dateline` alone stands for on a terminal. */
export const PROMPT = 'prompt';

/** Adds the commands that only the command line has. Each loads its own parts when it runs. */
export function addOtherCommands(add: AddCommand, finish: Finish): void {
  addImport(add, finish);
  addVerify(add, finish);
  addEval(add, finish);
  addStart(add, finish);
  addPrompt(add, finish);
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
    const reply = await runImport(sources, options.to ?? session.corpus);
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

function addStart(add: AddCommand, finish: Finish): void {
  const command = add('start', 'start').description('Start the bot: a prompt on a terminal, else a service');
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
