import { randomBytes } from 'node:crypto';
import { refusals } from './api-error.js';
import { Interaction, type InteractionParts } from './interaction.js';
import { interactionEvent } from './interaction-event.js';
import type { Platform } from './platform.js';

const RESPONSE_LIMIT_MS = 3_000;
const TOKEN_LIFETIME_MS = 15 * 60_000;

/** All interactions of the server. */
export class InteractionStore {
  readonly #platform: Platform;
  readonly #byToken = new Map<string, Interaction>();

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Begins an interaction and sends it to the bot. */
  begin(parts: InteractionParts): Interaction {
    const { now, newId, changes } = this.#platform;
    const identity = {
      id: newId(),
      token: `aW50ZXJhY3Rpb24_${randomBytes(48).toString('base64url')}`,
      createdAtMs: now(),
    };
    const interaction = new Interaction(identity, parts, changes);
    this.#byToken.set(interaction.token, interaction);
    this.deliver(interaction);
    return interaction;
  }

  /** Sends the event of an interaction; again for one that was sent before. */
  deliver(interaction: Interaction): void {
    this.#platform.gateway.dispatch('INTERACTION_CREATE', () => interactionEvent(interaction, this.#platform));
  }

  /**
   * The interaction that may now be given its first response. Each call counts as an attempt.
   *
   * @throws {ApiError} 10062 when there is none or more than 3 s have passed, 40060 when it has its response
   */
  open(id: string, token: string): Interaction {
    const interaction = this.#byToken.get(token);
    if (interaction?.id !== id) throw refusals.unknownInteraction();
    interaction.callbackAttempts += 1;
    this.#platform.changes.notify();
    if (interaction.callback !== undefined) throw refusals.alreadyAcknowledged();
    if (this.#ageMs(interaction) > RESPONSE_LIMIT_MS) throw refusals.unknownInteraction();
    return interaction;
  }

  /**
   * The interaction whose messages are reached by its token as a webhook.
   *
   * @throws {ApiError} 10015 before the first response, 50027 for a wrong token and after 15 minutes
   */
  webhook(applicationId: string, token: string): Interaction {
    const interaction = this.#byToken.get(token);
    if (applicationId !== this.#platform.applicationId) throw refusals.unknownWebhook();
    if (interaction === undefined || this.#ageMs(interaction) > TOKEN_LIFETIME_MS) throw refusals.invalidWebhookToken();
    if (interaction.callback === undefined) throw refusals.unknownWebhook();
    return interaction;
  }

  /** Notes an accepted first response. */
  acknowledge(interaction: Interaction, callback: Omit<NonNullable<Interaction['callback']>, 'afterMs'>): void {
    interaction.callback = { ...callback, afterMs: this.#ageMs(interaction) };
    this.#platform.changes.notify();
  }

  #ageMs(interaction: Interaction): number {
    return this.#platform.now() - interaction.createdAtMs;
  }
}
