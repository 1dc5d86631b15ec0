import type { DigestReply, DigestStory } from '../../core/digest-reply.js';
import { EARLIER_TEXT, toCountText, toMarkText } from '../../core/digest-wording.js';
import type { Citation, Quotation } from '../../core/reply.js';
import { count } from '../../core/wording.js';
import {
  type Block,
  bold,
  buttons,
  italic,
  link,
  paragraph,
  quote,
  type RichElement,
  type RichPart,
  rich,
  words,
} from './blocks.js';
import { openButton, toReadingAddress } from './controls.js';
import type { RenderOptions } from './render-options.js';
import { bytesWithin, cutText, toLine, toShown } from './text.js';
import { toOrigin, toSourcesText } from './wording.js';

/** A story with what is needed to show it. */
export interface Cited {
  readonly story: DigestStory;
  /** Counted from 1; undefined for one that is alone. */
  readonly place: number | undefined;
  /** Whether its title stands without its mark, because the message says it already. */
  readonly isAlert: boolean;
  /** All those of the digest. */
  readonly citations: readonly Citation[];
}

/** How much is shown of each story. */
export interface StoryDetail {
  /** Bytes that all its quotations take. */
  readonly quoted: number;
  /** Characters of a title, of a publisher. */
  readonly title: number;
  readonly origin: number;
  /** Characters of what an article is based on; 0 for nothing. */
  readonly basis: number;
  /** Changed sentences, and removed ones. */
  readonly changes: number;
  readonly hasButtons: boolean;
}

/** From the fullest on. The last one fits for any story that is alone on its page. */
export const STORY_DETAILS = [
  {
    quoted: 3_600,
    title: 200,
    origin: 160,
    basis: 160,
    changes: 3,
    hasButtons: true,
  },
  {
    quoted: 3_600,
    title: 150,
    origin: 80,
    basis: 0,
    changes: 3,
    hasButtons: true,
  },
  {
    quoted: 1_800,
    title: 80,
    origin: 60,
    basis: 0,
    changes: 1,
    hasButtons: false,
  },
  {
    quoted: 300,
    title: 60,
    origin: 40,
    basis: 0,
    changes: 0,
    hasButtons: false,
  },
] as const satisfies readonly StoryDetail[];

const CUT_MARK = ' […]';

/** @param index  of the story, from 0 */
export function toCitedStory({ stories, citations, isAlert }: DigestReply, index: number): Cited {
  const story = stories[index];
  if (story === undefined) throw new RangeError(`There is no story ${index}.`);
  return { story, place: stories.length > 1 ? index + 1 : undefined, isAlert: isAlert === true, citations };
}

/** A source. */
interface Source {
  readonly citation: Citation;
  /** The sentence that is quoted of it first; undefined where the article no longer has what is quoted of it. */
  readonly sentence: number | undefined;
}

/** @param most  changed sentences, and removed ones, that are quoted */
function sourcesOf({ story, citations }: Cited, most: number): Source[] {
  const quoted = new Set(quotationsOf(story, most).map(({ citation }) => citation));
  const standing = [...story.sentences, ...(story.changes ?? []).slice(0, most).map(({ to }) => to)];
  return citations
    .filter(({ n }) => quoted.has(n))
    .map((citation) => ({ citation, sentence: standing.find((one) => one.citation === citation.n)?.sentence }));
}

/** A story: its title, what is quoted of it, where that stands. */
export function renderStory(cited: Cited, options: RenderOptions, detail: StoryDetail): Block[] {
  const { story } = cited;
  const sources = sourcesOf(cited, detail.changes);
  const { changes = [], removed = [] } = story;
  const show = toShortener(story, detail);
  const shown = changes.slice(0, detail.changes);
  const left = changes.length + removed.length - shown.length - removed.slice(0, detail.changes).length;
  return [
    ...rich([
      renderTitle(cited, sources, options, detail),
      ...story.sentences.map((quotation) => renderQuotation(quotation, show)),
      ...shown.flatMap(({ from, to }) => [
        paragraph(italic('The article said')),
        renderQuotation(from, show),
        paragraph(italic('It now says')),
        renderQuotation(to, show),
      ]),
      ...removed
        .slice(0, detail.changes)
        .flatMap((quotation) => [paragraph(italic('The article no longer says')), renderQuotation(quotation, show)]),
      ...(left > 0 ? [paragraph(italic(`and ${count(left, 'more changed sentence')}`))] : []),
      ...(sources.length === 0
        ? []
        : [paragraph(...sources.flatMap((source) => renderSource(source, story, options, detail)))]),
    ]),
    ...(detail.hasButtons ? buttons(sources.flatMap((source) => renderOpen(source, options))) : []),
  ];
}

