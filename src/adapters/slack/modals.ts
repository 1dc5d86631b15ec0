import { z } from 'zod';
import type { ArticleReply } from '../../core/reply.js';
import { type Modal, plain } from './blocks.js';
import { REASON_FIELD, REASON_VIEW } from './controls.js';
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
