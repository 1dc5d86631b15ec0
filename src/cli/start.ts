import { once } from 'node:events';
import type { Config } from '../config.js';
import { createLog } from '../log.js';
import { EXIT_DONE } from './exit-code.js';
import { noteProblems, openApp, type Session } from './session.js';

/**
 * Runs the bot: the prompt on a terminal when no chat platform is set up, else a service without a terminal.
 *
 * @returns the exit code
 * @throws {BotError} `corpus-unreadable` when there is no corpus
 */
export async function start(session: Session): Promise<number> {
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  if (!isTerminal || findChatTokens(session.config).length > 0) return serve(session);
  const app = await openApp(session);
  noteProblems(app, session.output);
  const { openPrompt } = await import('./prompt.js');
  return openPrompt(app, session.config.color);
}

/** Stays up until SIGTERM or SIGINT tells it to stop; a second signal ends the process at once. */
async function serve(session: Session): Promise<number> {
  const log = createLog(session.config.logLevel ?? 'info');
  const app = await openApp({ ...session, log });
  for (const problem of app.problems) log.warn({ problem }, 'a part of the corpus could not be loaded');
  await app.warmUp();
  log.info({ corpus: app.corpus, ...app.library.range() }, 'corpus loaded');
  for (const variable of findChatTokens(session.config)) {
    log.warn({ variable }, `${variable} is set, but this version has no adapter for that platform yet: it is not used`);
  }
  log.info({}, 'staying up for the web page, which this version does not have yet; stop with SIGTERM or Ctrl-C');
  const signal = await waitForSignal();
  log.info({ signal }, 'stopping');
  await app.stop();
  log.info({}, 'stopped');
  await log.flush();
  return EXIT_DONE;
}

/** Names of the variables that hold a token of a chat platform. */
function findChatTokens(config: Config): string[] {
  const variables: readonly (readonly [string, unknown])[] = [
    ['DISCORD_TOKEN', config.discordToken],
    ['SLACK_BOT_TOKEN', config.slackBotToken],
    ['SLACK_APP_TOKEN', config.slackAppToken],
    ['SLACK_SIGNING_SECRET', config.slackSigningSecret],
  ];
  return variables.filter(([, value]) => value !== undefined).map(([name]) => name);
}

async function waitForSignal(): Promise<string> {
  const leave = new AbortController();
  // Nothing else holds the process: without a timer it would end by itself.
  const hold = setInterval(() => {}, 2 ** 30);
  const received = (['SIGTERM', 'SIGINT'] as const).map(async (name) => {
    await once(process, name, { signal: leave.signal });
    return name;
  });
  const signal = await Promise.race(received);
  clearInterval(hold);
  // The handlers of both signals are taken away, so that the next one ends the process at once.
  leave.abort();
  await Promise.allSettled(received);
  return signal;
}
