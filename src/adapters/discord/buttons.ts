import { ComponentType, MessageFlags, TextInputStyle } from 'discord.js';
import type { Reply } from '../../core/reply.js';
import { toPostedPlace, userOf } from './asker.js';
import { COLOR, type Message } from './components.js';
import { type Control, parseCustomId, toCustomId } from './custom-id.js';
import type { InteractionEvent } from './events.js';
import { MAX_REASON } from './limits.js';
import { renderReply } from './render.js';
import { type ArticleOptions, renderArticle } from './render-article.js';
import { renderExplanation } from './render-explanation.js';
import { renderExport } from './render-export.js';
import { renderSignIn, renderText } from './render-reports.js';
import type { Answer, Outcome, Task } from './respond.js';
import { sourcesOf } from './sources.js';
import type { TaskContext } from './tasks.js';
import { toFieldText, toPlainRequest } from './to-request.js';

/** What a button, a select or a modal is answered with. */
export type ButtonTask = Pick<Task, 'isPrivate' | 'isInPlace'> & { work(): Promise<Outcome> };

/** The field of the modal that asks for a reason. */
const REASON_FIELD = 'reason';
const OUTDATED = 'This button is from another version of Dateline: ask the question again.';
const GONE_ARTICLE = 'That article is not in this answer any more: ask the question again.';
const POSTED =
  'This was posted here because somebody who manages the channel subscribed it to such messages: /digest list shows to which.';
const TOLD = 'This was sent to you because it is about something that you added or subscribed to.';

/**
 * What is to be done when somebody presses a button, chooses from a select or sends a modal. Everything but "Show to channel"
 * is seen by that person alone.
 *
 * @returns undefined when there is no control in the event
 */
export function toButtonTask(event: InteractionEvent, id: string, context: TaskContext): ButtonTask | undefined {
  const customId = event.data?.custom_id;
  if (customId === undefined) return undefined;
  const control = parseCustomId(customId);
  if (control === undefined) return { isPrivate: true, work: async () => toPrivate(renderText(OUTDATED, COLOR.none)) };
  const isInPlace = replacesItself(control) && isPrivateMessage(event);
  return {
    isPrivate: control.action !== 'show',
    isInPlace,
    work: () => answerControl(control, { event, id, context, isInPlace }),
  };
}

interface Press {
  readonly event: InteractionEvent;
  readonly id: string;
  readonly context: TaskContext;
  readonly isInPlace: boolean;
}

/**
 * Whether a control turns the pages of an article, or changes a list of subscriptions: those replace one another where only
 * one person reads them.
 */
function replacesItself(control: Control): boolean {
  if ('subscription' in control) return true;
  return control.action === 'article' || (control.action === 'open' && control.page !== undefined);
}

