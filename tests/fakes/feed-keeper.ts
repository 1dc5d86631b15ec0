import { BotError } from '../../src/core/errors.js';
import type { FeedFacts, FeedKeeper } from '../../src/core/ports.js';

/** Feeds kept in memory. Ids count up, `feed-1`, `feed-2`. */
export class FakeFeedKeeper implements FeedKeeper {
  readonly kept: { readonly space: string; readonly feed: FeedFacts }[] = [];
  /** From then on nothing can be kept or read, as when the database is gone. */
  isDown = false;

  /** Puts a feed into a space, `*` for all. */
  put(space: string, facts: Partial<FeedFacts> = {}): FeedFacts {
    const id = facts.id ?? `feed-${this.kept.length + 1}`;
    const feed: FeedFacts = { id, url: `https://post.example/${id}`, state: 'active', articles: 0, ...facts };
    this.kept.push({ space, feed });
    return feed;
  }

  async add({ url, space, asker, excerptChars, embargoMs }: Parameters<FeedKeeper['add']>[0]) {
    this.#check();
    if (!URL.canParse(url)) throw new BotError('bad-request', 'This is not an address.');
    const known = this.kept.find((one) => one.space === space && one.feed.url === url);
    if (known !== undefined) return { feed: known.feed, isNew: false };
    const feed = this.put(space, {
      url,
      addedBy: asker,
      ...(excerptChars !== undefined && { excerptChars }),
      ...(embargoMs !== undefined && { embargoMs }),
    });
    return { feed, isNew: true };
  }

  async list(space: string): Promise<readonly FeedFacts[]> {
    this.#check();
    return this.kept.flatMap((one) => (one.space === space || one.space === '*' ? [one.feed] : []));
  }

  async remove(id: string, space: string): Promise<boolean> {
    this.#check();
    const index = this.kept.findIndex((one) => one.space === space && one.feed.id === id);
    if (index !== -1) this.kept.splice(index, 1);
    return index !== -1;
  }

  #check(): void {
    if (this.isDown) throw new BotError('store-unavailable', 'The disk is full.');
  }
}
