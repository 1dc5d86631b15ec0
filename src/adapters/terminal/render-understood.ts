import type { Filters, NoMatchReply, Understood } from '../../core/reply.js';
import { toDayText, toPeriodText } from './day-text.js';
import { joinBlocks, type Page, renderMentions, toRangeText } from './page.js';

/**
 * What is worth telling about how a question was taken: what was corrected, replaced, inherited or filtered.
 *
 * @returns no lines when the question was taken as it stands
 */
export function renderUnderstood(understood: Understood | undefined, page: Page): string[] {
  if (understood === undefined) return [];
  const notes: string[] = [];
  if (understood.about !== undefined) notes.push(`Taken from the conversation: ${understood.about}.`);
  for (const [typed, read] of Object.entries(understood.corrected ?? {})) {
    notes.push(`“${typed}” was read as “${read}”. To look for exactly what was typed, ${page.exactHint}.`);
  }
  if (understood.aliases.length > 0) {
    notes.push(`Names: ${understood.aliases.map(([asked, found]) => `${asked} = ${found}`).join('; ')}.`);
  }
  if (understood.dates !== undefined && understood.dates.length > 0) {
    notes.push(`Dates in the question: ${understood.dates.map(({ from, to }) => toPeriodText(from, to)).join('; ')}.`);
  }
  const filters = toFilterText(understood);
  if (filters !== '') notes.push(`Only articles ${filters}.`);
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

function toFilterText(filters: Filters): string {
  const parts: string[] = [];
  if (filters.since !== undefined && filters.since === filters.until) parts.push(`of ${toDayText(filters.since)}`);
  else {
    if (filters.since !== undefined) parts.push(`since ${toDayText(filters.since)}`);
    if (filters.until !== undefined) parts.push(`until ${toDayText(filters.until)}`);
  }
  for (const name of ['publisher', 'topic', 'place', 'person'] as const) {
    const value = filters[name];
    if (value !== undefined) parts.push(`with ${name} “${value}”`);
  }
  return parts.join(', ');
}

function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
