/** How long things may take, in milliseconds. */
export interface Timings {
  /** One call to Slack. */
  readonly requestTimeoutMs: number;
  /** Longest wait that is taken when Slack asks to wait, and between two tries of a call. */
  readonly longestWaitMs: number;
  /** Before the first new try to connect; each further one waits twice as long. */
  readonly firstPauseMs: number;
  /** Between two tries to connect at most, however long Slack is away. */
  readonly longestPauseMs: number;
  /** Until a new connection must have been greeted. */
  readonly helloTimeoutMs: number;
  /** Without an answer to a ping for so long, a connection is given up. A third of it lies between two pings. */
  readonly pingTimeoutMs: number;
  /** Before a message whose answer was lost is looked up: Slack may still be storing it. */
  readonly lookUpPauseMs: number;
  /** How long an answer waits for its status to be shown. */
  readonly statusTimeoutMs: number;
}

export const DEFAULT_TIMINGS: Timings = {
  requestTimeoutMs: 10_000,
  longestWaitMs: 30_000,
  firstPauseMs: 250,
  longestPauseMs: 10_000,
  helloTimeoutMs: 15_000,
  pingTimeoutMs: 5_000,
  lookUpPauseMs: 1_000,
  statusTimeoutMs: 1_500,
};
