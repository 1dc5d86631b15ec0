import type { DigestReply, DigestStory } from '../../core/digest-reply.js';
import { EARLIER_TEXT, toCountText, toMarkText } from '../../core/digest-wording.js';
import type { Citation, Quotation } from '../../core/reply.js';
import { toOrigin, toSourcesText } from '../../core/wording.js';
import { type Button, button, linkButton, measure, type Part, section, shareOf, text } from './components.js';
import { cutText, escapeLine } from './escape.js';
import { MAX_COMPONENTS } from './limits.js';
import { renderPlaceOf, renderQuotation } from './quotation.js';
import type { RenderOptions } from './render-options.js';
import { toReadingAddress } from './sources.js';

/** How much is said of a story beside its quotations. Lengths in characters. */
export interface StoryDetail {
  readonly titleChars: number;
  readonly sourceChars: number;
  /** What an article is based on. */
  readonly basis: boolean;
  /** The share of a message that the quotations of one story may take; what has no room is named by its place. */
  readonly quotedShare: number;
}

/** A story in its digest. */
export interface PlacedStory {
  readonly story: DigestStory;
  /** Counted from 1. */
  readonly number: number;
  readonly reply: DigestReply;
}

/** Quotations of one kind that are shown of a story, and sources that have a button of their own. */
const MAX_QUOTATIONS = 4;
const MAX_BUTTONS = 4;
const NO_ROOM = ['has no room here', 'The article has it.'] as const;
/** What the stories of a message may take of its texts and of its components, 0 to 1: the rest is for what stands around. */
const TEXT_SHARE = 0.8;
const COMPONENT_SHARE = 0.7;

/**
 * A story: what is new about it, its sentences, and the sources of these.
 *
 * @param opened  numbers of the sources that have a button in the same message, which takes no button twice; is added to
 */
export function renderStory(
  placed: PlacedStory,
  options: RenderOptions,
  detail: StoryDetail,
  opened: Set<number> = new Set(),
): Part[] {
  const { story, reply } = placed;
  const quoted = quotationsOf(story);
  const body = [...renderTitle(placed, detail), ...renderQuotations(quoted, detail)].join('\n');
  const [first, ...others] = citedBy(quoted, reply).map((cited, index) => ({
    line: renderSource(cited, story, detail),
    button: index < MAX_BUTTONS ? toButton(cited, reply, options, opened) : undefined,
  }));
  if (first === undefined) return text(body);
  return [
    ...section(`${body}\n${first.line}`, first.button),
    ...others.filter((other) => other.button !== undefined).flatMap((other) => section(other.line, other.button)),
    ...text(others.flatMap((other) => (other.button === undefined ? [other.line] : [])).join('\n')),
  ];
}

/** The share that a story takes of the room for stories, in texts or in components, whichever is larger. */
export function sizeOfStory(placed: PlacedStory, options: RenderOptions, detail: StoryDetail): number {
  const parts = renderStory(placed, options, detail);
  const { components, texts } = measure(parts);
  const share = texts.reduce((sum, content) => sum + shareOf(content), 0);
  // One more for the line between two stories.
  return Math.max(share / TEXT_SHARE, (components + 1) / (MAX_COMPONENTS * COMPONENT_SHARE));
}

function renderTitle({ story, number, reply }: PlacedStory, { titleChars }: StoryDetail): string[] {
  const title = escapeLine(cutText(story.title, titleChars)) || 'Untitled';
  const place = reply.stories.length > 1 ? `${number}. ` : '';
  // The first line of an alert says what it is.
  const mark = reply.isAlert === true ? '' : `${toMarkText(story.mark)}: `;
  return [`**${place}${mark}${title}**`, `-# ${toCountText(story)}`];
}

/** A quotation, and what is said of it. */
interface Quoted {
  readonly quotation: Quotation;
  readonly note?: string;
  /** No longer in the article. */
  readonly isGone?: true;
}

/** All that is quoted of a story, in the order in which it is read. */
function quotationsOf({ sentences, changes = [], removed = [] }: DigestStory): Quoted[] {
  return [
    ...sentences.slice(0, MAX_QUOTATIONS).map((quotation) => ({ quotation })),
    ...changes.slice(0, MAX_QUOTATIONS).flatMap(({ from, to }): Quoted[] => [
      { quotation: from, note: 'Was', isGone: true },
      { quotation: to, note: 'Now' },
    ]),
    ...removed
      .slice(0, MAX_QUOTATIONS)
      .map((quotation): Quoted => ({ quotation, note: 'No longer says', isGone: true })),
  ];
}

function renderQuotations(quoted: readonly Quoted[], { quotedShare }: StoryDetail): string[] {
  let left = quotedShare;
  return quoted.flatMap(({ quotation, note }) => {
    const full = renderQuotation(quotation);
    const hasRoom = shareOf(full) <= left;
    if (hasRoom) left -= shareOf(full);
    return [...(note === undefined ? [] : [`*${note}:*`]), hasRoom ? full : renderPlaceOf(quotation, ...NO_ROOM)];
  });
}

interface Cited {
  readonly citation: Citation;
  /** The sentence at which it opens; undefined when the article no longer has what is quoted of it. */
  readonly sentence: number | undefined;
}

/** The sources of quotations, each once, in the order in which they are quoted. */
function citedBy(quoted: readonly Quoted[], { citations }: DigestReply): Cited[] {
  const numbers = [...new Set(quoted.map(({ quotation }) => quotation.citation))];
  return numbers.flatMap((number) => {
    const citation = citations.find(({ n }) => n === number);
    const standing = quoted.find(({ quotation, isGone }) => quotation.citation === number && isGone !== true);
    return citation === undefined ? [] : [{ citation, sentence: standing?.quotation.sentence }];
  });
}

/** The title of the story is not said again. */
function renderSource({ citation, sentence }: Cited, story: DigestStory, { sourceChars, basis }: StoryDetail): string {
  const based = basis ? toSourcesText(citation) : '';
  const about = [
    ...(citation.title === story.title ? [] : [`${citation.title}.`]),
    `${toOrigin(citation)}${sentence === undefined ? `, ${EARLIER_TEXT}` : ''}${based === '' ? '' : '.'}`,
    based,
  ];
  return `-# **[${citation.n}]** ${escapeLine(cutText(about.join(' '), sourceChars))}`;
}

function toButton(
  { citation, sentence }: Cited,
  { id }: DigestReply,
  { publicUrl }: RenderOptions,
  opened: Set<number>,
): Button | undefined {
  if (sentence === undefined || opened.has(citation.n)) return undefined;
  opened.add(citation.n);
  const [open] = id === undefined ? [] : button('Open', { action: 'open', reply: id, source: citation.n });
  return linkButton('Read', toReadingAddress(citation, publicUrl, sentence)) ?? open;
}
