import type { REST } from 'discord.js';
import type { z } from 'zod';
import type { Secret } from '../../lib/secret.js';
import { CallError, toCallError } from './call-error.js';

/** Makes a call, named in words for the log; whatever goes wrong is a `CallError`. */
type Attempt = <T>(what: string, call: () => Promise<T>) => Promise<T>;

/** Makes calls through a client that may lose its token. */
export function createAttempt(rest: REST, token: Secret): Attempt {
  return async (what, call) => {
    try {
      return await call();
    } catch (error) {
      if (error instanceof CallError) throw error;
      const failure = toCallError(error, what);
      // After a 401 discord.js drops the token; whether it is really refused, the next call will tell.
      if (failure.outcome === 'unauthorized') rest.setToken(token.reveal());
      throw failure;
    }
  };
}

/** @throws {CallError} `refused` for an answer of another form; what was asked for may have been done */
export function parseAnswer<S extends z.ZodType>(what: string, schema: S, answer: unknown): z.output<S> {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new CallError(what, 'refused', 0, 'an answer of another form');
  return parsed.data;
}
