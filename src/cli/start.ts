import { once } from 'node:events';
import { isLoopback, parseHost } from '../adapters/web/host.js';
import { createWebServer, type WebServer } from '../adapters/web/server.js';
import type { App } from '../app.js';
import type { Config } from '../config.js';
import { catalogue } from '../core/commands/catalogue.js';
import { BotError } from '../core/errors.js';
import type { Log } from '../core/ports.js';
import { createSigner, type Signer, toSignInPath } from '../core/sign-in.js';
import type { Delivering } from '../delivering.js';
import type { Ingestion } from '../ingestion.js';
import { createJobs, type Job } from '../jobs/jobs.js';
import { createLog } from '../log.js';
import { createMetrics, type Metrics } from '../metrics.js';
import { createPlatforms, type Platforms } from '../platforms.js';
import type { Store } from '../store/store.js';
import { EXIT_DONE, EXIT_FAILED } from './exit-code.js';
import { createId, createReplyId, createShortId, noteProblems, openApp, openState, type Session } from './session.js';
import { readSigningKey } from './signing-key.js';
import { readVersion } from './version.js';

/**
 * Runs the bot: the web page, the chat platforms whose tokens are set, and, where there are none, a prompt on a terminal.
 *
 * @returns the exit code
 * @throws {BotError} `corpus-unreadable` when there is no corpus; `store-unavailable` when the state cannot be opened;
 *   `unreachable` when the port cannot
 */
export async function start(session: Session): Promise<number> {
  const { discord, slack, logLevel } = session.config;
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const hasPrompt = isTerminal && discord === undefined && slack === undefined;
  // Lines of the log would stand between the lines of the prompt.
  const log = createLog(logLevel ?? (hasPrompt ? 'warn' : 'info'));
  const store = await openState({ ...session, log }, 'write');
  try {
    const signer = createSigner((await readSigningKey(session)).reveal());
    return await serve({ store, session, log, hasPrompt, signer });
  } finally {
    await store?.close();
    await log.flush();
  }
}

interface Service {
  readonly store: Store | undefined;
  readonly session: Session;
  readonly log: Log;
  readonly hasPrompt: boolean;
  readonly signer: Signer;
}

/** Opens the port first, which says meanwhile that the articles are being read, and closes it whatever happens then. */
async function serve(service: Service): Promise<number> {
  const { session, signer, log } = service;
  const { host, port, web: reached } = session.config;
  const web = createWebServer({
    host,
    port,
    ...reached,
    signer,
    catalogue,
    log,
    newId: createId,
    now: () => Date.now(),
  });
  const address = await web.start();
  try {
    return await serveAt(address, web, service);
  } finally {
    await web.stop();
  }
}

/** Stays up until SIGTERM or SIGINT tells it to stop, or the prompt is left; a second signal ends the process at once. */
async function serveAt(address: string, web: WebServer, service: Service): Promise<number> {
  const { store, session, log, hasPrompt, signer } = service;
  const { publicUrl } = session.config.web;
  const { config } = session;
  let platforms: Platforms | undefined;
  let ingestion: Ingestion | undefined;
  let delivering: Delivering | undefined;
  const adapters = () => platforms?.adapters ?? [];
  const metrics = createMetrics();
  const app = await openApp(session, store, log, {
    platforms: () => adapters().map((adapter) => ({ platform: adapter.platform, state: adapter.state() })),
    waiting: (feed) => ingestion?.waiting(feed) ?? 0,
    measure: metrics.measure,
    ...(publicUrl !== undefined && {
      toSignInLink: (member) => `${publicUrl}${toSignInPath(signer, member, createReplyId(), Date.now())}`,
    }),
  });
  if (hasPrompt) noteProblems(app, session.output);
  else for (const problem of app.problems) log.warn({ problem }, 'a part of the corpus could not be loaded');
  await app.warmUp();
  log.info({ corpus: app.corpus, ...app.library.range() }, 'corpus loaded');
  platforms = await openPlatforms(config, app, log);
  web.serve({
    services: app.createWebServices({ metrics, adapters }),
    ...(platforms.handleSlack && { handleSlack: platforms.handleSlack }),
  });
  if (store !== undefined) {
    ingestion = await openIngestion(config, store, app, platforms, log);
    delivering = await openDelivering(config, store, app, platforms, metrics, log);
  }
  const jobs = createJobs(
    store === undefined
      ? []
      : [
          createPruning(store, config.keepDays, log),
          ...createFollowing(store, app),
          ...(ingestion === undefined ? [] : ingestion.jobs),
          ...(delivering === undefined ? [] : delivering.jobs),
        ],
    log,
  );
  // Before it is said that the bot stays up: whoever reads that may stop it at once.
  const signals = listenForSignals();
  if (isPerhapsForwarded(config)) log.warn({}, FORWARDED_WARNING);
  log.info({ address }, 'staying up; stop with SIGTERM or Ctrl-C');
  jobs.start();
  const refused = platforms.start().then(async (connected) => {
    if (connected > 0 || platforms?.adapters.length === 0) return signals.first;
    log.error({}, 'no platform could be connected, so there is nobody to answer');
    return undefined;
  });
  const left = hasPrompt ? [promptUntilLeft(app, session, address)] : [];
  const signal = await Promise.race([signals.first, refused, ...left]);
  if (signal !== undefined) log.info({ signal }, 'stopping');
  signals.leave();
  // First: what is being posted needs its platform.
  await delivering?.stop();
  await platforms.stop();
  await web.stop();
  await ingestion?.stop();
  await jobs.stop();
  await app.stop();
  log.info({}, 'stopped');
  return signal === undefined ? EXIT_FAILED : EXIT_DONE;
}

