import type { AnswerReply, Citation } from '../../core/reply.js';
import { toCertaintyText, toDayText, toNotes, toOrigin, toSourcesText } from '../../core/wording.js';
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
  select,
  separator,
  text,
  toMessage,
} from './components.js';
import { cutText, escapeLine } from './escape.js';
import { isTooLong, type Page, type Passage, toSentencePage } from './pages.js';
import { renderPlaceOf, renderQuotation } from './quotation.js';
import type { RenderOptions } from './render-options.js';
import { type NamedArticle, sourcesOf, toReadingAddress } from './sources.js';

/** Further articles named below an answer; the select has all of them. */
const MAX_ALSO = 3;

/** How much is said beside the quotations. Lengths in characters. */
interface Detail {
  readonly also: boolean;
  readonly notes: boolean;
  readonly select: boolean;
  readonly questionChars: number;
  readonly titleChars: number;
  readonly originChars: number;
  /** Why an answer is only related. */
  readonly reason: boolean;
}

const FULL: Detail = {
  also: true,
  notes: true,
  select: true,
  questionChars: 400,
  titleChars: 200,
  originChars: 300,
  reason: true,
};
/** The fullest first. */
const DETAILS: readonly Detail[] = [
  FULL,
  { ...FULL, also: false },
  { ...FULL, also: false, notes: false },
  { ...FULL, also: false, notes: false, titleChars: 100, originChars: 80 },
  { also: false, notes: false, select: false, questionChars: 120, titleChars: 60, originChars: 40, reason: false },
  { also: false, notes: false, select: false, questionChars: 60, titleChars: 24, originChars: 16, reason: false },
];

/** A page of an answer: its quotations in full, where each of them stands, and how the question was taken. */
export function renderAnswer(reply: AnswerReply, options: RenderOptions): Message {
  const page = toSentencePage(reply, options.page ?? 0);
  const cited = citedOn(page, reply);
  return firstThatFits(DETAILS, (detail) =>
    toMessage(COLOR[reply.certainty], [
      ...renderHead(reply, options, detail),
      ...text(renderPassages(page, reply)),
      separator(),
      ...cited.flatMap((source) => renderSource(source, reply, options, detail)),
      ...(detail.also && page.number === 0 ? renderAlso(reply) : []),
      ...(detail.select ? renderSelect(reply, page, cited) : []),
      ...renderSmallPrint(reply, page, options, detail),
      ...rows(renderButtons(reply, page, options)),
    ]),
  );
}

function renderHead({ question, certainty, reason }: AnswerReply, options: RenderOptions, detail: Detail): Part[] {
  const isShown = options.showsQuestion === true && question !== undefined && question.trim() !== '';
  const said = toCertaintyText({ certainty, ...(detail.reason && reason !== undefined ? { reason } : {}) });
  return text(
    [...(isShown ? [`**${escapeLine(cutText(question, detail.questionChars))}**`] : []), escapeLine(said)].join('\n'),
  );
}

/** The quoted sentences of a page, each with the number of its source, below what is to be known of it. */
function renderPassages({ items }: Page<Passage>, reply: AnswerReply): string {
  const hasParts = new Set(reply.sentences.map(({ part }) => part)).size > 1;
  return items
    .flat()
    .map((sentence) => {
      const notes = [
        ...(hasParts && sentence.part !== undefined ? [`Part ${sentence.part} of the question`] : []),
        ...(sentence.asOf === undefined ? [] : [`As of ${toDayText(sentence.asOf)}`]),
        ...(sentence.role === 'context' ? ['The sentence before, for context'] : []),
      ];
      const quotation = isTooLong(sentence.text)
        ? renderPlaceOf(sentence, 'is longer than a message holds', 'Export has all of it.')
        : renderQuotation(sentence);
      return [...(notes.length === 0 ? [] : [`*${escapeLine(notes.join('. '))}*`]), quotation].join('\n');
    })
    .join('\n\n');
}

interface Cited {
  readonly citation: Citation;
  /** The sentence at which its page opens. */
  readonly sentence: number;
}

