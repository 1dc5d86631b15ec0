import type { Block, Message } from './blocks.js';
import { MAX_FALLBACK, MAX_MESSAGE_BYTES } from './limits.js';
import { bytesOf, cutText, escapeText, toShown } from './text.js';

/**
 * The first of several drafts, from the fullest to the barest, that fits into one message.
 *
 * @param drafts  made only as far as they are needed; the last one must fit
 */
export function firstThatFits(drafts: readonly (() => readonly Block[])[], most = MAX_MESSAGE_BYTES): readonly Block[] {
  let blocks: readonly Block[] = [];
  for (const draft of drafts) {
    blocks = draft();
    if (bytesOf(blocks) <= most) return blocks;
  }
  return blocks;
}

/** A message with its text escaped and cut. */
export function toMessage(text: string, blocks: readonly Block[]): Message {
  const shown = cutText(toShown(text).trim() || 'Dateline', MAX_FALLBACK, '…', (part) => escapeText(part).length);
  return { text: escapeText(shown), blocks };
}
