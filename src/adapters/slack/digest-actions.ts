import type { ChatServices } from '../../core/chat.js';
import { toZone } from '../../core/digest/zone.js';
import type { Log } from '../../core/ports.js';
import type { Reply } from '../../core/reply.js';
import type { Modal } from './blocks.js';
import { ACTION, DIGEST_FIELD, parseStoryValue } from './controls.js';
import type { Delivery } from './delivery.js';
import { type DigestDefaults, renderDigestModal } from './modals.js';
import type { ActionPayload, SubmissionPayload } from './payloads.js';
import type { Poster } from './post.js';
import { renderReply } from './render.js';
import { subscribeOpenly } from './subscribing.js';
import { toActionPlace, toCommandRequest } from './to-request.js';
import type { Views } from './views.js';

/** What the buttons of digests work with. */
export interface DigestActionOptions {
  readonly services: Pick<ChatServices, 'run' | 'claimEvent'>;
  readonly poster: Pick<Poster, 'post'>;
  readonly delivery: Pick<Delivery, 'whisper'>;
  readonly views: Pick<Views, 'showHome'>;
  readonly log: Log;
  readonly defaults: DigestDefaults;
  newId(): string;
  /** @returns whether the modal is open now */
  openView(trigger: string, view: Modal): Promise<boolean>;
}

/** What is wrong with a form that was sent off, by field; it closes without any. */
export type FormErrors = Readonly<Record<string, string>>;

/** What people press below digests and subscriptions. Each settles when it is done. */
export interface DigestActions {
  /** @returns false when the button is none of a digest or a subscription */
  press(payload: ActionPayload, space: string): Promise<boolean>;
  /**
   * The form for a new digest.
   *
   * @param answer  is called once, in time for Slack
   */
  submit(payload: SubmissionPayload, space: string, answer: (errors?: FormErrors) => Promise<void>): Promise<void>;
}

const CHANGES = ['pause', 'resume', 'unsubscribe'] as const;

/** Does what the buttons of digests and subscriptions say. */
export function createDigestActions(options: DigestActionOptions): DigestActions {
  const { services, poster, delivery, views, log, defaults, newId } = options;

  const runFrom = (payload: ActionPayload, space: string, command: string, args: Readonly<Record<string, unknown>>) => {
    const place = toActionPlace(payload);
    const context = {
      id: newId(),
      space,
      ...(place === undefined ? {} : { place }),
    };
    return services.run(toCommandRequest(command, args, payload.user.id, context));
  };

  /** Says what was done: on the Home tab there, elsewhere to whoever pressed. */
  const tell = async (payload: ActionPayload, space: string, reply: Reply) => {
    const place = toActionPlace(payload);
    if (place !== undefined) return delivery.whisper(place, renderReply(reply));
    const notice = 'message' in reply ? reply.message : undefined;
    return views.showHome(payload.user.id, space, payload.view?.private_metadata ?? '', notice);
  };

  const mute = async (payload: ActionPayload, space: string, value: string) => {
    const target = parseStoryValue(value);
    if (target === undefined || toActionPlace(payload) === undefined) return;
    await tell(payload, space, await runFrom(payload, space, 'mute', { ...target }));
  };

  const submit: DigestActions['submit'] = async ({ user, view }, space, answer) => {
    const read = (field: string) => view.state.values[field]?.[field]?.trim() ?? '';
    const [channel, zone, topic] = [DIGEST_FIELD.channel, DIGEST_FIELD.zone, DIGEST_FIELD.topic].map(read);
    const refuse = (field: string, message: string) => answer({ [field]: message });
    if (!channel) return refuse(DIGEST_FIELD.channel, 'Choose where it is posted.');
    if (!zone || toZone(zone) === undefined) {
      return refuse(DIGEST_FIELD.zone, 'This is no time zone: write one such as Europe/Paris or UTC.');
    }
    const args = {
      at: read(DIGEST_FIELD.at),
      zone,
      ...(topic ? { topic } : {}),
      empty: read(DIGEST_FIELD.empty),
    };
    const place = {
      channel,
      isInThread: false,
      isDirect: channel.startsWith('D'),
    };
    const request = toCommandRequest('digest subscribe', args, user.id, {
      id: newId(),
      space,
      place,
    });
    const { reply, announced } = await subscribeOpenly(request, {
      run: services.run,
      poster,
      log,
    });
    if (reply.kind === 'failure') return refuse(DIGEST_FIELD.channel, reply.message);
    await answer();
    const show = (text: string | undefined) => views.showHome(user.id, space, view.private_metadata, text);
    await show(reply.kind === 'subscriptions' ? reply.message : undefined);
    const warning = await announced;
    if (warning !== undefined) await show(warning);
  };

  return {
    press: async (payload, space) => {
      const [{ action_id, value }] = payload.actions;
      if (action_id === ACTION.mute) {
        await mute(payload, space, value);
        return true;
      }
      if (action_id === ACTION.addDigest) {
        await options.openView(payload.trigger_id, renderDigestModal(payload.view?.private_metadata ?? '', defaults));
        return true;
      }
      const change = CHANGES.find((name) => action_id.startsWith(`${ACTION[name]}_`));
      if (change === undefined) return false;
      await tell(payload, space, await runFrom(payload, space, `digest ${change}`, { id: value }));
      return true;
    },
    submit: async (payload, space, answer) => {
      // A second try of Slack's has the same trigger; a form that is sent again after an error has another.
      const key =
        payload.trigger_id === undefined ? `slack:view:${payload.view.id}` : `slack:trigger:${payload.trigger_id}`;
      if (!(await services.claimEvent(key))) return answer();
      return submit(payload, space, answer);
    },
  };
}
