import { once } from 'node:events';
import type { App } from '../app.js';
import type { Config } from '../config.js';
import type { Log } from '../core/ports.js';
import { createJobs, type Job } from '../jobs/jobs.js';
import { createLog } from '../log.js';
import type { Store } from '../store/store.js';
import { EXIT_DONE } from './exit-code.js';
import { noteProblems, openApp, openState, type Session } from './session.js';

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
  const store = await openState({ ...session, log }, 'write');
  const app = await openApp({ ...session, log }, store);
  for (const problem of app.problems) log.warn({ problem }, 'a part of the corpus could not be loaded');
  await app.warmUp();
  log.info({ corpus: app.corpus, ...app.library.range() }, 'corpus loaded');
  for (const variable of findChatTokens(session.config)) {
    log.warn({ variable }, `${variable} is set, but this version has no adapter for that platform yet: it is not used`);
  }
  // Before it is said that the bot stays up: whoever reads that may stop it at once.
  const signalled = waitForSignal();
  log.info({}, 'staying up for the web page, which this version does not have yet; stop with SIGTERM or Ctrl-C');
  const jobs = createJobs(
    store === undefined ? [] : [createPruning(store, session.config.keepDays, log), ...createFollowing(store, app)],
    log,
  );
  jobs.start();
  const signal = await signalled;
  log.info({ signal }, 'stopping');
  await jobs.stop();
  await app.stop();
  await store?.close();
  log.info({}, 'stopped');
  await log.flush();
  return EXIT_DONE;
}

/** An article that another bot has added is asked about no sooner. */
const FOLLOW_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Deletes what is older than it may be kept. */
function createPruning(store: Store, keepDays: number, log: Log): Job {
  return {
    name: 'prune',
    everyMs: HOUR_MS,
    run: async () => {
      const pruned = await store.prune({ keepMs: keepDays * DAY_MS });
      if (Object.values(pruned).some((count) => count > 0))
        log.info({ ...pruned }, 'deleted what was kept long enough');
    },
  };
}

/** Several bots may share a PostgreSQL database: each looks for what the others have added. */
function createFollowing(store: Store, app: App): Job[] {
  return store.engine === 'postgresql' ? [{ name: 'follow', everyMs: FOLLOW_MS, run: app.follow }] : [];
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
