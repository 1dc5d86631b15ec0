import { BotError } from '../core/errors.js';

/**
 * Wrong usage, in the words of the option parser, with the right usage after it.
 *
 * @param message  for instance `error: unknown option '--sinse'\n(Did you mean --since?)`
 * @param usage  for instance `dateline ask QUESTION…`
 */
export function toUsageError(message: string, usage: string): BotError {
  const [fault = '', ...suggestions] = message.replace(/^error: /, '').split('\n');
  const hint = suggestions.map((line) => line.trim().replace(/^\((.*)\)$/, '$1')).filter((line) => line !== '');
  return new BotError('bad-request', [`${fault.replace(/\.$/u, '')}.`, ...hint, `Usage: ${usage}`].join(' '));
}
