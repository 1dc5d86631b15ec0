/** How long things may take, in milliseconds. */
export interface Timings {
  /** Until then an answer is given at once; later ones come after a deferral. */
  readonly answerAtOnceMs: number;
  /** One try of a first response: it must leave room for another before the interaction expires. */
  readonly responseTryMs: number;
  /** Any other call. */
  readonly requestTimeoutMs: number;
  /** Before the first new try of a call; each further one waits twice as long. */
  readonly firstPauseMs: number;
  /** Between two tries at most. */
  readonly longestPauseMs: number;
  /** How long an answer to a message is tried. Discord knows a nonce again for a few minutes only. */
  readonly messageMs: number;
  /** How long one post may take in all, or looking for one. No try begins later. */
  readonly postMs: number;
  /** The longest that a post waits for a rate limit. */
  readonly longestLimitMs: number;
  /** How long stopping waits for what is under way. */
  readonly stopMs: number;
}

export const DEFAULT_TIMINGS: Timings = {
  answerAtOnceMs: 1_500,
  responseTryMs: 1_000,
  requestTimeoutMs: 10_000,
  firstPauseMs: 200,
  longestPauseMs: 15_000,
  messageMs: 4 * 60_000,
  postMs: 40_000,
  longestLimitMs: 15_000,
  stopMs: 9_000,
};
