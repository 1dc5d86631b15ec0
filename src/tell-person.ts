import type { ChatAdapter } from './core/chat.js';
import { BotError } from './core/errors.js';
import { splitPerson } from './core/person.js';
import type { Log } from './core/ports.js';
import type { Reply } from './core/reply.js';

/** Something that a person is to be told once. */
export interface Tidings {
  /** With the platform, `discord:123`. */
  readonly person: string;
  readonly reply: Reply;
  /** Tells it from all other messages. */
  readonly key: string;
  /** Notes that the person was told, or takes no messages from the bot and never will. */
  done(): Promise<void>;
}

/**
 * Tells people something in a direct message, each thing once. Who cannot be reached now is told at the next call.
 *
 * @param adapters  of the platforms on which people are
 */
export async function tellPeople(
  tidings: readonly Tidings[],
  adapters: readonly ChatAdapter[],
  log: Log,
): Promise<void> {
  for (const { person, reply, key, done } of tidings) {
    const [platform, id] = splitPerson(person);
    const adapter = adapters.find((one) => one.platform === platform);
    if (adapter === undefined || id === undefined) continue;
    try {
      await adapter.tell(id, reply, key);
      await done();
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      // Whoever takes no messages from the bot will take none the next time either.
      if (!error.retryable) await done();
      log.warn({ key, reason: error.message }, 'somebody could not be told of trouble');
    }
  }
}