const FORWARDED_WARNING =
  'PUBLIC_URL is set and TRUST_PROXY is not: whatever a proxy on this machine forwards without X-Forwarded-For counts as asked by you. Set TRUST_PROXY to the number of proxies.';

/** Whether people reach a port of this machine only, through something that is not told of. */
function isPerhapsForwarded({ host, web }: Config): boolean {
  if (web.publicUrl === undefined || web.trustedProxies > 0) return false;
  return isLoopback(host) && !isLoopback(parseHost(new URL(web.publicUrl).host)?.name ?? '');
}

/** @returns why it ended, for the log */
async function promptUntilLeft(app: App, { config }: Session, address: string): Promise<string> {
  const { openPrompt } = await import('./prompt.js');
  await openPrompt(app, config.color, `The same in a browser: ${address}`);
  return 'the prompt was left';
}

/** @throws {BotError} `bad-request` for chat platforms without a state */
async function openPlatforms(config: Config, { services }: App, log: Log): Promise<Platforms> {
  const { discord, slack } = config;
  if (discord === undefined && slack === undefined) return NO_PLATFORMS;
  if (services === undefined) {
    throw new BotError('bad-request', 'Chat platforms need a state, and --corpus keeps none: set CORPUS_DIR instead.');
  }
  return createPlatforms({
    ...(discord && { discord }),
    ...(slack && { slack }),
    digests: config.digests,
    ...(config.web.publicUrl !== undefined && { publicUrl: config.web.publicUrl }),
    services,
    log,
    newId: createId,
    now: () => Date.now(),
  });
}

/** @throws {BotError} `bad-request` for settings of feeds that cannot be */
async function openIngestion(config: Config, store: Store, app: App, platforms: Platforms, log: Log) {
  const { createIngestion } = await import('../ingestion.js');
  return createIngestion({
    ...config.feeds,
    store,
    app,
    adapters: platforms.adapters,
    version: readVersion(),
    newId: createShortId,
    log: log.child({ part: 'feeds' }),
    now: () => Date.now(),
    random: Math.random,
  });
}

async function openDelivering(
  config: Config,
  store: Store,
  app: App,
  { adapters }: Platforms,
  metrics: Metrics,
  log: Log,
) {
  const { createDelivering } = await import('../delivering.js');
  const { list, ...defaults } = config.digests;
  return createDelivering({
    store,
    app,
    composer: app.composer,
    adapters,
    defaults,
    ...(list !== undefined && { list }),
    newId: createShortId,
    newReplyId: createReplyId,
    settled: metrics.countDelivery,
    log: log.child({ part: 'digests' }),
    now: () => Date.now(),
    random: Math.random,
  });
}

const NO_PLATFORMS: Platforms = { adapters: [], start: async () => 0, stop: async () => {} };

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

/** Hears SIGTERM and SIGINT from now on, until it is left. */
function listenForSignals(): { readonly first: Promise<string>; leave(): void } {
  const leave = new AbortController();
  const received = (['SIGTERM', 'SIGINT'] as const).map(async (name) => {
    await once(process, name, { signal: leave.signal });
    return name;
  });
  // Leaving ends both waits as failures that nobody waits for.
  for (const each of received) each.catch(() => {});
  const first = Promise.race(received);
  first.catch(() => {});
  return {
    first,
    leave: () => {
      // Without handlers the next signal ends the process at once.
      leave.abort();
    },
  };
}