function isPrivateMessage({ message }: InteractionEvent): boolean {
  return ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

async function answerControl(control: Control, press: Press): Promise<Outcome> {
  switch (control.action) {
    case 'posted':
      return toPrivate(renderText(press.event.guild_id == null ? TOLD : POSTED));
    case 'web':
      return toPrivate(openWebPage(press));
    case 'article':
      return showArticle(control.article, { page: control.page }, press);
    case 'helpful':
      return judge(control.reply, 'helpful', '', press);
    case 'unhelpful': {
      // Noted at once: whoever closes the modal without a reason has said so all the same.
      const noted = await run('judge', { reply: control.reply, verdict: 'not-helpful' }, press);
      return noted.kind === 'failure' ? toPrivate(renderReply(noted)) : { modal: toReasonModal(control.reply) };
    }
    case 'mute':
      return mute(control, press);
    case 'pause':
    case 'resume':
    case 'unsubscribe':
      return changeSubscription(control, press);
    case 'reason':
      return judge(control.reply, 'not-helpful', toFieldText(press.event, REASON_FIELD).slice(0, MAX_REASON), press);
    default: {
      const kept = await run('kept', { reply: control.reply }, press);
      return kept.kind === 'failure' ? toPrivate(renderReply(kept)) : answerWithKept(control, kept, press);
    }
  }
}

/** Controls that need the reply as it was kept. */
type KeptControl = Extract<Control, { readonly action: 'more' | 'why' | 'show' | 'export' | 'pick' | 'open' }>;

async function answerWithKept(control: KeptControl, kept: Reply, press: Press): Promise<Answer> {
  const { publicUrl } = press.context;
  const options = publicUrl === undefined ? {} : { publicUrl };
  switch (control.action) {
    case 'more':
      return toPrivate(renderReply(kept, { ...options, page: control.page, isPrivate: true }));
    case 'why':
      return toPrivate(renderExplanation(kept, control.page));
    case 'export':
      return toPrivate(renderExport(kept, publicUrl));
    case 'show': {
      const shown = { ...options, page: control.page, showsQuestion: true, sharedBy: userOf(press.event) };
      return {
        message: renderReply(kept, shown),
        isPrivate: false,
        ...(kept.id === undefined ? {} : { reply: kept.id }),
      };
    }
    case 'pick':
      return openSource(kept, Number(press.event.data?.values?.[0]), {}, press);
    case 'open':
      return openSource(kept, control.source, control.page === undefined ? {} : { page: control.page }, press);
  }
}

/** Opens an article of a kept reply at what the reply quotes of it. */
async function openSource(kept: Reply, number: number, options: ArticleOptions, press: Press): Promise<Answer> {
  const source = sourcesOf(kept).find((one) => one.number === number);
  if (source === undefined) return toPrivate(renderText(GONE_ARTICLE, COLOR.none));
  const { id } = kept;
  const toPage = (page: number): Control =>
    id === undefined
      ? { action: 'article', article: source.article, page }
      : { action: 'open', reply: id, source: number, page };
  return showArticle(source.article, { ...options, quoted: source.quoted, toPage }, press);
}

async function showArticle(article: string, options: ArticleOptions, press: Press): Promise<Answer> {
  const reply = await run('article', { id: article }, press);
  if (reply.kind !== 'article') return toPrivate(renderReply(reply));
  const { publicUrl } = press.context;
  const message = renderArticle(reply, { ...options, ...(publicUrl === undefined ? {} : { publicUrl }) });
  return { message, isPrivate: true, isInPlace: press.isInPlace };
}

/** Tells the channel of the message no more of a story. */
async function mute({ reply, story }: Extract<Control, { readonly action: 'mute' }>, press: Press): Promise<Answer> {
  const { event, id, context } = press;
  const request = toPlainRequest(event, id, 'mute', { reply, story: story ?? event.data?.values?.[0] });
  const place = toPostedPlace(event);
  const muted = await context.run({ ...request, ...(place === undefined ? {} : { channel: place }) });
  return toPrivate(renderReply(muted));
}

/** Changes a subscription, and shows how all are now. */
async function changeSubscription(
  { action, subscription }: Extract<Control, { readonly subscription: string }>,
  press: Press,
): Promise<Answer> {
  const changed = await run(`digest ${action}`, { id: subscription }, press);
  if (changed.kind !== 'done') return toPrivate(renderReply(changed));
  const listed = await run('digest list', {}, press);
  const message = listed.kind === 'subscriptions' ? { ...listed, message: changed.message } : changed;
  return { message: renderReply(message), isPrivate: true, isInPlace: press.isInPlace };
}

async function judge(reply: string, verdict: string, reason: string, press: Press): Promise<Answer> {
  const args = { reply, verdict, ...(reason.trim() === '' ? {} : { reason }) };
  return toPrivate(renderReply(await run('judge', args, press)));
}

function run(command: string, args: Readonly<Record<string, unknown>>, { event, id, context }: Press): Promise<Reply> {
  return context.run(toPlainRequest(event, id, command, args));
}

/** The address is made for whoever presses, and shown to nobody else. */
function openWebPage({ event, id, context }: Press): Message {
  const { space, asker } = toPlainRequest(event, id, 'status', {});
  return renderSignIn(context.services.signInLink(space, asker));
}

function toPrivate(message: Message): Answer {
  return { message, isPrivate: true };
}

/** Asks why an answer did not help; nobody has to say. */
function toReasonModal(reply: string) {
  return {
    // A reply's id always fits.
    custom_id: toCustomId({ action: 'reason', reply }) ?? 'reason',
    title: 'What was wrong with this answer?',
    components: [
      {
        type: ComponentType.Label as const,
        label: 'Why was it not helpful?',
        description: 'Optional. It is kept with the answer, for whoever looks after the articles.',
        component: {
          type: ComponentType.TextInput as const,
          custom_id: REASON_FIELD,
          style: TextInputStyle.Paragraph,
          required: false,
          max_length: MAX_REASON,
        },
      },
    ],
  };
}
