import { z } from 'zod';
import type { Act } from './act.js';
import type { Answer } from './http.js';
import { parseJsonObject } from './http.js';
import { flag, parseBy } from './invalid.js';
import type { TestMessage } from './message.js';
import { parseMessage } from './message-rules.js';
import type { Json, Platform } from './platform.js';
import { edit, post, remove } from './posting.js';
import { SlackError, toSlackError } from './slack-error.js';

const MAX_USES = 5;
const LIFE_MS = 30 * 60_000;

/** What the bot posted to a `response_url`. */
export interface ResponsePost {
  readonly body: Json;
  readonly status: number;
  /** Slack's word for it when it was refused. */
  readonly error: string | undefined;
  /** What it made, changed or took away. */
  readonly message: TestMessage | undefined;
}

interface ResponseUrl {
  readonly act: Act;
  /** The message whose button was pressed. */
  readonly source: TestMessage | undefined;
  readonly atMs: number;
  uses: number;
  isExpired: boolean;
}

const fields = z.object({
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  replace_original: flag.default(false),
  delete_original: flag.default(false),
  thread_ts: z.string().optional(),
});

/** Addresses of what people did, to which the bot can answer without being in the channel: 5 times within 30 minutes. */
export class ResponseUrls {
  readonly #platform: Platform;
  readonly #urls = new Map<string, ResponseUrl>();

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  create(act: Act, source?: TestMessage): string {
    const id = this.#platform.newId('R');
    this.#urls.set(id, { act, source, atMs: this.#platform.now(), uses: 0, isExpired: false });
    return `${this.#platform.origin}/response/${id}`;
  }

  /** Makes an address worthless before its time. */
  expire(url: string): void {
    const found = this.#urls.get(url.split('/').at(-1) ?? '');
    if (found === undefined) throw new Error(`${url} is none of this server's.`);
    found.isExpired = true;
  }

  /** Answers a post. */
  handle(id: string, text: string): Answer {
    const url = this.#urls.get(id);
    if (url === undefined) return { status: 404, body: 'invalid_url' };
    const result = this.#take(url, text);
    url.act.responses.push(result);
    this.#platform.changes.notify();
    return { status: result.status, body: result.error === undefined ? 'ok' : { ok: false, error: result.error } };
  }

  /**
   * Shows what came with an acknowledgement, or by an address.
   *
   * @throws {SlackError}
   */
  show(act: Act, source: TestMessage | undefined, body: Json): TestMessage | undefined {
    const { replace_original, delete_original, response_type, thread_ts } = parseBy(fields, body, 'invalid_payload');
    const { user, channel } = act;
    if (delete_original || replace_original) {
      if (source === undefined || source.isDeleted) throw new SlackError('message_not_found');
      if (delete_original) remove(this.#platform, source);
      else edit(this.#platform, source, this.#parse(body));
      return source;
    }
    if (user === undefined || channel === undefined) throw new SlackError('channel_not_found');
    return post(this.#platform, {
      channel,
      author: { id: channel.team.botUserId, isBot: true },
      body: this.#parse(body),
      threadTs: thread_ts,
      recipient: response_type === 'ephemeral' ? user : undefined,
      isFromResponseUrl: true,
    });
  }

  #take(url: ResponseUrl, text: string): ResponsePost {
    let body: Json = {};
    try {
      body = parseJsonObject(text);
      if (url.isExpired || this.#platform.now() - url.atMs > LIFE_MS) throw new SlackError('expired_url');
      if (url.uses >= MAX_USES) throw new SlackError('used_url');
      url.uses += 1;
      return { body, status: 200, error: undefined, message: this.show(url.act, url.source, body) };
    } catch (error) {
      const { code, reasons } = toSlackError(error);
      const isGone = code === 'expired_url' || code === 'used_url';
      // Time runs out without anybody's fault; everything else is the bot's.
      if (code !== 'expired_url') this.#platform.refusals.push({ method: 'response_url', error: code, reasons });
      return { body, status: isGone ? 404 : 400, error: code, message: undefined };
    }
  }

  #parse(body: Json) {
    const parsed = parseMessage(body, (blocks) => this.#platform.withIds(blocks));
    for (const warning of parsed.remarks) this.#platform.warnings.push({ method: 'response_url', warning });
    return parsed;
  }
}
