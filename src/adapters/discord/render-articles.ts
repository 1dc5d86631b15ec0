import type { ArticlesReply, NoMatchReply, SearchHit } from '../../core/reply.js';
import { joinWords, toNotes, toOrigin, toRangeText } from '../../core/wording.js';
import {
  type Button,
  button,
  COLOR,
  firstThatFits,
  linkButton,
  type Message,
  type Part,
  rows,
  section,
  text,
  toMessage,
} from './components.js';
import { cutText, escapeLine, toQuotation } from './escape.js';
import { isTooLong, type Page, toHitPage } from './pages.js';
import { renderArticleSelect } from './render-answer.js';
import type { RenderOptions } from './render-options.js';
import { sourcesOf, toReadingAddress } from './sources.js';

/** Lengths in characters; the fullest first. */
const DETAILS = [
  { titleChars: 200, originChars: 200, questionChars: 400, notes: true },
  { titleChars: 100, originChars: 100, questionChars: 200, notes: false },
  { titleChars: 40, originChars: 30, questionChars: 60, notes: false },
] as const;

type Detail = (typeof DETAILS)[number];

/** A page of the articles that a search found, best first, each with the passage that fits. */
export function renderArticles(reply: ArticlesReply, options: RenderOptions): Message {
  if (reply.hits.length === 0) {
    return toMessage(COLOR.none, [
      ...renderQuestion(reply, options, 400),
      ...text('No article matches. Try fewer or other words, or a wider period.'),
      ...renderNotes(reply),
    ]);
  }
  const page = toHitPage(reply.hits, options.page ?? 0);
  return firstThatFits(DETAILS, (detail) =>
    toMessage(COLOR.list, [
      ...renderQuestion(reply, options, detail.questionChars),
      ...page.items.flatMap((hit, index) => renderHit(hit, page.first + index, reply, options, detail)),
      ...renderPlace(reply, page, options, detail),
      ...rows(renderButtons(reply, page, options)),
    ]),
  );
}

function renderQuestion({ question }: { readonly question?: string }, { showsQuestion }: RenderOptions, most: number) {
  if (showsQuestion !== true || question === undefined || question.trim() === '') return [];
  return text(`**${escapeLine(cutText(question, most))}**`);
}

function renderHit(
  hit: SearchHit,
  number: number,
  { id }: ArticlesReply,
  { publicUrl }: RenderOptions,
  { titleChars, originChars }: Detail,
): Part[] {
  const { snippet } = hit;
  const passage =
    snippet.text === ''
      ? []
      : [isTooLong(snippet.text) ? '-# Its passage is longer than a message holds.' : toQuotation(snippet.text)];
  const lines = [
    `**${number}.** ${escapeLine(cutText(hit.title, titleChars))}`,
    `-# ${escapeLine(cutText(toOrigin(hit), originChars))}`,
    ...passage,
  ];
  const [open] = id === undefined ? [] : button('Open', { action: 'open', reply: id, source: number });
  return section(lines.join('\n'), open ?? linkButton('Read', toReadingAddress(hit, publicUrl)));
}

function renderPlace(
  reply: ArticlesReply,
  page: Page<SearchHit>,
  { sharedBy }: RenderOptions,
  { notes }: Detail,
): Part[] {
  const last = page.first + page.items.length - 1;
  const lines = [
    ...(page.count > 1 ? [`Articles ${page.first} to ${last} of ${page.total}.`] : []),
    ...(notes && page.number === 0 ? toNotes(reply.understood).map((note) => cutText(note, 300)) : []),
  ].map((line) => `-# ${escapeLine(line)}`);
  return text([...lines, ...(sharedBy === undefined ? [] : [`-# Shown by <@${sharedBy}>.`])].join('\n'));
}

function renderButtons({ id }: ArticlesReply, page: Page<SearchHit>, { isPrivate }: RenderOptions): Button[] {
  if (id === undefined) return [];
  return [
    ...(page.number + 1 < page.count
      ? button('More articles', { action: 'more', reply: id, page: page.number + 1 })
      : []),
    ...(isPrivate === true ? button('Show to channel', { action: 'show', reply: id, page: page.number }) : []),
  ];
}

function renderNotes({ understood }: Pick<ArticlesReply, 'understood'>): Part[] {
  return text(
    toNotes(understood)
      .map((note) => `-# ${escapeLine(cutText(note, 300))}`)
      .join('\n'),
  );
}

/** Why nothing was found, what is nearest, and which limits stand in the way. */
export function renderNoMatch(reply: NoMatchReply, options: RenderOptions): Message {
  const relax = reply.relax ?? [];
  const { id, nearest } = reply;
  const said = [
    escapeLine(cutText(reply.message, 600)),
    ...(relax.length === 0 ? [] : [`Articles would match without ${joinWords(relax)}.`]),
  ];
  const near = nearest
    .slice(0, 5)
    .map((mention) => `• ${escapeLine(`${cutText(mention.title, 120)} (${cutText(toOrigin(mention), 60)})`)}`);
  return firstThatFits([true, false], (isFull) =>
    toMessage(COLOR.none, [
      ...renderQuestion(reply, options, isFull ? 400 : 60),
      ...text(said.join('\n')),
      ...(isFull && near.length > 0 ? text(['**Nearest articles**', ...near].join('\n')) : []),
      ...(id === undefined ? [] : renderArticleSelect(id, sourcesOf(reply))),
      ...(isFull ? renderNotes(reply) : []),
      ...text(`-# Searched: ${toRangeText(reply.corpus)}`),
      ...(options.sharedBy === undefined ? [] : text(`-# Shown by <@${options.sharedBy}>.`)),
      ...rows(renderNoMatchButtons(id, options)),
    ]),
  );
}

function renderNoMatchButtons(id: string | undefined, { isPrivate }: RenderOptions): Button[] {
  if (id === undefined) return [];
  return [
    ...button('Helpful', { action: 'helpful', reply: id }),
    ...button('Not helpful', { action: 'unhelpful', reply: id }),
    ...(isPrivate === true ? button('Show to channel', { action: 'show', reply: id, page: 0 }) : []),
  ];
}
