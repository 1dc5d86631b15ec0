import {
  DefaultRestOptions,
  MessageFlags,
  type RawFile,
  REST,
  type RESTOptions,
  type RESTPostAPIInteractionCallbackJSONBody,
  type RouteLike,
  Routes,
} from 'discord.js';
import type { Secret } from '../../lib/secret.js';
import { createAttempt, parseAnswer } from './attempt.js';
import type { CommandPayload } from './commands.js';
import type { Message, OutgoingFile } from './components.js';
import { cutText } from './escape.js';
import type { PostedMessage } from './events.js';
import { callbackSchema, directChannelSchema, type InteractionEvent, postedSchema } from './events.js';
import { MAX_ALT_TEXT } from './limits.js';
import type { CommandApi } from './register.js';
import type { Timings } from './timings.js';

/** What of an interaction its answers need. */
type InteractionRef = Pick<InteractionEvent, 'id' | 'token' | 'application_id'>;

/** The first response to an interaction. */
export type FirstResponse = RESTPostAPIInteractionCallbackJSONBody;

/** How a message goes into a channel. */
interface PostOptions {
  /** The message that it replies to. */
  readonly replyTo?: string;
  /** At most 25 characters; a second message with it is not made within a few minutes. */
  readonly nonce: string;
}

/** The calls to Discord that are used here. Every failure is a `CallError`; 429 is waited for, 5xx is tried three times more. */
export interface DiscordApi extends CommandApi {
  /** Undefined when Discord does not say which message it made. */
  respond(
    to: InteractionRef,
    response: FirstResponse,
    files?: readonly OutgoingFile[],
  ): Promise<PostedMessage | undefined>;
  original(of: InteractionRef): Promise<PostedMessage | undefined>;
  editOriginal(of: InteractionRef, message: Message): Promise<PostedMessage | undefined>;
  deleteOriginal(of: InteractionRef): Promise<void>;
  /** A further message that only the person of the interaction sees. */
  followUpPrivately(to: InteractionRef, message: Message): Promise<void>;
  createMessage(channel: string, message: Message, options: PostOptions): Promise<PostedMessage>;
  /** The id of the direct channel with somebody. */
  openDirectChannel(user: string): Promise<string>;
  showTyping(channel: string): Promise<void>;
}

/** Nobody is pinged, whatever stands in a message. */
const NO_PINGS = { parse: [], replied_user: false };

/** The settings of every client of Discord's REST API. */
export function toRestOptions(apiUrl: string | undefined, timeoutMs: number): Partial<RESTOptions> {
  return {
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/, '') }),
    timeout: timeoutMs,
    makeRequest: async (url, init) => {
      const response = await DefaultRestOptions.makeRequest(url, init);
      // Without it discord.js would repeat the call at once, and without end.
      if (response.status === 429 && !response.headers.has('retry-after')) response.headers.set('retry-after', '1');
      return response;
    },
  };
}

/** A message's fields as Discord takes them. */
export function toBody({ components, files }: Message, flags: number = 0) {
  return {
    flags: MessageFlags.IsComponentsV2 | flags,
    components,
    allowed_mentions: NO_PINGS,
    ...(files.length === 0
      ? {}
      : {
          attachments: files.map(({ name, description }, id) => ({
            id,
            filename: name,
            description: cutText(description, MAX_ALT_TEXT),
          })),
        }),
  };
}

/**
 * Discord's REST API. Answers to interactions go through a client of their own: a global rate limit on what the bot's token
 * does is none for them, and must not hold them back.
 */
export function createDiscordApi(token: Secret, apiUrl: string | undefined, timings: Timings): DiscordApi {
  const options = toRestOptions(apiUrl, timings.requestTimeoutMs);
  const rest = new REST(options).setToken(token.reveal());
  const answers = new REST(options);

  const attempt = createAttempt(rest, token);
  const toOriginal = ({ application_id, token: own }: InteractionRef): RouteLike =>
    Routes.webhookMessage(application_id, own, '@original');

  return {
    respond: (to, response, files = []) =>
      attempt('first response', async () => {
        const answer = await answers.post(Routes.interactionCallback(to.id, to.token), {
          auth: false,
          query: new URLSearchParams({ with_response: 'true' }),
          body: response,
          files: toFiles(files),
          signal: AbortSignal.timeout(timings.responseTryMs),
        });
        const parsed = callbackSchema.safeParse(answer);
        return parsed.success ? parsed.data.resource.message : undefined;
      }),
    original: (of) =>
      attempt('reading an answer', async () => toPosted(await answers.get(toOriginal(of), { auth: false }))),
    editOriginal: (of, message) =>
      attempt('filling in an answer', async () => {
        const answer = await answers.patch(toOriginal(of), {
          auth: false,
          body: toBody(message),
          files: toFiles(message.files),
        });
        return toPosted(answer);
      }),
    deleteOriginal: (of) =>
      attempt('taking an answer back', async () => {
        await answers.delete(toOriginal(of), { auth: false });
      }),
    followUpPrivately: ({ application_id, token: own }, message) =>
      attempt('a further message', async () => {
        await answers.post(Routes.webhook(application_id, own), {
          auth: false,
          body: toBody(message, MessageFlags.Ephemeral),
          files: toFiles(message.files),
        });
      }),
    createMessage: (channel, message, { replyTo, nonce }) =>
      attempt('a message', async () => {
        const reference =
          replyTo === undefined ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
        const answer = await rest.post(Routes.channelMessages(channel), {
          body: { ...toBody(message), ...reference, nonce, enforce_nonce: true },
          files: toFiles(message.files),
        });
        return parseAnswer('a message', postedSchema, answer);
      }),
    openDirectChannel: (user) =>
      attempt('a direct channel', async () => {
        const answer = await rest.post(Routes.userChannels(), { body: { recipient_id: user } });
        return parseAnswer('a direct channel', directChannelSchema, answer).id;
      }),
    showTyping: (channel) =>
      attempt('typing', async () => {
        await rest.post(Routes.channelTyping(channel));
      }),
    commands: (application, guild) =>
      attempt('reading the commands', () =>
        rest.get(toCommandRoute(application, guild), { query: new URLSearchParams({ with_localizations: 'true' }) }),
      ),
    putCommands: (application, commands: readonly CommandPayload[], guild) =>
      attempt('registering the commands', async () => {
        await rest.put(toCommandRoute(application, guild), { body: commands });
      }),
  };
}

function toCommandRoute(application: string, guild: string | undefined): RouteLike {
  return guild === undefined
    ? Routes.applicationCommands(application)
    : Routes.applicationGuildCommands(application, guild);
}

function toPosted(answer: unknown): PostedMessage | undefined {
  const parsed = postedSchema.safeParse(answer);
  return parsed.success ? parsed.data : undefined;
}

/** The files of a message as discord.js takes them. */
export function toFiles(files: readonly OutgoingFile[]): RawFile[] {
  return files.map(({ name, content }) => ({
    name,
    data: Buffer.from(content, 'utf8'),
    contentType: name.endsWith('.md') ? 'text/markdown; charset=utf-8' : 'text/plain; charset=utf-8',
  }));
}
