import type { ChatServices, Completion } from '../../src/core/chat.js';
import type { CompletedField } from '../../src/core/commands/command.js';
import { createKeepingRun, type KeptReply, type ReplyKeeper } from '../../src/core/commands/keep.js';
import type { Run } from '../../src/core/commands/request.js';
import { BotError } from '../../src/core/errors.js';
import type { Forgotten, Log, Memory } from '../../src/core/ports.js';

/** What the services are made with. */
export interface FakeChatOptions {
  /** The run that answers; it is given a memory of what these services keep. */
  createRun(memory: Memory): Run;
  readonly log: Log;
  /** Values that a field is completed with, as a space sees them; default none. */
  complete?(
    field: CompletedField,
    prefix: string,
    space: string,
  ): readonly Completion[] | Promise<readonly Completion[]>;
  /** Default every article is unknown. */
  knowsArticle?(space: string, id: string): boolean;
}

/**
 * The services of a chat adapter, kept in memory: what a restart would find is what is in here. Ids of replies count up,
 * `reply-1`, `reply-2`.
 */
export class FakeChatServices implements ChatServices, ReplyKeeper, Memory {
  readonly run: Run;
  readonly kept: KeptReply[] = [];
  /** Keys of events, in the order in which they were taken on. */
  readonly claimed: string[] = [];
  readonly deliveries: { readonly reply: string; readonly channel: string; readonly message: string }[] = [];
  readonly judgements: Parameters<Memory['judge']>[0][] = [];
  /** Who was given a link to sign in, in their order. */
  readonly signIns: { readonly space: string; readonly asker: string; readonly mayManage: boolean }[] = [];
  readonly removed: string[] = [];
  readonly joined: string[] = [];
  /** From then on nothing can be kept or read, as when the database is gone. */
  isDown = false;
  readonly #complete: NonNullable<FakeChatOptions['complete']>;
  readonly #knowsArticle: NonNullable<FakeChatOptions['knowsArticle']>;

  constructor({ createRun, log, complete = () => [], knowsArticle = () => false }: FakeChatOptions) {
    let count = 0;
    const newId = () => {
      count += 1;
      return `reply-${count}`;
    };
    this.run = createKeepingRun(createRun(this), { keeper: this, newId, log });
    this.#complete = complete;
    this.#knowsArticle = knowsArticle;
  }

  async complete(field: CompletedField, prefix: string, space: string): Promise<readonly Completion[]> {
    return (await this.#complete(field, prefix, space)).slice(0, 25);
  }

  knowsArticle(space: string, id: string): boolean {
    return this.#knowsArticle(space, id);
  }

  async claimEvent(key: string): Promise<boolean> {
    if (this.claimed.includes(key)) return false;
    this.claimed.push(key);
    return true;
  }

  async delivered(reply: string, channel: string, message: string): Promise<void> {
    this.deliveries.push({ reply, channel, message });
  }

  async knows(space: string, thread: string): Promise<boolean> {
    return this.kept.some((kept) => kept.space === space && kept.thread === thread);
  }

  async threadOf(space: string, channel: string, message: string): Promise<string | undefined> {
    const delivery = this.deliveries.find((one) => one.channel === channel && one.message === message);
    return this.kept.find((kept) => kept.id === delivery?.reply && kept.space === space)?.thread;
  }

  signInLink(space: string, { id, mayManage }: Parameters<ChatServices['signInLink']>[1]): string {
    this.signIns.push({ space, asker: id, mayManage });
    return `https://news.example/signin/${this.signIns.length}`;
  }

  async spaceRemoved(space: string): Promise<void> {
    this.removed.push(space);
  }

  async spaceJoined(space: string): Promise<void> {
    this.joined.push(space);
  }

  async turns(space: string, thread: string, limit: number): Promise<readonly string[]> {
    this.#check();
    return this.kept
      .filter((kept) => kept.space === space && kept.thread === thread && kept.command === 'ask')
      .map(({ reply }) => reply.question ?? '')
      .slice(-limit);
  }

  async keep(kept: KeptReply): Promise<void> {
    this.#check();
    this.kept.push(kept);
  }

  async replyOf(id: string, space: string) {
    this.#check();
    return this.kept.find((kept) => kept.id === id && kept.space === space)?.reply;
  }

  async judge(judgement: Parameters<Memory['judge']>[0]): Promise<boolean> {
    this.#check();
    this.judgements.push(judgement);
    return this.kept.some(({ id, space }) => id === judgement.reply && space === judgement.space);
  }

  async forget(asker: string): Promise<Forgotten> {
    this.#check();
    const left = this.kept.filter((kept) => kept.asker !== asker);
    const replies = this.kept.length - left.length;
    this.kept.splice(0, this.kept.length, ...left);
    return { replies, judgements: 0, ownerships: 0 };
  }

  #check(): void {
    if (this.isDown) throw new BotError('store-unavailable', 'The disk is full.');
  }
}