/** The sources of a page, each once, in the order of their numbers. */
function citedOn({ items }: Page<Passage>, { citations }: AnswerReply): Cited[] {
  const shown = items.flat();
  return citations.flatMap((citation) => {
    const quoted = shown.filter((sentence) => sentence.citation === citation.n);
    const first = quoted.find(({ role }) => role === 'answer') ?? quoted[0];
    return first === undefined ? [] : [{ citation, sentence: first.sentence }];
  });
}

function renderSource(
  { citation, sentence }: Cited,
  { id }: AnswerReply,
  options: RenderOptions,
  detail: Detail,
): Part[] {
  const based = detail.notes ? toSourcesText(citation) : '';
  const origin = cutText(`${toOrigin(citation)}${based === '' ? '' : `. ${based}`}`, detail.originChars);
  const title = escapeLine(cutText(citation.title, detail.titleChars));
  const address = linkButton('Read', toReadingAddress(citation, options.publicUrl, sentence));
  const [open] = id === undefined ? [] : button('Open', { action: 'open', reply: id, source: citation.n });
  return section(`**[${citation.n}]** ${title}\n-# ${escapeLine(origin)}`, address ?? open);
}

function renderAlso({ also }: AnswerReply): Part[] {
  const lines = also
    .slice(0, MAX_ALSO)
    .map((mention) => `-# • ${escapeLine(`${cutText(mention.title, 160)} (${cutText(toOrigin(mention), 100)})`)}`);
  return lines.length === 0 ? [] : text(['-# See also', ...lines].join('\n'));
}

/** Every article of the page, and the further ones, to be opened in place. */
function renderSelect(reply: AnswerReply, page: Page<Passage>, cited: readonly Cited[]): Part[] {
  if (reply.id === undefined) return [];
  const numbers = new Set(cited.map(({ citation }) => citation.n));
  const isHere = ({ number, quoted }: NamedArticle) =>
    numbers.has(number) || (quoted.length === 0 && page.number === 0);
  const articles = sourcesOf(reply).filter(isHere);
  return renderArticleSelect(reply.id, articles);
}

/** A select that opens one of several articles in place. */
export function renderArticleSelect(reply: string, articles: readonly NamedArticle[]): Part[] {
  return select(
    'Open an article here',
    { action: 'pick', reply },
    articles.map((article) => ({
      label: article.title,
      description: toOrigin(article),
      value: String(article.number),
    })),
  );
}

function renderSmallPrint(
  { understood, id }: AnswerReply,
  page: Page<Passage>,
  { sharedBy }: RenderOptions,
  { notes }: Detail,
): Part[] {
  const last = page.first + page.items.length - 1;
  const place =
    page.first === last
      ? `Sentence ${page.first} of ${page.total}.`
      : `Sentences ${page.first} to ${last} of ${page.total}.`;
  const lines = [
    ...(page.count > 1 ? [place] : []),
    ...(notes && page.number === 0 ? toNotes(understood).map((note) => cutText(note, 300)) : []),
    ...(id === undefined ? ['This answer could not be kept: it has no buttons.'] : []),
  ].map((line) => `-# ${escapeLine(line)}`);
  return text([...lines, ...(sharedBy === undefined ? [] : [`-# Shown by <@${sharedBy}>.`])].join('\n'));
}

function renderButtons({ id, explain }: AnswerReply, page: Page<Passage>, { isPrivate }: RenderOptions): Button[] {
  if (id === undefined) return [];
  return [
    ...(page.number + 1 < page.count
      ? button('More sentences', { action: 'more', reply: id, page: page.number + 1 })
      : []),
    ...(explain === undefined ? [] : button('Why this', { action: 'why', reply: id, page: page.number })),
    ...button('Export', { action: 'export', reply: id }),
    ...(isPrivate === true ? button('Show to channel', { action: 'show', reply: id, page: page.number }) : []),
    ...button('Helpful', { action: 'helpful', reply: id }),
    ...button('Not helpful', { action: 'unhelpful', reply: id }),
  ];
}
