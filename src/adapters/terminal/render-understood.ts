import type { NoMatchReply, Understood } from '../../core/reply.js';
import { joinWords, toNotes } from '../../core/wording.js';
import { joinBlocks, type Page, renderMentions, toRangeText } from './page.js';

/**
 * What is worth telling about how a question was taken: what was corrected, replaced, inherited or filtered.
 *
 * @returns no lines when the question was taken as it stands
 */
export function renderUnderstood(understood: Understood | undefined, page: Page): string[] {
  const notes = toNotes(understood, undefined, page.exactHint);
  return notes.flatMap((note) => page.lines(note, '', '  ')).map(page.style.dim);
}

/** Why nothing was found, what is nearest, and which limits stand in the way. */
export function renderNoMatch(reply: NoMatchReply, page: Page): string[] {
  const relax = reply.relax ?? [];
  const remedy = relax.length === 0 ? [] : page.lines(`Articles would match without ${joinWords(relax)}.`);
  return joinBlocks([
    [...page.lines(reply.message).map(page.style.warning), ...remedy],
    reply.nearest.length === 0 ? [] : [page.style.bold('Nearest articles'), ...renderMentions(reply.nearest, page)],
    renderUnderstood(reply.understood, page),
    page.lines(toRangeText(reply.corpus)).map(page.style.dim),
  ]);
}
