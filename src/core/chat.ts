import type { CompletedField } from './commands/command.js';
import type { Request, Run } from './commands/request.js';
import type { Reply } from './reply.js';

/** What a chat adapter is given, beside the catalogue: it sees neither the index nor the store. */
export interface ChatServices {
  readonly run: Run;
  /**
   * Values of a field that somebody may be typing, best first, as this space sees them; at most 25, which is what
   * Discord takes (https://discord.com/developers/docs/interactions/application-commands#autocomplete). Never rejects:
   * what cannot be read completes nothing.
   */
  complete(field: CompletedField, prefix: string, space: string): Promise<readonly Completion[]>;
  /** Whether a space can see an article of that id. */
  knowsArticle(space: string, id: string): boolean;
  /**
   * Takes on a platform event: true for exactly one caller, across restarts and all bots of one database.
   *
   * @param key  with the platform: `discord:interaction:123`
   */
  claimEvent(key: string): Promise<boolean>;
  /** Notes where a kept reply was posted, so that an answer to that message is a follow-up. */
  delivered(reply: string, channel: string, message: string): Promise<void>;
  /** Whether the bot has answered in this conversation. */
  knows(space: string, thread: string): Promise<boolean>;
  /** The conversation to which a message of the bot belongs; undefined for any other message. */
  threadOf(space: string, channel: string, message: string): Promise<string | undefined>;
  /**
   * The address at which somebody signs in to the web page, as a member of a space: for that person's eyes only, once, and
   * soon.
   *
   * @returns undefined when the page cannot be reached from outside
   */
  signInLink(space: string, asker: Request['asker']): string | undefined;
  /** The bot was removed from a space: all of it is deleted after 30 days. */
  spaceRemoved(space: string): Promise<void>;
  /** The bot is in a space, perhaps again: nothing of it is deleted. */
  spaceJoined(space: string): Promise<void>;
}

/** One value that completes what somebody types. */
export interface Completion {
  /** What is sent when it is chosen: an article's id, a name. */
  readonly value: string;
  /** What is shown; for an article its title and day. */
  readonly label: string;
}

/** The connection to one chat platform. */
export interface ChatAdapter {
  readonly platform: string;
  /**
   * Connects, and settles when the platform has taken the bot in.
   *
   * @throws {BotError} `not-allowed` when the platform refuses the token
   */
  start(): Promise<void>;
  /** Takes no more events, and settles when what is under way is answered. */
  stop(): Promise<void>;
  /** The state of the connection in a word or two, for `status`. */
  state(): string;
  ready(): boolean;
  /**
   * Posts a reply to a channel.
   *
   * @param channel  of a forum too: what is posted there is a post of its own, with the reply's name as its title
   * @param key  travels with the message, so that `find` finds it again
   * @returns the platform's id of the message
   * @throws {BotError} `not-allowed` when the channel is gone or forbids it: nothing was posted. `unreachable`, retryable,
   *   otherwise: it may have been posted, unless the error says `isUndone`
   */
  post(channel: string, reply: Reply, key: string): Promise<string>;
  /**
   * Looks for the message of a key in a channel.
   *
   * @param since  milliseconds since 1970 in UTC: what is older is not looked at. Default: the newest messages are
   * @returns the message's id; undefined when it is not there, with `since` surely
   * @throws {BotError} `not-allowed` when the channel cannot be read, or not back to `since`; `unreachable`, retryable,
   *   otherwise
   */
  find(channel: string, key: string, since?: number): Promise<string | undefined>;
  /**
   * Tells a person something in a direct message, once: a message of the same key that is there already is left at that,
   * where the platform lets the bot read it back.
   *
   * @param person  the platform's own id, without the platform
   * @returns the platform's id of the message
   * @throws {BotError} `not-allowed` when the person is unknown or takes no messages from the bot; `unreachable`,
   *   retryable, otherwise
   */
  tell(person: string, reply: Reply, key: string): Promise<string>;
}
