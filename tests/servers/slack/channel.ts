import type { TestMessage } from './message.js';
import type { Platform } from './platform.js';
import type { TestTeam } from './team.js';
import type { TestUser } from './user.js';

/** How a channel is made. */
export interface ChannelOptions {
  readonly name?: string;
  readonly kind?: 'public' | 'private';
  readonly botIsMember?: boolean;
}

/** A question that the agent view suggests. */
export interface Prompt {
  readonly title: string;
  readonly message: string;
}

/** A conversation. */
export class TestChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  readonly team: TestTeam;
  /** The other side of a direct message. */
  readonly person: TestUser | undefined;
  botIsMember: boolean;
  isArchived = false;
  prompts: readonly Prompt[] | undefined;
  readonly members = new Set<TestUser>();
  /** Every status that was set, an empty one when it was taken away; `order` as in `Platform.newOrder`. */
  readonly statuses: { readonly threadTs: string; readonly status: string; readonly order: number }[] = [];
  /** Everything that was ever said, deleted and ephemeral messages too. */
  readonly log: TestMessage[] = [];
  readonly #statusNow = new Map<string, string>();

  constructor(platform: Platform, team: TestTeam, options: ChannelOptions & { readonly person?: TestUser }) {
    this.team = team;
    this.person = options.person;
    this.kind = options.person === undefined ? (options.kind ?? 'public') : 'im';
    this.id = platform.newId(this.kind === 'im' ? 'D' : 'C');
    this.name = this.kind === 'im' ? 'directmessage' : (options.name ?? 'general');
    this.botIsMember = options.botIsMember ?? true;
    if (options.person !== undefined) this.members.add(options.person);
    platform.channels.set(this.id, this);
  }

  /** What stands there for all, oldest first, replies too. */
  get messages(): readonly TestMessage[] {
    return this.log.filter(({ isDeleted, isEphemeral }) => !isDeleted && !isEphemeral);
  }

  get lastMessage(): TestMessage | undefined {
    return this.messages.at(-1);
  }

  /** What was shown to one person each. */
  get whispers(): readonly TestMessage[] {
    return this.log.filter(({ isDeleted, isEphemeral }) => !isDeleted && isEphemeral);
  }

  /** The replies to a message, oldest first. */
  thread({ ts }: Pick<TestMessage, 'ts'>): readonly TestMessage[] {
    return this.messages.filter(({ threadTs }) => threadTs === ts);
  }

  /** A message that is there for all. */
  find(ts: string): TestMessage | undefined {
    return this.messages.find((message) => message.ts === ts);
  }

  addBot(): void {
    this.botIsMember = true;
  }

  removeBot(): void {
    this.botIsMember = false;
  }

  archive(): void {
    this.isArchived = true;
  }

  /** What is shown below a thread; undefined for nothing. */
  statusOf(threadTs: string): string | undefined {
    return this.#statusNow.get(threadTs);
  }

  /** Sets what is shown below a thread; an empty text takes it away. */
  setStatus(threadTs: string, status: string, order: number): void {
    this.statuses.push({ threadTs, status, order });
    if (status === '') this.#statusNow.delete(threadTs);
    else this.#statusNow.set(threadTs, status);
  }

  /** A message of the bot takes the status away. */
  clearStatus(threadTs: string): void {
    this.#statusNow.delete(threadTs);
  }
}
