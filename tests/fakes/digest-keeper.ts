import type { DigestReply } from '../../src/core/digest-reply.js';
import { BotError } from '../../src/core/errors.js';
import type { DeliveryFacts, DigestKeeper, SubscriptionFacts } from '../../src/core/ports.js';

/** Subscriptions kept in memory. Ids count up, `digest-1`, `digest-2`; a preview gives the reply that was set. */
export class FakeDigestKeeper implements DigestKeeper {
  readonly kept: { readonly space: string; facts: SubscriptionFacts }[] = [];
  readonly log: DeliveryFacts[] = [];
  readonly muted: Parameters<DigestKeeper['mute']>[0][] = [];
  readonly previewed: Parameters<DigestKeeper['preview']>[0][] = [];
  /** What a preview gives. */
  digest: DigestReply = {
    kind: 'digest',
    day: '2031-05-09',
    zone: 'UTC',
    from: '2031-05-08T08:00:00.000Z',
    to: '2031-05-09T08:00:00.000Z',
    stories: [],
    citations: [],
  };
  /** From then on nothing can be kept or read, as when the database is gone. */
  isDown = false;

  /** Puts a subscription into a space. */
  put(space: string, facts: Partial<SubscriptionFacts> = {}): SubscriptionFacts {
    const subscription: SubscriptionFacts = {
      id: `digest-${this.kept.length + 1}`,
      platform: 'discord',
      channel: '1',
      at: '08:00',
      zone: 'UTC',
      empty: 'line',
      state: 'active',
      ...facts,
    };
    this.kept.push({ space, facts: subscription });
    return subscription;
  }

  async preview(request: Parameters<DigestKeeper['preview']>[0]) {
    this.#check();
    this.previewed.push(request);
    return { ...this.digest, ...(request.day !== undefined && { day: request.day }) };
  }

  async subscribe({ space, channel, asker, ...wish }: Parameters<DigestKeeper['subscribe']>[0]) {
    this.#check();
    const known = this.kept.find((one) => one.space === space && one.facts.channel === channel);
    if (known !== undefined) return { subscription: known.facts, isNew: false };
    return { subscription: this.put(space, { channel, createdBy: asker, ...wish }), isNew: true };
  }

  async list(space: string) {
    this.#check();
    return this.kept.flatMap((one) => (one.space === space ? [one.facts] : []));
  }

  pause(id: string, space: string) {
    return this.#change(id, space, { state: 'paused' });
  }

  resume(id: string, space: string) {
    return this.#change(id, space, { state: 'active' });
  }

  async unsubscribe(id: string, space: string) {
    this.#check();
    const index = this.kept.findIndex((one) => one.space === space && one.facts.id === id);
    if (index !== -1) this.kept.splice(index, 1);
    return index !== -1;
  }

  async mute(mute: Parameters<DigestKeeper['mute']>[0]) {
    this.#check();
    this.muted.push(mute);
  }

  async deliveries({ space, limit }: Parameters<DigestKeeper['deliveries']>[0]) {
    this.#check();
    return this.log.filter((delivery) => space === undefined || delivery.space === space).slice(0, limit);
  }

  async #change(id: string, space: string, change: Partial<SubscriptionFacts>): Promise<boolean> {
    this.#check();
    const found = this.kept.find((one) => one.space === space && one.facts.id === id);
    if (found !== undefined) found.facts = { ...found.facts, ...change };
    return found !== undefined;
  }

  #check(): void {
    if (this.isDown) throw new BotError('store-unavailable', 'The disk is full.');
  }
}
