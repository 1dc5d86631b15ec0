import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { buttonCommands, catalogue } from './core/commands/catalogue.js';
import { findCommand } from './core/commands/command.js';
import type { Run } from './core/commands/request.js';
import type { Reply } from './core/reply.js';

/** What is measured beside the requests. Read when somebody asks for the measurements, and not before. */
export interface Measured {
  /** Articles, sentences and words of the index. */
  index(): { readonly articles: number; readonly sentences: number; readonly words: number };
  /** How many feeds there are in each state. */
  feeds(): Promise<Readonly<Record<string, number>>>;
  /** How many subscriptions to digests and alerts are active. */
  subscriptions(): Promise<number>;
  platforms(): readonly { readonly platform: string; readonly isReady: boolean }[];
}

/** The measurements of one process. */
export interface Metrics {
  /** The same run, measured. */
  measure(run: Run): Run;
  /** Counts a delivery that was settled for good. */
  countDelivery(state: SettledState): void;
  /** Everything in the text form of Prometheus. */
  text(measured: Measured): Promise<string>;
  readonly contentType: string;
}

/** How a question ended. */
const OUTCOMES = ['stated', 'related', 'no-match', 'failure'] as const;

/** How a delivery of a digest or an alert ended. */
const SETTLED = ['sent', 'failed', 'skipped'] as const;
type SettledState = (typeof SETTLED)[number];

/** In seconds: a question takes some milliseconds, and one that takes longer than a person waits is lost. */
const BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

/** Counts and times the requests of a process. Questions and names of people are no part of it. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const questions = new Counter({
    name: 'dateline_questions_total',
    help: 'Questions by how they were answered.',
    labelNames: ['outcome'],
    registers,
  });
  const requests = new Counter({
    name: 'dateline_requests_total',
    help: 'Requests by command and by the kind of their reply.',
    labelNames: ['command', 'reply'],
    registers,
  });
  const seconds = new Histogram({
    name: 'dateline_request_seconds',
    help: 'Time from a request to its reply.',
    labelNames: ['command'],
    buckets: BUCKETS,
    registers,
  });
  const shares = new Gauge({
    name: 'dateline_question_share',
    help: 'Share of the questions since the start that were answered so, from 0 to 1.',
    labelNames: ['outcome'],
    registers,
  });
  const index = new Gauge({
    name: 'dateline_index_size',
    help: 'What the index holds for everybody.',
    labelNames: ['what'],
    registers,
  });
  const feeds = new Gauge({ name: 'dateline_feeds', help: 'Feeds by state.', labelNames: ['state'], registers });
  const deliveries = new Counter({
    name: 'dateline_deliveries_total',
    help: 'Digests and alerts by how their delivery ended.',
    labelNames: ['state'],
    registers,
  });
  const subscriptions = new Gauge({
    name: 'dateline_subscriptions_active',
    help: 'Subscriptions to digests and alerts that are not paused.',
    registers,
  });
  const platforms = new Gauge({
    name: 'dateline_platform_up',
    help: 'Whether a chat platform is connected.',
    labelNames: ['platform'],
    registers,
  });
  const asked = new Map<string, number>(OUTCOMES.map((outcome) => [outcome, 0]));
  for (const outcome of OUTCOMES) questions.inc({ outcome }, 0);
  for (const state of SETTLED) deliveries.inc({ state }, 0);

  return {
    contentType: registry.contentType,
    measure: (run) => async (request) => {
      const stop = seconds.startTimer();
      const reply = await run(request);
      const command = labelOf(request.command);
      stop({ command });
      requests.inc({ command, reply: reply.kind });
      const outcome = command === 'ask' ? outcomeOf(reply) : undefined;
      if (outcome !== undefined) {
        questions.inc({ outcome });
        asked.set(outcome, (asked.get(outcome) ?? 0) + 1);
      }
      return reply;
    },
    countDelivery: (state) => deliveries.inc({ state }),
    text: async (measured) => {
      const total = [...asked.values()].reduce((sum, one) => sum + one, 0);
      for (const [outcome, times] of asked) shares.set({ outcome }, total === 0 ? 0 : times / total);
      for (const [what, size] of Object.entries(measured.index())) index.set({ what }, size);
      feeds.reset();
      for (const [state, number] of Object.entries(await measured.feeds())) feeds.set({ state }, number);
      subscriptions.set(await measured.subscriptions());
      for (const { platform, isReady } of measured.platforms()) platforms.set({ platform }, isReady ? 1 : 0);
      return registry.metrics();
    },
  };
}

/** Labels are kept for good: a name that is no command's is none. */
function labelOf(command: string): string {
  return findCommand([...catalogue, ...buttonCommands], command) === undefined ? 'unknown' : command;
}

function outcomeOf(reply: Reply): (typeof OUTCOMES)[number] | undefined {
  switch (reply.kind) {
    case 'answer':
      return reply.certainty;
    case 'no-match':
      // Nothing was asked.
      return reply.reason === 'empty-question' ? undefined : 'no-match';
    case 'failure':
      return 'failure';
    default:
      return undefined;
  }
}
