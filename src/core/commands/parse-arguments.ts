import type { z } from 'zod';
import { BotError } from '../errors.js';

/** What an error message needs to know of a command. */
interface Named {
  readonly usage: string;
}

/**
 * Parses what came from outside with a command's schema.
 *
 * @throws {BotError} `bad-request`, which names each argument that does not fit and the right usage
 */
export function parseArguments<S extends z.ZodType>(schema: S, args: unknown, command: Named): z.output<S> {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    const place = issue.path.join('.');
    return place === '' ? issue.message : `${place}: ${issue.message}`;
  });
  throw new BotError('bad-request', `${faults.join('; ')}. Usage: ${command.usage}`);
}
