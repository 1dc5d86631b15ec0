import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Run } from './core/commands/request.js';
import type { Log } from './core/ports.js';

/** What one person may ask in a while: far more than somebody reads, far less than a script sends. */
const REQUESTS = 20;
const WINDOW_SECONDS = 60;

/**
 * A run that lets one person ask only so often, whatever the space, so that nobody slows the bot down for the others.
 * Who sits at this machine (`local`) is not limited.
 */
export function createLimitedRun(run: Run, log: Log): Run {
  const limiter = new RateLimiterMemory({ points: REQUESTS, duration: WINDOW_SECONDS });
  return async (request) => {
    if (request.space === 'local') return run(request);
    try {
      await limiter.consume(request.asker.id);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      log.info({ request: request.id, space: request.space, seconds }, 'asked too often');
      const message = `That was a lot at once: ${REQUESTS} a minute are answered. Ask again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
      return { kind: 'failure', code: 'rate-limited', message, reference: request.id };
    }
    return run(request);
  };
}
