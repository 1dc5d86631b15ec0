import type { ChatAdapter } from '../../../src/core/chat.js';
import type { Run } from '../../../src/core/commands/request.js';
import type { Memory } from '../../../src/core/ports.js';
import type { FakeChatServices } from '../../fakes/chat-services.js';

/** What a person sees of one answer, and can do with it. */
interface Shown {
  readonly text: string;
  /** Labels of what can be pressed. */
  readonly buttons: readonly string[];
}

/** One conversation of one person with a bot that is connected. */
interface Talk {
  /** Says something to the bot, and waits for what it answers. */
  ask(text: string): Promise<Shown>;
  /** Whatever the platform refused because a payload broke one of its rules. */
  refusals(): readonly unknown[];
  /** Takes no more, and settles when what is under way is answered. */
  stop(): Promise<void>;
  ready(): boolean;
}

/** A way to talk to the bot, for the claims that hold on every one. */
export interface Platform {
  readonly name: string;
  /**
   * Connects a bot whose every request is answered so.
   *
   * @param createRun  makes the run from what the conversation remembers
   */
  open(createRun: (memory: Memory) => Run): Promise<Talk>;
}

/** A conversation on a chat platform, where events come twice and others listen. */
interface ChatTalk extends Talk {
  readonly adapter: ChatAdapter;
  readonly services: FakeChatServices;
  /** A channel that the bot may write in, and one that it may not. */
  readonly channel: string;
  readonly closedChannel: string;
  /** The id of the person, without the platform. */
  readonly person: string;
  /** The ids of the bot's messages in the conversation, oldest first, and what the last one says. */
  messages(): readonly string[];
  lastText(): string;
  /** Brings the last question once more, as when its acknowledgement was lost. */
  deliverAgain(): Promise<void>;
  /** Who was pinged by anything the bot wrote. */
  pings(): readonly unknown[];
  /** Removes the bot; settles when it has heard of it. */
  removeBot(): Promise<void>;
  /** Waits for a condition, with a time limit. */
  until(condition: () => boolean, what: string): Promise<unknown>;
}

/** A chat platform with its adapter. */
export interface ChatPlatform extends Platform {
  open(createRun: (memory: Memory) => Run): Promise<ChatTalk>;
  /** Starts an adapter with a token that the platform refuses. */
  startRefused(): Promise<void>;
}
