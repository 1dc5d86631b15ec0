import type { ChatServices } from '../../core/chat.js';
import type { Log } from '../../core/ports.js';
import type { Reply } from '../../core/reply.js';
import type { SlackApi } from './api.js';
import type { Message, Modal } from './blocks.js';
import { toCallError } from './call-error.js';
import { ACTION, parseArticleValue, parseReplyValue, REASON_FIELD, type ReplyReference } from './controls.js';
import type { Delivery } from './delivery.js';
import { createDigestActions, type FormErrors } from './digest-actions.js';
import { renderSnippet, toExport } from './export-markdown.js';
import { type DigestDefaults, parseReasonState, renderArticleModal, renderReasonModal } from './modals.js';
import type { ActionPayload, SubmissionPayload } from './payloads.js';
import type { Poster } from './post.js';
import { renderReply } from './render.js';
import { renderArticle } from './render-article.js';
import { renderExplanation } from './render-explanation.js';
import { renderSentence, renderSignIn } from './render-reports.js';
import { type Place, toActionPlace, toCommandRequest, toInteractionPlace } from './to-request.js';
import type { Views } from './views.js';

/** What buttons work with. */
export interface ActionOptions {
  readonly services: ChatServices;
  readonly api: SlackApi;
  readonly poster: Pick<Poster, 'post'>;
  readonly delivery: Delivery;
  readonly views: Pick<Views, 'showHome'>;
  readonly log: Log;
  readonly publicUrl?: string;
  /** What the form for a new digest is filled in with. */
  readonly digestDefaults: DigestDefaults;
  newId(): string;
}

/** What people press and send off. Each settles when it is done. */
export interface Actions {
  press(payload: ActionPayload, space: string): Promise<void>;
  /** The reason why an answer did not help. */
  submitReason(payload: SubmissionPayload, space: string): Promise<void>;
  /**
   * The form for a new digest.
   *
   * @param answer  is called once, in time for Slack
   */
  submitDigest(
    payload: SubmissionPayload,
    space: string,
    answer: (errors?: FormErrors) => Promise<void>,
  ): Promise<void>;
}

/** One press of a button in a conversation. */
interface Press {
  readonly space: string;
  readonly place: Place;
  readonly trigger: string;
  readonly name: string | undefined;
  /** Whether the message with the button is seen by this person only. */
  readonly isPrivate: boolean;
}

