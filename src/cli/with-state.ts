import { BotError } from '../core/errors.js';
import type { Store } from '../store/store.js';
import { openState, type Session } from './session.js';

/**
 * Runs a command that changes the state, which is made when there is none, and closes it afterwards.
 *
 * @throws {BotError} `bad-request` with `--corpus`, which keeps away from the state; `store-unavailable`, also while a bot
 *   runs on the same SQLite folder
 */
export async function withState<Result>(session: Session, work: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openState(session, 'write');
  if (store === undefined) throw corpusError();
  return work(store).finally(() => store.close());
}

/**
 * Runs a command that reads the state, also while a bot runs, and closes it afterwards.
 *
 * @param work  is given undefined when nothing was ever kept
 * @throws {BotError} `bad-request` with `--corpus`, which keeps away from the state; `store-unavailable`
 */
export async function withStateToRead<Result>(
  session: Session,
  work: (store: Store | undefined) => Promise<Result>,
): Promise<Result> {
  if (!session.usesState) throw corpusError();
  const store = await openState(session, 'read');
  return work(store).finally(() => store?.close());
}

function corpusError(): BotError {
  return new BotError('bad-request', 'With --corpus no state is read or changed: leave --corpus out.');
}
