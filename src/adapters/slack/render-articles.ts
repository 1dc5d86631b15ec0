import type { ArticlesReply, NoMatchReply, SearchHit } from '../../core/reply.js';
import { joinWords, toRangeText } from '../../core/wording.js';
import {
  type Block,
  bold,
  button,
  buttons,
  context,
  link,
  type Message,
  paragraph,
  quote,
  type RichElement,
  rich,
  section,
  words,
} from './blocks.js';
import { ACTION, openButton, toReadingAddress, toReplyValue } from './controls.js';
import { firstThatFits, toMessage } from './fit.js';
import { toHitPage } from './pages.js';
import type { RenderOptions } from './render-options.js';
import { cutText, toLine } from './text.js';
import { toNotes, toOrigin } from './wording.js';

const MAX_TITLE = 200;
const MAX_ORIGIN = 200;
const SNIPPETS = [600, 200, 0] as const;

/** A page of the articles that a search found, each with the passage that matched. */
export function renderArticles(reply: ArticlesReply, options: RenderOptions): Message {
  if (reply.hits.length === 0) {
    const message = 'No article matches. Try fewer or other words, or a wider period.';
    return toMessage(message, [section(message), ...context(toNotes(reply.understood))]);
  }
  const page = toHitPage(reply.hits, options.page ?? 0);
  const last = page.first + page.items.length - 1;
  const blocks = firstThatFits(
    SNIPPETS.map((snippet) => () => [
      ...rich(page.items.flatMap((hit, index) => renderHit(hit, page.first + index, snippet, options))),
      ...context([
        ...(page.count > 1 ? [`Articles ${page.first} to ${last} of ${page.total}.`] : []),
        ...(snippet > 0 && page.number === 0 ? toNotes(reply.understood) : []),
        ...(options.sharedBy === undefined ? [] : [`Shared by ${toLine(options.sharedBy)}.`]),
      ]),
      ...renderButtons(reply, page.number + 1 < page.count ? page.number + 1 : undefined, page.number, options),
      ...buttons(
        page.items.flatMap((hit, index) =>
          toReadingAddress(hit, options.publicUrl) === undefined
            ? openButton(page.first + index, { article: hit.article }, hit.title)
            : [],
        ),
      ),
    ]),
  );
  const titles = page.items.map((hit, index) => `${page.first + index}. ${toLine(hit.title)}, ${toOrigin(hit)}`);
  return toMessage(`Articles found:\n${titles.join('\n')}`, blocks);
}

function renderHit(hit: SearchHit, place: number, snippet: number, { publicUrl }: RenderOptions): RichElement[] {
  const { text } = hit.snippet;
  return [
    paragraph(
      words(`${place}. `),
      link(cutText(toLine(hit.title), MAX_TITLE), toReadingAddress(hit, publicUrl)),
      words(`\n${cutText(toOrigin(hit), MAX_ORIGIN)}\n`),
    ),
    ...(text === '' || snippet === 0 ? [] : [quote(words(`“${cutText(text, snippet, ' […]')}”`))]),
  ];
}

function renderButtons(
  { id }: ArticlesReply,
  next: number | undefined,
  page: number,
  { isPrivate }: RenderOptions,
): Block[] {
  if (id === undefined) return [];
  return buttons([
    ...(next === undefined
      ? []
      : [button('More', ACTION.more, toReplyValue({ reply: id, page: next }), 'More articles')]),
    ...(isPrivate === true ? [button('Share to channel', ACTION.share, toReplyValue({ reply: id, page }))] : []),
  ]);
}

/** Why nothing was found, what is nearest, and which limits stand in the way. */
export function renderNoMatch(reply: NoMatchReply, options: RenderOptions): Message {
  const { relax = [], nearest, corpus } = reply;
  const remedy = relax.length === 0 ? [] : [`Articles would match without ${joinWords(relax)}.`];
  const mentions = nearest
    .slice(0, 5)
    .map((mention) => `• ${cutText(toLine(mention.title), MAX_TITLE)} (${cutText(toOrigin(mention), MAX_ORIGIN)})`);
  const message = [toLine(reply.message), ...remedy].join(' ');
  const question = options.showsQuestion === true && reply.question ? toLine(reply.question) : '';
  const blocks = firstThatFits([
    () => [
      ...(question === '' ? [] : rich([paragraph(bold(cutText(question, 500)))])),
      section(message),
      ...(mentions.length === 0 ? [] : rich([paragraph(words(`Nearest articles\n${mentions.join('\n')}`))])),
      ...context([...toNotes(reply.understood), toRangeText(corpus)]),
    ],
    () => [section(cutText(message, 1_500)), ...context([toRangeText(corpus)])],
  ]);
  return toMessage([message, ...(mentions.length === 0 ? [] : ['Nearest articles:', ...mentions])].join('\n'), blocks);
}
