import { randomBytes } from 'node:crypto';
import { Changes } from '../discord/changes.js';
import type { Block } from './block-rules.js';
import { elementsOf } from './block-rules.js';
import type { TestChannel } from './channel.js';
import { Deliveries } from './deliveries.js';
import type { TestFile } from './file.js';
import { ResponseUrls } from './response-urls.js';
import { SocketMode } from './socket-mode.js';
import type { TestTeam } from './team.js';
import { Triggers } from './triggers.js';
import type { TestUser } from './user.js';
import type { TestView } from './view.js';

/** Anything that is sent as JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** Something the bot did that Slack does not allow. */
export interface Refusal {
  /** Of the Web API; `response_url`, `upload` and `acknowledgement` for the other ways to say something. */
  readonly method: string;
  /** Slack's word for it. */
  readonly error: string;
  readonly reasons: readonly string[];
}

/** Something the bot did that Slack allows and advises against. */
export interface Warning {
  readonly method: string;
  readonly warning: string;
}

/** What the server is made with. */
export interface PlatformSettings {
  readonly now: () => number;
  readonly waitLimitMs: number;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
}

/** The state that all parts of the server share. */
export class Platform {
  readonly now: () => number;
  readonly changes: Changes;
  readonly origin: string;
  readonly appId: string;
  readonly appToken: string;
  readonly signingSecret = randomBytes(16).toString('hex');
  readonly teams: TestTeam[] = [];
  readonly channels = new Map<string, TestChannel>();
  readonly users = new Map<string, TestUser>();
  readonly views = new Map<string, TestView>();
  readonly files = new Map<string, TestFile>();
  readonly refusals: Refusal[] = [];
  readonly warnings: Warning[] = [];
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly socket: SocketMode;
  readonly deliveries: Deliveries;
  // A bot that remembers what it has seen must not take the ids of another server for its own.
  readonly #salt = randomBytes(2).toString('hex').toUpperCase();
  #ids = 0;
  #micros = 0;
  #order = 0;

  constructor(settings: PlatformSettings) {
    this.now = settings.now;
    this.changes = new Changes(settings.waitLimitMs);
    this.origin = settings.origin;
    this.appId = this.newId('A');
    this.appToken = `xapp-1-${this.appId}-${randomBytes(8).toString('hex')}`;
    this.triggers = new Triggers(this);
    this.responseUrls = new ResponseUrls(this);
    this.socket = new SocketMode(this);
    this.deliveries = new Deliveries(this);
  }

  /** An id as Slack makes them, with a letter in front that tells what it is of. */
  newId(prefix: string): string {
    this.#ids += 1;
    return `${prefix}0${this.#salt}${this.#ids.toString(36).toUpperCase().padStart(5, '0')}`;
  }

  /** The id of a message: seconds since 1970 with six decimals, later than all before. */
  newTs(): string {
    this.#micros = Math.max(Math.round(this.now() * 1000), this.#micros + 1);
    return `${Math.floor(this.#micros / 1e6)}.${String(this.#micros % 1e6).padStart(6, '0')}`;
  }

  /** A number that is higher with everything that happens. */
  newOrder(): number {
    this.#order += 1;
    return this.#order;
  }

  /** Gives an id to each block and element that has none. */
  withIds(blocks: readonly Block[]): readonly Block[] {
    const copy = structuredClone(blocks);
    for (const block of copy) {
      block.block_id ??= randomBytes(4).toString('base64url').slice(0, 5);
      for (const element of elementsOf(block)) element.action_id ??= randomBytes(4).toString('base64url').slice(0, 5);
    }
    return copy;
  }
}
