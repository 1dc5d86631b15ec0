import { z } from 'zod';
import type { Act } from './act.js';
import type { TestMessage } from './message.js';
import type { Json, Platform } from './platform.js';
import { toSlackError } from './slack-error.js';
import type { TestUser } from './user.js';
import { TestView } from './view.js';
import { parseView } from './view-rules.js';

/** What every interaction carries (https://docs.slack.dev/reference/interaction-payloads). */
export function interactionBase(platform: Platform, user: TestUser, act: Act): Json {
  const { id, name, team } = user;
  act.triggerId = platform.triggers.create(act);
  return {
    user: { id, username: name, name, team_id: team.id },
    team: { id: team.id, domain: team.domain },
    api_app_id: platform.appId,
    token: 'verification',
    trigger_id: act.triggerId,
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** What an interaction with a message carries beside that; an ephemeral message itself is not sent along. */
export function messageContext(message: TestMessage): Json {
  const { channel, ts, threadTs, isEphemeral } = message;
  return {
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    },
    channel: { id: channel.id, name: channel.name },
    ...(isEphemeral ? {} : { message: message.toJson({ withMetadata: false }) }),
  };
}

/** A command's acknowledgement may hold a message, as a text or as an object. */
const messageAnswer = z.union([z.string().transform((text) => ({ text })), z.looseObject({})]).catch({});

/** Shows what came with the acknowledgement of a command. */
export function showAnswer(platform: Platform, act: Act, answer: unknown): void {
  const body: Json = messageAnswer.parse(answer);
  if (body.text === undefined && body.blocks === undefined) return;
  guard(platform, () => platform.responseUrls.show(act, undefined, body));
}

const viewAnswer = z
  .looseObject({
    response_action: z.enum(['errors', 'update', 'push', 'clear']).optional(),
    errors: z.record(z.string(), z.string()).optional(),
    view: z.unknown().optional(),
  })
  .catch({ view: undefined });

/** Does with a modal what the acknowledgement of its submission says; without a word it is closed. */
export function applyViewAnswer(platform: Platform, act: Act, view: TestView, answer: unknown): void {
  const { response_action, errors, view: given } = viewAnswer.parse(answer);
  guard(platform, () => {
    switch (response_action) {
      case 'errors':
        view.errors = errors ?? {};
        return;
      case 'update':
        view.change(parseView(given, 'modal'));
        return;
      case 'push':
        act.views.push(new TestView(platform, view.user, parseView(given, 'modal'), view));
        return;
      case 'clear':
        for (let one: TestView | undefined = view; one !== undefined; one = one.previous) one.isOpen = false;
        return;
      case undefined:
        view.isOpen = false;
    }
  });
}

/** The bot hears of no mistake in an acknowledgement: the person sees an error in its place. */
function guard(platform: Platform, show: () => void): void {
  try {
    show();
  } catch (error) {
    const { code, reasons } = toSlackError(error);
    platform.refusals.push({ method: 'acknowledgement', error: code, reasons });
  }
}
