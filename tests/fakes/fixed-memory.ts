import type { Forgotten, Memory } from '../../src/core/ports.js';
import type { Reply } from '../../src/core/reply.js';

/** A memory that holds what it was made with, and records what it is told. */
export class FixedMemory implements Memory {
  readonly judgements: Parameters<Memory['judge']>[0][] = [];
  readonly forgotten: string[] = [];
  readonly #replies: ReadonlyMap<string, Reply>;

  /** @param replies  by space and id, `slack:T1 r1` */
  constructor(replies: Readonly<Record<string, Reply>> = {}) {
    this.#replies = new Map(Object.entries(replies));
  }

  async replyOf(id: string, space: string) {
    return this.#replies.get(`${space} ${id}`);
  }

  async judge(judgement: Parameters<Memory['judge']>[0]) {
    this.judgements.push(judgement);
    return this.#replies.has(`${judgement.space} ${judgement.reply}`);
  }

  async forget(asker: string): Promise<Forgotten> {
    this.forgotten.push(asker);
    return { replies: 2, judgements: 1, ownerships: 0 };
  }
}
