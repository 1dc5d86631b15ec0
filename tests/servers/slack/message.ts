import type { Block } from './block-rules.js';
import { elementsOf } from './block-rules.js';
import type { TestChannel } from './channel.js';
import type { TestFile } from './file.js';
import type { MessageBody, Metadata } from './message-rules.js';
import { textOf } from './parts.js';
import { findPings, hasLink } from './pings.js';
import type { Json } from './platform.js';
import type { TestUser } from './user.js';

/** A button as people see it. */
export interface ButtonView {
  readonly text: string;
  readonly actionId: string;
  readonly blockId: string;
  readonly value: string | undefined;
  readonly url: string | undefined;
}

/** Who wrote a message: somebody, or the bot. */
interface Author {
  readonly id: string;
  readonly isBot: boolean;
}

/** What a message is made of. */
export interface MessageOptions {
  readonly ts: string;
  readonly order: number;
  readonly channel: TestChannel;
  readonly author: Author;
  readonly body: MessageBody;
  readonly threadTs?: string | undefined;
  readonly recipient?: TestUser | undefined;
  readonly files?: readonly TestFile[];
  readonly isFromResponseUrl?: boolean;
  readonly isStreaming?: boolean;
  readonly subtype?: string | undefined;
}

/** A message, with all its versions. */
export class TestMessage {
  readonly ts: string;
  readonly order: number;
  readonly channel: TestChannel;
  /** Of its author. */
  readonly user: string;
  readonly isFromBot: boolean;
  /** The `ts` of the message that it replies to. */
  readonly threadTs: string | undefined;
  /** The only one who sees it. */
  readonly recipient: TestUser | undefined;
  readonly files: readonly TestFile[];
  readonly isFromResponseUrl: boolean;
  readonly subtype: string | undefined;
  isStreaming: boolean;
  isDeleted = false;
  versions = 0;
  readonly #pings = new Set<string>();
  #body: MessageBody;

  constructor(options: MessageOptions) {
    this.ts = options.ts;
    this.order = options.order;
    this.channel = options.channel;
    this.user = options.author.id;
    this.isFromBot = options.author.isBot;
    this.threadTs = options.threadTs;
    this.recipient = options.recipient;
    this.files = options.files ?? [];
    this.isFromResponseUrl = options.isFromResponseUrl ?? false;
    this.isStreaming = options.isStreaming ?? false;
    this.subtype = options.subtype;
    this.#body = options.body;
    this.change(options.body);
    options.channel.log.push(this);
  }

  get text(): string {
    return this.#body.text;
  }

  get blocks(): readonly Block[] {
    return this.#body.blocks;
  }

  get metadata(): Metadata | undefined {
    return this.#body.metadata;
  }

  get isEphemeral(): boolean {
    return this.recipient !== undefined;
  }

  /** False for one that Slack takes and does not show: to one person, in a thread that is none yet. */
  get isShown(): boolean {
    const { threadTs } = this;
    return !this.isEphemeral || threadTs === undefined || this.channel.thread({ ts: threadTs }).length > 0;
  }

  /** What a person reads. */
  get shown(): string {
    return this.blocks.length === 0 ? this.text : textOf(this.blocks);
  }

  get buttons(): readonly ButtonView[] {
    return buttonsOf(this.blocks);
  }

  /** Whom any of its versions would notify: `channel`, `here`, `everyone`, `subteam:S…`, `user:U…`. */
  get pings(): readonly string[] {
    return [...this.#pings];
  }

  /** Whether Slack may show a preview of an address in it: media unless told not to, pages when told to. */
  get unfurls(): boolean {
    const { text, blocks, unfurlsLinks, unfurlsMedia } = this.#body;
    return hasLink(text, blocks) && (unfurlsLinks === true || unfurlsMedia !== false);
  }

  /** Puts another content in the place of the present one. */
  change(body: MessageBody): void {
    this.#body = body;
    this.versions += 1;
    for (const ping of findPings(body)) this.#pings.add(ping);
  }

  /** As Slack gives it out. */
  toJson({ withMetadata }: { readonly withMetadata: boolean }): Json {
    const { team } = this.channel;
    return {
      type: 'message',
      ...(this.subtype === undefined ? {} : { subtype: this.subtype }),
      user: this.user,
      ...(this.isFromBot ? { bot_id: team.botId } : {}),
      team: team.id,
      text: this.text,
      ts: this.ts,
      ...(this.threadTs === undefined ? this.#toThreadHead() : { thread_ts: this.threadTs }),
      ...(this.blocks.length === 0 ? {} : { blocks: this.blocks }),
      ...(this.files.length === 0 ? {} : { files: this.files.map(({ id, name, title }) => ({ id, name, title })) }),
      ...(this.versions > 1 ? { edited: { user: this.user, ts: this.ts } } : {}),
      ...(withMetadata && this.metadata !== undefined ? { metadata: this.metadata } : {}),
    };
  }

  #toThreadHead(): Json {
    const replies = this.isEphemeral ? [] : this.channel.thread(this);
    return replies.length === 0
      ? {}
      : { thread_ts: this.ts, reply_count: replies.length, latest_reply: replies.at(-1)?.ts };
  }
}

/** The buttons among blocks. */
export function buttonsOf(blocks: readonly Block[]): ButtonView[] {
  return blocks.flatMap((block) =>
    elementsOf(block).flatMap((element) =>
      element.type !== 'button'
        ? []
        : [
            {
              text: element.text.text,
              actionId: element.action_id ?? '',
              blockId: block.block_id ?? '',
              value: element.value,
              url: element.url,
            },
          ],
    ),
  );
}