function renderTitle(
  { story, place, isAlert }: Cited,
  sources: readonly Source[],
  { publicUrl }: RenderOptions,
  detail: StoryDetail,
): RichElement {
  const source = sources.find(({ citation, sentence }) => citation.title === story.title && sentence !== undefined);
  const address = source && toAddress(source, publicUrl);
  return paragraph(
    ...(place === undefined ? [] : [words(`${place}. `)]),
    ...(isAlert ? [] : [italic(`${toMarkText(story.mark)}: `)]),
    link(cutText(toLine(story.title), detail.title), address),
    words(`\n${toCountText(story)}\n`),
  );
}

function renderQuotation({ text, citation }: Quotation, show: (text: string) => string): RichElement {
  return quote(words(`“${show(text)}” `), bold(`[${citation}]`));
}

/** A source; its title only where it is not that of the story. */
function renderSource(
  source: Source,
  { title }: DigestStory,
  { publicUrl }: RenderOptions,
  detail: StoryDetail,
): RichPart[] {
  const { citation, sentence } = source;
  const origin = `${cutText(toOrigin(citation), detail.origin)}${sentence === undefined ? `, ${EARLIER_TEXT}` : ''}`;
  const basis = detail.basis === 0 ? '' : cutText(toSourcesText(citation), detail.basis);
  const rest = basis === '' ? '\n' : `. ${basis}\n`;
  const address = toAddress(source, publicUrl);
  if (citation.title === title) {
    if (address === undefined) return [words(`[${citation.n}] ${origin}${rest}`)];
    return [words(`[${citation.n}] `), link(origin, address), words(rest)];
  }
  return [
    words(`[${citation.n}] `),
    link(cutText(toLine(citation.title), detail.title), address),
    words(`, ${origin}${rest}`),
  ];
}

/** Where a source can be read: an earlier text nowhere, since its address shows the one that stands there now. */
function toAddress({ citation, sentence }: Source, publicUrl: string | undefined): string | undefined {
  return sentence === undefined ? undefined : toReadingAddress(citation, publicUrl, sentence);
}

function renderOpen({ citation, sentence }: Source, { publicUrl }: RenderOptions) {
  if (sentence === undefined || toReadingAddress(citation, publicUrl) !== undefined) return [];
  return openButton(citation.n, { article: citation.article, sentence }, citation.title);
}

/** What is said when a quotation of a story is cut. */
export function cutNote({ story }: Cited, detail: StoryDetail): string[] {
  const show = toShortener(story, detail);
  const isCut = quotationsOf(story, detail.changes).some(({ text }) => show(text) !== toShown(text));
  return isCut ? [`A sentence that is too long is cut at “${CUT_MARK.trim()}”; its article has all of it.`] : [];
}

/** Shows quotations in full, unless those of a story are more than it may have. */
function toShortener(story: DigestStory, { quoted, changes }: StoryDetail): (text: string) => string {
  const quotations = quotationsOf(story, changes);
  const size = quotations.reduce((sum, { text }) => sum + bytesWithin(toShown(text)), 0);
  const most = size > quoted ? quoted / quotations.length : quoted;
  // Shown once more: a cut may have taken away what closes a turn of the direction, and a mark of ours comes next.
  return (text) => toShown(cutText(toShown(text), most, CUT_MARK, bytesWithin));
}

/** @param most  changed sentences, and removed ones */
function quotationsOf({ sentences, changes = [], removed = [] }: DigestStory, most: number): readonly Quotation[] {
  return [...sentences, ...changes.slice(0, most).flatMap(({ from, to }) => [from, to]), ...removed.slice(0, most)];
}

/** The story as running text. */
export function toStoryText(cited: Cited): string {
  const { story, place, isAlert } = cited;
  const sources = sourcesOf(cited, Number.POSITIVE_INFINITY);
  const quoteText = ({ text, citation }: Quotation) => `“${toShown(text)}” [${citation}]`;
  const { title, mark, sentences, changes = [], removed = [] } = story;
  const opening = [place === undefined ? '' : `${place}.`, isAlert ? '' : `${toMarkText(mark)}:`, toLine(title)];
  return [
    `${opening.filter(Boolean).join(' ')} (${toCountText(story)})`,
    ...sentences.map(quoteText),
    ...changes.map(({ from, to }) => `The article said ${quoteText(from)} It now says ${quoteText(to)}`),
    ...removed.map((quotation) => `The article no longer says ${quoteText(quotation)}`),
    ...(sources.length === 0 ? [] : [`Sources: ${sources.map(toSourceText).join('; ')}.`]),
  ].join('\n');
}

function toSourceText({ citation, sentence }: Source): string {
  const earlier = sentence === undefined ? [EARLIER_TEXT] : [];
  return `[${citation.n}] ${[toLine(citation.title), toOrigin(citation), ...earlier].join(', ')}`;
}
