import { setMaxListeners } from 'node:events';
import type { ChatAdapter, ChatServices } from '../../core/chat.js';
import type { Command } from '../../core/commands/command.js';
import type { Log } from '../../core/ports.js';
import type { Secret } from '../../lib/secret.js';
import { createDiscordApi } from './api.js';
import { toChoices } from './autocomplete.js';
import { CallError } from './call-error.js';
import { toCommandPayloads } from './commands.js';
import { createConnection, type Identity } from './connection.js';
import { type InteractionEvent, interactionSchema, messageSchema } from './events.js';
import { toInviteLink } from './invite.js';
import { createMessageAnswerer } from './messages.js';
import { createPostApi } from './post-api.js';
import { createPoster } from './posts.js';
import { registerCommands } from './register.js';
import { createResponder } from './respond.js';
import { pause, within } from './retry.js';
import { toTask } from './tasks.js';
import { DEFAULT_TIMINGS, type Timings } from './timings.js';
import { createRunInTurns } from './turns.js';

/** What the adapter is made with. */
export interface DiscordOptions {
  readonly token: Secret;
  /** Default Discord itself; with or without a slash at its end, without the version. */
  readonly apiUrl?: string;
  /** Registers the commands in this guild only, where they show at once. */
  readonly guildId?: string;
  readonly services: ChatServices;
  readonly catalogue: readonly Command[];
  readonly log: Log;
  /** Where articles can be read on the web. */
  readonly publicUrl?: string;
  readonly timings?: Partial<Timings>;
  /** Makes the ids of requests. */
  newId(): string;
  /** Milliseconds since 1970. */
  now(): number;
}

const AUTOCOMPLETE = 4;
const AUTOCOMPLETE_RESULT = 8;

/** The connection to Discord. */
export function createDiscordAdapter(options: DiscordOptions): ChatAdapter {
  const { services, catalogue, token, apiUrl, guildId, now } = options;
  const log = options.log.child({ platform: 'discord' });
  const timings = { ...DEFAULT_TIMINGS, ...options.timings };
  /** Aborted when nothing more is taken. */
  const closing = new AbortController();
  /** Aborted when waiting for what is under way has an end. */
  const ending = new AbortController();
  // Every call that waits for its next try listens.
  setMaxListeners(0, closing.signal, ending.signal);
  const underWay = new Set<Promise<unknown>>();
  let identity: Identity | undefined;

  const api = createDiscordApi(token, apiUrl, timings);
  const context = { ...options, log, run: createRunInTurns((request) => services.run(request), now) };
  const respond = createResponder({
    api,
    timings,
    ending: ending.signal,
    now,
    delivered: services.delivered.bind(services),
  });
  const answerMessage = createMessageAnswerer({ ...context, api, timings, ending: ending.signal, now });

  const track = (work: Promise<unknown>): void => {
    const settled = work
      .catch((error: unknown) => log.error({ err: error }, 'an event failed'))
      .finally(() => underWay.delete(settled));
    underWay.add(settled);
  };

  const complete = async (event: InteractionEvent): Promise<void> => {
    const choices = await toChoices(event, catalogue, (field, prefix, space) =>
      services.complete(field, prefix, space),
    );
    try {
      await api.respond(event, { type: AUTOCOMPLETE_RESULT, data: { choices } });
    } catch (error) {
      // Whoever types goes on typing: the next letter asks again.
      if (error instanceof CallError) log.debug({ code: error.code }, 'suggestions came too late');
      else throw error;
    }
  };

  const connection = createConnection({
    token,
    ...(apiUrl === undefined ? {} : { apiUrl }),
    log,
    timings,
    ending: closing.signal,
    onInteraction: (data) => {
      const receivedAt = now();
      const parsed = interactionSchema.safeParse(data);
      if (closing.signal.aborted) return;
      if (!parsed.success) {
        log.warn({ reason: parsed.error.issues[0]?.path.join('.') }, 'an interaction of an unknown form');
        return;
      }
      const event = parsed.data;
      const task = toTask(event, receivedAt, context);
      if (event.type === AUTOCOMPLETE) track(complete(event));
      else if (task !== undefined) track(respond(task));
    },
    onMessage: (data) => {
      const parsed = messageSchema.safeParse(data);
      if (!parsed.success || closing.signal.aborted || identity === undefined) return;
      track(answerMessage(parsed.data, identity.user, connection.channelFacts(parsed.data.channel_id)));
    },
    onGuildJoined: (guild) => track(services.spaceJoined(`discord:guild:${guild}`)),
    onGuildLeft: (guild) => {
      log.info({ guild }, 'the bot was removed from a server');
      track(services.spaceRemoved(`discord:guild:${guild}`));
    },
  });

  /** @returns whether it is done with: registered, or refused, which is told once */
  const tryToRegister = async (application: string): Promise<boolean> => {
    const wanted = toCommandPayloads(catalogue, guildId === undefined);
    try {
      const isChanged = await registerCommands(api, application, wanted, guildId);
      log.info({ commands: wanted.length }, isChanged ? 'commands registered' : 'commands are registered already');
      return true;
    } catch (error) {
      const isPassing = error instanceof CallError && error.outcome === 'unreachable';
      const reason = error instanceof Error ? error.message : String(error);
      if (isPassing) log.warn({ reason }, 'the commands cannot be registered yet');
      else log.error({ reason, guild: guildId }, 'Discord refuses the commands; see docs/discord.md');
      return !isPassing;
    }
  };

  const registerLater = async (application: string): Promise<void> => {
    let pauseMs = timings.firstPauseMs;
    while ((await pause(pauseMs, closing.signal)) && !(await tryToRegister(application))) {
      pauseMs = Math.min(2 * pauseMs, timings.longestPauseMs);
    }
  };

  const poster = createPoster({
    ...options,
    api,
    posts: createPostApi(token, apiUrl, timings),
    connection,
    botId: () => identity?.user,
  });

  return {
    platform: 'discord',
    start: async () => {
      identity = await connection.open();
      if (identity === undefined) return;
      log.info({ invite: toInviteLink(identity.application) }, 'Discord: ready; this address adds the bot to a server');
      if (!(await tryToRegister(identity.application))) track(registerLater(identity.application));
    },
    stop: async () => {
      closing.abort();
      const rest = Promise.allSettled(underWay);
      if ((await within(rest, timings.stopMs)) === undefined)
        log.warn({ left: underWay.size }, 'stopped before all was answered');
      ending.abort();
      await connection.close();
    },
    state: () => connection.state(),
    ready: () => connection.isReady(),
    ...poster,
  };
}
