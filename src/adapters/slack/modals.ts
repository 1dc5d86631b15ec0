import { z } from 'zod';
import type { ArticleReply } from '../../core/reply.js';
import { type Block, type Field, type Modal, option, plain } from './blocks.js';
import { DIGEST_FIELD, DIGEST_VIEW, REASON_FIELD, REASON_VIEW } from './controls.js';
import { MAX_MODAL_TITLE, MAX_REASON, MAX_VIEW_BYTES } from './limits.js';
import { type ArticleOptions, renderArticle } from './render-article.js';

const CLOSE = plain('Close', MAX_MODAL_TITLE);

/** The modal that shows an article. */
export function renderArticleModal(reply: ArticleReply, options: ArticleOptions): Modal {
  const { blocks } = renderArticle(reply, { ...options, most: MAX_VIEW_BYTES });
  return {
    type: 'modal',
    callback_id: 'dateline_article',
    title: plain('Article', MAX_MODAL_TITLE),
    close: CLOSE,
    blocks,
  };
}

const reasonStateSchema = z.object({
  reply: z.string().min(1).max(64),
  channel: z.string().optional(),
  thread: z.string().optional(),
});

/** What the modal for a reason must remember: the reply, and where to thank for it. */
export type ReasonState = z.output<typeof reasonStateSchema>;

/** The modal that asks why an answer did not help. */
export function renderReasonModal(state: ReasonState): Modal {
  return {
    type: 'modal',
    callback_id: REASON_VIEW,
    title: plain('Not helpful', MAX_MODAL_TITLE),
    submit: plain('Send', MAX_MODAL_TITLE),
    close: plain('Cancel', MAX_MODAL_TITLE),
    private_metadata: JSON.stringify(state),
    blocks: [
      {
        type: 'input',
        block_id: REASON_FIELD,
        optional: true,
        label: plain('What was wrong, or what were you looking for?', 2_000),
        element: { type: 'plain_text_input', action_id: REASON_FIELD, multiline: true, max_length: MAX_REASON },
      },
    ],
  };
}

/** @returns undefined when the text is not what `renderReasonModal` wrote */
export function parseReasonState(metadata: string): ReasonState | undefined {
  try {
    return reasonStateSchema.safeParse(JSON.parse(metadata)).data;
  } catch {
    return undefined;
  }
}

/** What a new digest is like until somebody says otherwise. */
export interface DigestDefaults {
  /** Local time, `HH:MM`. */
  readonly at: string;
  /** IANA time zone. */
  readonly zone: string;
}

/** What a topic may have; the core takes as much. */
const MAX_WORD = 200;
const MAX_LABEL = 2_000;
const EMPTY_OPTIONS = [option('Say so in one line', 'line'), option('Post nothing', 'silence')] as const;

/**
 * The modal for a new daily digest.
 *
 * @param direct  the conversation of the bot with whoever opened it, chosen beforehand; it comes back as `private_metadata`
 */
export function renderDigestModal(direct: string, { at, zone }: DigestDefaults): Modal {
  return {
    type: 'modal',
    callback_id: DIGEST_VIEW,
    title: plain('Daily digest', MAX_MODAL_TITLE),
    submit: plain('Subscribe', MAX_MODAL_TITLE),
    close: plain('Cancel', MAX_MODAL_TITLE),
    private_metadata: direct,
    blocks: [
      input('Where it is posted', {
        type: 'conversations_select',
        action_id: DIGEST_FIELD.channel,
        ...(direct === '' ? {} : { initial_conversation: direct }),
        filter: { include: ['public', 'private', 'im'] },
      }),
      input('Local time', { type: 'timepicker', action_id: DIGEST_FIELD.at, initial_time: at }),
      input('Time zone, such as Europe/Paris', {
        type: 'plain_text_input',
        action_id: DIGEST_FIELD.zone,
        max_length: MAX_WORD,
        initial_value: zone,
      }),
      {
        ...input('Only articles on this topic', {
          type: 'plain_text_input',
          action_id: DIGEST_FIELD.topic,
          max_length: MAX_WORD,
        }),
        optional: true,
      },
      input('When nothing is new', {
        type: 'static_select',
        action_id: DIGEST_FIELD.empty,
        options: EMPTY_OPTIONS,
        initial_option: EMPTY_OPTIONS[0],
      }),
    ],
  };
}

function input(label: string, element: Field): Extract<Block, { type: 'input' }> {
  return { type: 'input', block_id: element.action_id, label: plain(label, MAX_LABEL), element };
}
