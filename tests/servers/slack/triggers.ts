import type { Act } from './act.js';
import type { Platform } from './platform.js';
import { SlackError } from './slack-error.js';

const TRIGGER_LIFE_MS = 3_000;

/** What people did that allows the bot to open a modal: once, within three seconds. */
export class Triggers {
  readonly #platform: Platform;
  readonly #open = new Map<string, { readonly act: Act; readonly atMs: number; isUsed: boolean }>();

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  create(act: Act): string {
    const id = `${this.#platform.newId('')}.${this.#platform.newId('')}.${this.#platform.newId('').toLowerCase()}`;
    this.#open.set(id, { act, atMs: this.#platform.now(), isUsed: false });
    return id;
  }

  /**
   * Exchanges a trigger.
   *
   * @throws {SlackError} `invalid_trigger_id`, `expired_trigger_id`, `exchanged_trigger_id`
   */
  exchange(id: string): Act {
    const trigger = this.#open.get(id);
    if (trigger === undefined) throw new SlackError('invalid_trigger_id');
    if (trigger.isUsed) throw new SlackError('exchanged_trigger_id');
    if (this.#platform.now() - trigger.atMs > TRIGGER_LIFE_MS) throw new SlackError('expired_trigger_id');
    trigger.isUsed = true;
    return trigger.act;
  }
}
