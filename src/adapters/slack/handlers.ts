import type { App } from '@slack/bolt';
import type { z } from 'zod';
import type { Log } from '../../core/ports.js';
import type { Actions } from './actions.js';
import { DIGEST_VIEW, REASON_VIEW } from './controls.js';
import {
  actionSchema,
  commandSchema,
  type EventFrame,
  homeOpenedSchema,
  messageSchema,
  parseEvent,
  shortcutSchema,
  spaceOf,
  submissionSchema,
  tokensRevokedSchema,
  toSpace,
} from './payloads.js';
import type { Presence } from './presence.js';
import type { Questions } from './questions.js';
import type { Views } from './views.js';

/** What is done with what comes from Slack. */
export interface HandlerOptions {
  readonly questions: Questions;
  readonly actions: Actions;
  readonly views: Views;
  readonly presence: Presence;
  readonly log: Log;
  /** Takes on an event: true for exactly one caller. */
  claimEvent(key: string): Promise<boolean>;
  /** The bot's own user id. */
  botUser(): string;
  now(): number;
}

/** The callback id of the message shortcut, as the manifests have it. */
const FIND_SOURCES = 'find_sources';
/** Matches everything: what is not dealt with is acknowledged all the same, or its sender would see an error. */
const ANY = /^/;

/**
 * Ties what Slack sends to what is done with it. Everything is acknowledged first, for which Slack waits three seconds.
 *
 * @returns `settled` settles when everything under way is done
 */
export function registerHandlers(app: App, options: HandlerOptions): { settled(): Promise<void> } {
  const { questions, actions, views, presence, log, now } = options;
  const underWay = new Set<Promise<void>>();

  /** Carries out what was acknowledged. What fails is logged here, once: Slack has its answer already. */
  const carryOut = (what: string, work: () => Promise<void>): void => {
    const done = work()
      .catch((error: unknown) => log.error({ err: error, what }, 'something that came from Slack failed'))
      .finally(() => underWay.delete(done));
    underWay.add(done);
  };

  const read = <S extends z.ZodType>(schema: S, payload: unknown, what: string): z.output<S> | undefined => {
    const parsed = schema.safeParse(payload);
    if (parsed.success) return parsed.data;
    const faults = parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`);
    log.warn({ what, faults }, 'Slack sent something of an unknown form; it is left alone');
    return undefined;
  };

  const removed = async ({ key, at }: EventFrame, space: string) => {
    if (!(await options.claimEvent(key))) return;
    log.info({ space }, 'the bot was removed from a workspace');
    await presence.left(space, at ?? now());
  };

  const takeEvent = async (frame: EventFrame, space: string) => {
    const { type } = frame.event;
    if (type === 'app_uninstalled') return removed(frame, space);
    if (type === 'tokens_revoked') {
      const revoked = read(tokensRevokedSchema, frame.event, type);
      return (revoked?.tokens.bot?.length ?? 0) > 0 ? removed(frame, space) : undefined;
    }
    await presence.seen(space, frame.at ?? now());
    if (type === 'message' || type === 'app_mention') {
      // Edits and deletions have another form, and nothing to answer.
      if (frame.event.subtype === 'message_changed' || frame.event.subtype === 'message_deleted') return;
      const message = read(messageSchema, frame.event, type);
      if (message !== undefined) await questions.message(message, frame.key, space, options.botUser());
    } else if (type === 'app_home_opened') {
      const opened = read(homeOpenedSchema, frame.event, type);
      if (opened?.tab === 'home') await views.showHome(opened.user, space, opened.channel);
      if (opened?.tab === 'messages') await views.suggestPrompts(opened.channel, space);
    }
  };

  app.event(ANY, async ({ body }) => {
    const frame = parseEvent(body);
    const space = frame?.space;
    if (frame !== undefined && space !== undefined) carryOut(frame.event.type, () => takeEvent(frame, space));
  });

  app.command(ANY, async ({ ack, body }) => {
    await ack();
    const payload = read(commandSchema, body, 'command');
    if (payload === undefined) return;
    const space = toSpace(payload.team_id);
    carryOut('command', async () => {
      await presence.seen(space, now());
      await questions.command(payload, space);
    });
  });

  app.shortcut(ANY, async ({ ack, body }) => {
    await ack();
    if (!('callback_id' in body) || body.callback_id !== FIND_SOURCES) return;
    const payload = read(shortcutSchema, body, 'shortcut');
    const space = payload && spaceOf(payload);
    if (payload !== undefined && space !== undefined) {
      carryOut('shortcut', async () => {
        await presence.seen(space, now());
        await questions.findSources(payload, space);
      });
    }
  });

  app.action(ANY, async ({ ack, body }) => {
    await ack();
    const payload = read(actionSchema, body, 'action');
    const space = payload && spaceOf(payload);
    if (payload !== undefined && space !== undefined) carryOut('action', () => actions.press(payload, space));
  });

  app.view(ANY, async ({ ack, body }) => {
    // A digest's form stays open when something is wrong with it: what to say is known only when it was tried.
    const isDigest = body.view.callback_id === DIGEST_VIEW;
    const payload =
      isDigest || body.view.callback_id === REASON_VIEW ? read(submissionSchema, body, 'view') : undefined;
    const space = payload && spaceOf(payload);
    if (isDigest && payload !== undefined && space !== undefined) {
      carryOut('view', () =>
        actions.submitDigest(payload, space, (errors) =>
          errors === undefined ? ack() : ack({ response_action: 'errors', errors: { ...errors } }),
        ),
      );
      return;
    }
    await ack();
    if (payload !== undefined && space !== undefined) carryOut('view', () => actions.submitReason(payload, space));
  });

  return {
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
