import { BotError } from './core/errors.js';
import type { DigestKeeper } from './core/ports.js';

/** The digests of each space, as commands see them. */
export function createDigestKeeper(): DigestKeeper {
  const refuse = async (): Promise<never> => {
    throw new BotError('bad-request', 'No state is kept here, so there are no digests to subscribe to.');
  };
  return {
    preview: refuse,
    subscribe: refuse,
    list: async () => [],
    pause: refuse,
    resume: refuse,
    unsubscribe: refuse,
    mute: refuse,
    deliveries: async () => [],
  };
}
