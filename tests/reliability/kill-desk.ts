import { PermissionFlagsBits } from 'discord.js';
import { startDiscord } from '../servers/discord/discord.js';
import { startSlack, THREAD_SCOPES } from '../servers/slack/slack.js';

/** What a bot asks of a platform for a digest: that a message is posted, or to read a channel. */
export type DeskCall = 'post' | 'look-up';

/** What becomes of a call. */
export type Treatment =
  /** Answered with a status, and not done. */
  | { readonly kind: 'refused'; readonly status: 429 | 503 }
  /** The connection ends: before it is done, or in place of the answer. */
  | { readonly kind: 'lose-request' | 'lose-response' }
  /** Done, with something before it and between it and its answer; `isHidden` sends the answer of a gateway that gave up. */
  | {
      readonly kind: 'surround';
      readonly before?: () => Promise<unknown>;
      readonly after?: () => Promise<unknown>;
      readonly isHidden?: true;
    };

/** A message of the bot in a channel. */
interface DeskMessage {
  readonly id: string;
  readonly text: string;
}

/** A chat platform on 127.0.0.1, as far as digests need one. */
export interface KillDesk {
  readonly platform: 'discord' | 'slack';
  readonly space: string;
  /** Variables of the bot's process. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * @param isReadable  whether the bot may read back what stands there
   * @returns its id
   */
  addChannel(isReadable: boolean): string;
  messagesIn(channel: string): readonly DeskMessage[];
  /** Asks at each call what is to become of it; undefined: it is done and answered. */
  treat(choose: (call: DeskCall) => Treatment | undefined): void;
  /** What the bot did against the platform's rules, beside looking into what it may not read. */
  readonly refusals: readonly unknown[];
  stop(): Promise<void>;
}

const GAVE_UP = 502;

/** @param now  the platform's clock */
export async function startDiscordDesk(now: () => number): Promise<KillDesk> {
  const discord = await startDiscord({ now });
  const guild = discord.addGuild({ name: 'Desk' });
  const channels = new Map<string, ReturnType<typeof guild.addChannel>>();
  return {
    platform: 'discord',
    space: `discord:guild:${guild.id}`,
    env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    addChannel(isReadable) {
      const channel = guild.addChannel({ name: `news-${channels.size}` });
      if (!isReadable) channel.denyBot(PermissionFlagsBits.ReadMessageHistory);
      channels.set(channel.id, channel);
      return channel.id;
    },
    messagesIn: (channel) => channels.get(channel)?.messages ?? [],
    treat(choose) {
      discord.faults.chooseBy((route) => {
        const isPost = route === 'POST /channels/:channel/messages';
        if (!isPost && route !== 'GET /channels/:channel/messages') return undefined;
        const treatment = choose(isPost ? 'post' : 'look-up');
        if (treatment === undefined) return undefined;
        if (treatment.kind === 'surround') {
          const { isHidden, ...rest } = treatment;
          return {
            ...rest,
            ...(isHidden && { answer: { status: GAVE_UP, body: { message: 'Bad gateway', code: 0 } } }),
          };
        }
        if (treatment.kind !== 'refused') return { kind: treatment.kind, how: 'closed' };
        const body = {
          message: 'Fault',
          code: 0,
          ...(treatment.status === 429 && { retry_after: 0.3, global: false }),
        };
        const headers = treatment.status === 429 ? { 'Retry-After': '0.3', 'X-RateLimit-Scope': 'user' } : {};
        return { kind: 'answer', answer: { status: treatment.status, body, headers } };
      });
    },
    refusals: discord.refusals,
    stop: () => discord.stop(),
  };
}

/** @param now  the platform's clock */
export async function startSlackDesk(now: () => number): Promise<KillDesk> {
  // Private channels cannot be read back.
  const scopes = THREAD_SCOPES.filter((scope) => scope !== 'groups:history');
  const slack = await startSlack({ now, scopes });
  const channels = new Map<string, ReturnType<typeof slack.addChannel>>();
  return {
    platform: 'slack',
    space: `slack:${slack.teamId}`,
    env: { SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
    addChannel(isReadable) {
      const channel = slack.addChannel({ name: `news-${channels.size}`, kind: isReadable ? 'public' : 'private' });
      channels.set(channel.id, channel);
      return channel.id;
    },
    messagesIn: (channel) =>
      (channels.get(channel)?.messages ?? []).map((message) => ({ id: message.ts, text: message.shown })),
    treat(choose) {
      slack.faults.chooseBy((name) => {
        const isPost = name === 'chat.postMessage';
        if (!isPost && name !== 'conversations.history') return undefined;
        const treatment = choose(isPost ? 'post' : 'look-up');
        if (treatment === undefined) return undefined;
        if (treatment.kind === 'surround') {
          const { isHidden, ...rest } = treatment;
          return { ...rest, ...(isHidden && { answer: { status: GAVE_UP, body: 'Bad gateway' } }) };
        }
        if (treatment.kind !== 'refused') return { kind: treatment.kind };
        const isLimit = treatment.status === 429;
        const headers = isLimit ? { 'retry-after': '1' } : {};
        const body = isLimit ? { ok: false, error: 'ratelimited' } : 'Unavailable';
        return { kind: 'answer', answer: { status: treatment.status, body, headers } };
      });
    },
    get refusals() {
      return slack.refusals.filter(({ error }) => error !== 'missing_scope');
    },
    stop: () => slack.stop(),
  };
}
