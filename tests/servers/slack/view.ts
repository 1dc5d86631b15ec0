import type { Block } from './block-rules.js';
import { type ButtonView, buttonsOf } from './message.js';
import { textOf } from './parts.js';
import type { Json, Platform } from './platform.js';
import type { TestUser } from './user.js';
import type { ViewBody } from './view-rules.js';

/** A modal, or somebody's Home tab, with all its versions. */
export class TestView {
  readonly id: string;
  readonly user: TestUser;
  readonly order: number;
  /** The view below it, to which a modal was added. */
  readonly previous: TestView | undefined;
  isOpen = true;
  versions = 0;
  hash = '';
  /** What the bot said is wrong with what was filled in, by block id. */
  errors: Readonly<Record<string, string>> = {};
  readonly #platform: Platform;
  #body: ViewBody;

  constructor(platform: Platform, user: TestUser, body: ViewBody, previous?: TestView) {
    this.#platform = platform;
    this.id = platform.newId('V');
    this.user = user;
    this.order = platform.newOrder();
    this.previous = previous;
    this.#body = body;
    this.change(body);
    platform.views.set(this.id, this);
  }

  get type(): 'modal' | 'home' {
    return this.#body.type;
  }

  get title(): string {
    return this.#body.type === 'modal' ? this.#body.title.text : '';
  }

  /** The label of the button that sends it off; undefined when there is none. */
  get submit(): string | undefined {
    return this.#body.type === 'modal' ? this.#body.submit?.text : undefined;
  }

  get callbackId(): string {
    return this.#body.callback_id ?? '';
  }

  get privateMetadata(): string {
    return this.#body.private_metadata ?? '';
  }

  get externalId(): string {
    return this.#body.external_id ?? '';
  }

  get notifiesOnClose(): boolean {
    return this.#body.type === 'modal' && this.#body.notify_on_close === true;
  }

  get blocks(): readonly Block[] {
    return this.#body.blocks;
  }

  /** What a person reads. */
  get shown(): string {
    return textOf(this.blocks);
  }

  get buttons(): readonly ButtonView[] {
    return buttonsOf(this.blocks);
  }

  /** Puts another content in the place of the present one. */
  change(body: ViewBody): void {
    this.#body = { ...body, blocks: [...this.#platform.withIds(body.blocks)] };
    this.versions += 1;
    this.hash = `${Math.floor(this.#platform.now() / 1000)}.${this.id}${this.versions}`;
    this.errors = {};
  }

  /** As Slack gives it out. */
  toJson(values: Json = {}): Json {
    const root = this.#root();
    return {
      id: this.id,
      team_id: this.user.team.id,
      app_id: this.#platform.appId,
      app_installed_team_id: this.user.team.id,
      bot_id: this.user.team.botId,
      clear_on_close: false,
      notify_on_close: false,
      ...this.#body,
      callback_id: this.callbackId,
      private_metadata: this.privateMetadata,
      external_id: this.externalId,
      state: { values },
      hash: this.hash,
      root_view_id: root.id,
      previous_view_id: this.previous?.id ?? null,
    };
  }

  #root(): TestView {
    return this.previous === undefined ? this : this.previous.#root();
  }
}
