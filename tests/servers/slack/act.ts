import type { Prompt, TestChannel } from './channel.js';
import type { Delivery } from './deliveries.js';
import type { TestFile } from './file.js';
import type { TestMessage } from './message.js';
import type { Platform } from './platform.js';
import type { ResponsePost } from './response-urls.js';
import type { TestUser } from './user.js';
import type { TestView } from './view.js';

/** How long Slack waits before it tells a person that the app did not answer. */
const PATIENCE_MS = 3_000;

/** What a person did. */
type ActKind =
  | 'message'
  | 'edit'
  | 'deletion'
  | 'command'
  | 'click'
  | 'shortcut'
  | 'submission'
  | 'closing'
  | 'home'
  | 'messages-tab'
  | 'removal';

/** What an act is about. */
interface ActOptions {
  readonly kind: ActKind;
  readonly user?: TestUser;
  readonly channel?: TestChannel | undefined;
  /** What they wrote, or what they acted upon. */
  readonly message?: TestMessage | undefined;
  readonly onAnswer?: (answer: unknown) => void;
}

/** Something that somebody did, what the bot said to it, and everything that came after it. */
export class Act {
  readonly kind: ActKind;
  readonly user: TestUser | undefined;
  readonly channel: TestChannel | undefined;
  message: TestMessage | undefined;
  readonly deliveries: Delivery[] = [];
  /** What was posted to its `response_url`, refused posts too. */
  readonly responses: ResponsePost[] = [];
  /** The modals opened with its trigger. */
  readonly views: TestView[] = [];
  triggerId: string | undefined;
  responseUrl: string | undefined;
  readonly #platform: Platform;
  readonly #order: number;
  readonly #onAnswer: ((answer: unknown) => void) | undefined;
  #isLost = false;

  constructor(platform: Platform, options: ActOptions) {
    this.#platform = platform;
    this.#order = platform.newOrder();
    this.kind = options.kind;
    this.user = options.user;
    this.channel = options.channel;
    this.message = options.message;
    this.#onAnswer = options.onAnswer;
  }

  /** Whether everything that was sent is acknowledged, be it by a later attempt. */
  get isAcknowledged(): boolean {
    const payloads = new Set(this.deliveries.map(({ payload }) => payload));
    return [...payloads].every((one) =>
      this.deliveries.some(({ payload, acknowledgedAfterMs }) => payload === one && acknowledgedAfterMs !== undefined),
    );
  }

  /** What came with the first acknowledgement. */
  get answer(): unknown {
    return this.deliveries.find(({ acknowledgedAfterMs }) => acknowledgedAfterMs !== undefined)?.answer;
  }

  /** What Slack tells the person in place of the bot. */
  get failure(): 'operation_timeout' | 'dispatch_failed' | undefined {
    if (this.#isLost) return 'dispatch_failed';
    const isLate = this.deliveries.some(({ type, sentAtMs, acknowledgedAfterMs }) => {
      const waitedMs = acknowledgedAfterMs ?? this.#platform.now() - sentAtMs;
      return type !== 'events_api' && waitedMs > PATIENCE_MS;
    });
    return isLate ? 'operation_timeout' : undefined;
  }

  /** Messages of the bot in the same conversation since then. */
  get posts(): readonly TestMessage[] {
    return this.channel?.messages.filter(({ isFromBot, order }) => isFromBot && order > this.#order) ?? [];
  }

  /** Those of them in the thread of the message; all of them where there is none. */
  get replies(): readonly TestMessage[] {
    const root = this.message?.threadTs ?? this.message?.ts;
    return this.posts.filter(
      ({ threadTs }) => root === undefined || threadTs === root || (threadTs === undefined && this.#isDirect),
    );
  }

  /** What only this person has been shown there since then. */
  get whispers(): readonly TestMessage[] {
    return (
      this.channel?.whispers.filter(({ recipient, order }) => recipient === this.user && order > this.#order) ?? []
    );
  }

  /** The Home tab, if it has been published for this person since then. */
  get home(): TestView | undefined {
    const home = this.user?.home;
    return home !== undefined && (this.user?.homeOrder ?? 0) > this.#order ? home : undefined;
  }

  /** Files shared in the same conversation since then. */
  get files(): readonly TestFile[] {
    return [...this.#platform.files.values()].filter(
      ({ channel, order }) => channel !== undefined && channel === this.channel && order > this.#order,
    );
  }

  /** Statuses set in the same conversation since then; an empty one takes it away. */
  get statuses(): readonly string[] {
    return this.channel?.statuses.filter(({ order }) => order > this.#order).map(({ status }) => status) ?? [];
  }

  /** The questions that are suggested in the conversation now. */
  get prompts(): readonly Prompt[] | undefined {
    return this.channel?.prompts;
  }

  get #isDirect(): boolean {
    return this.channel?.kind === 'im';
  }

  /** The bot has acknowledged something of it. */
  onAnswer(answer: unknown): void {
    this.#onAnswer?.(answer);
  }

  /** Something of it reached nobody. */
  fail({ type }: Delivery): void {
    if (type !== 'events_api') this.#isLost = true;
  }

  /** Waits until everything is acknowledged. */
  acknowledged(limitMs?: number): Promise<Act> {
    return this.until(({ isAcknowledged }) => isAcknowledged && this, 'an acknowledgement', limitMs);
  }

  /** Waits for the first reply, in the thread, for this person only, or by the `response_url`. */
  answered(limitMs?: number): Promise<TestMessage> {
    const find = () =>
      this.replies[0] ?? this.whispers[0] ?? this.responses.find(({ message }) => message !== undefined)?.message;
    return this.until(find, 'an answer', limitMs);
  }

  /** Waits for a modal. */
  opened(limitMs?: number): Promise<TestView> {
    return this.until(({ views }) => views[0], 'a modal', limitMs);
  }

  /** Waits until this person's Home tab is published. */
  published(limitMs?: number): Promise<TestView> {
    return this.until(({ home }) => home, 'a Home tab', limitMs);
  }

  /**
   * Waits until `condition` gives something other than undefined or false, and gives that.
   *
   * @param what  named in the error when the limit has passed
   */
  until<T>(condition: (act: this) => T | undefined | false, what: string, limitMs?: number): Promise<T> {
    return this.#platform.changes.until(() => condition(this), `${what} after a ${this.kind}`, limitMs);
  }
}