/** Does what the buttons of a reply say. The reply is read from where it is kept: a button carries only its id. */
export function createActions(options: ActionOptions): Actions {
  const { services, api, delivery, log, newId, publicUrl, digestDefaults: defaults } = options;
  const shared = publicUrl === undefined ? {} : { publicUrl };

  const run = (command: string, args: Readonly<Record<string, unknown>>, user: string, space: string) =>
    services.run(toCommandRequest(command, args, user, { id: newId(), space }));

  /** A kept reply, if it is still there; else its asker is told. */
  const recall = async ({ space, place }: Press, reply: string): Promise<Reply | undefined> => {
    const kept = await run('kept', { reply }, place.user, space);
    if (kept.kind !== 'failure') return kept;
    await delivery.whisper(place, renderReply(kept));
    return undefined;
  };

  const openView = async (trigger: string, view: Modal): Promise<boolean> => {
    try {
      await api.callOnce('views.open', { trigger_id: trigger, view });
      return true;
    } catch (error) {
      // Slack forgets a trigger after three seconds: what was asked for is then done without a modal.
      log.info({ code: toCallError(error).code }, 'a modal cannot be opened');
      return false;
    }
  };

  const digests = createDigestActions({ ...options, defaults, openView });

  const more = async (press: Press, { reply: id, page }: ReplyReference) => {
    const reply = await recall(press, id);
    if (reply === undefined) return;
    const { place, trigger } = press;
    const message = renderReply(reply, { ...shared, page, isPrivate: !place.isDirect });
    // Others in the channel did not ask for more; in a conversation with the bot it should stay.
    if (place.isDirect) await delivery.publish(place, reply, message, `more:${trigger}`);
    else await delivery.whisper(place, message);
  };

  const judge = async (
    user: string,
    space: string,
    reply: string,
    verdict: string,
    reason?: string,
  ): Promise<Message> =>
    renderReply(await run('judge', { reply, verdict, ...(reason ? { reason } : {}) }, user, space));

  const askForReason = async ({ place, space, trigger }: Press, { reply }: ReplyReference) => {
    const { channel, threadTs, user } = place;
    const state = { reply, channel, ...(threadTs === undefined ? {} : { thread: threadTs }) };
    if (await openView(trigger, renderReasonModal(state))) return;
    await delivery.whisper(place, await judge(user, space, reply, 'not-helpful'));
  };

  const exportReply = async (press: Press, { reply: id }: ReplyReference) => {
    const reply = await recall(press, id);
    if (reply === undefined) return;
    const { place, isPrivate } = press;
    const file = toExport(reply);
    if (file === undefined) {
      await delivery.whisper(place, renderSentence('There is nothing to export.'));
      return;
    }
    if (!isPrivate && (await upload(place, file))) return;
    await delivery.whisper(place, renderSnippet(file));
  };

  /** Whether the file stands in the conversation now. Without the scope for files, or outside the channel, it does not. */
  const upload = async (
    { channel, threadTs }: Place,
    { name, title, content }: NonNullable<ReturnType<typeof toExport>>,
  ) => {
    try {
      await api.upload({ channel, ...(threadTs === undefined ? {} : { threadTs }), name, title, content });
      return true;
    } catch (error) {
      const { code, needed } = toCallError(error);
      log.info({ channel, code, needed }, 'a file cannot be uploaded; the answer is shown as text');
      return false;
    }
  };

  const share = async (press: Press, { reply: id, page }: ReplyReference) => {
    const reply = await recall(press, id);
    if (reply === undefined) return;
    const sharedBy = press.name === undefined ? {} : { sharedBy: press.name };
    const message = renderReply(reply, { ...shared, ...sharedBy, page, showsQuestion: true });
    await delivery.share(press.place, message, `share:${press.trigger}`);
  };

  const openArticle = async (payload: ActionPayload, space: string, value: string) => {
    const target = parseArticleValue(value);
    if (target === undefined) return;
    const place = toActionPlace(payload);
    const reply = await run('article', { id: target.article }, payload.user.id, space);
    const options = { ...shared, ...(target.sentence === undefined ? {} : { sentence: target.sentence }) };
    if (reply.kind === 'article' && (await openView(payload.trigger_id, renderArticleModal(reply, options)))) return;
    const message = reply.kind === 'article' ? renderArticle(reply, options) : renderReply(reply);
    if (place !== undefined) await delivery.whisper(place, message);
  };

  /** The address is made for whoever presses, and shown to nobody else. */
  const openWebPage = (place: Place, space: string) => {
    const { asker } = toCommandRequest('status', {}, place.user, { id: newId(), space });
    return delivery.whisper(place, renderSignIn(services.signInLink(space, asker)));
  };

  return {
    press: async (payload, space) => {
      const [{ action_id, value }] = payload.actions;
      const trigger = payload.trigger_id;
      if (!(await services.claimEvent(`slack:trigger:${trigger}`))) return;
      if (action_id.startsWith(ACTION.open)) return openArticle(payload, space, value);
      if (await digests.press(payload, space)) return;
      const place = toActionPlace(payload);
      if (action_id === ACTION.web && place !== undefined) return openWebPage(place, space);
      const reference = parseReplyValue(value);
      if (place === undefined || reference === undefined) return;
      const isPrivate = payload.container?.is_ephemeral === true;
      const press: Press = { space, place, trigger, name: payload.user.name, isPrivate };
      switch (action_id) {
        case ACTION.more:
          return more(press, reference);
        case ACTION.why: {
          const reply = await recall(press, reference.reply);
          if (reply !== undefined) await delivery.whisper(place, renderExplanation(reply, reference.page));
          return;
        }
        case ACTION.helpful:
          return delivery.whisper(place, await judge(place.user, space, reference.reply, 'helpful'));
        case ACTION.notHelpful:
          return askForReason(press, reference);
        case ACTION.export:
          return exportReply(press, reference);
        case ACTION.share:
          return share(press, reference);
      }
    },
    submitReason: async ({ user, view }, space) => {
      if (!(await services.claimEvent(`slack:view:${view.id}`))) return;
      const state = parseReasonState(view.private_metadata);
      if (state === undefined) return;
      const reason = view.state.values[REASON_FIELD]?.[REASON_FIELD] ?? '';
      const message = await judge(user.id, space, state.reply, 'not-helpful', reason);
      if (state.channel === undefined) return;
      await delivery.whisper(toInteractionPlace(state.channel, user.id, state.thread), message);
    },
    submitDigest: digests.submit,
  };
}
