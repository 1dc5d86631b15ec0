import type { ChatServices } from '../../core/chat.js';

/** Keeps track of the workspaces that the bot is in. */
export interface Presence {
  /**
   * The bot was called in a space: if it is new here, its deletion is called off.
   *
   * @param at  when, in milliseconds since 1970: what happened before the bot left does not bring it back
   */
  seen(space: string, at: number): Promise<void>;
  /** The bot was removed from a space. */
  left(space: string, at: number): Promise<void>;
}

/** Tells the services of each space once. */
export function createPresence(services: Pick<ChatServices, 'spaceJoined' | 'spaceRemoved'>): Presence {
  const joined = new Set<string>();
  const leftAt = new Map<string, number>();
  return {
    seen: async (space, at) => {
      if (joined.has(space) || at <= (leftAt.get(space) ?? Number.NEGATIVE_INFINITY)) return;
      joined.add(space);
      await services.spaceJoined(space);
    },
    left: async (space, at) => {
      joined.delete(space);
      leftAt.set(space, at);
      await services.spaceRemoved(space);
    },
  };
}
