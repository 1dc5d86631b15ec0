import type { DigestReply } from '../../core/digest-reply.js';
import { toCountText, toDigestLines, toDigestTitle } from '../../core/digest-wording.js';
import { toInstantText } from '../../core/wording.js';
import {
  type Button,
  button,
  COLOR,
  firstThatFits,
  type Message,
  type Part,
  rows,
  select,
  separator,
  text,
  toMessage,
} from './components.js';
import { type PlacedStory, renderStory, type StoryDetail, sizeOfStory } from './digest-story.js';
import { cutText, escapeLine } from './escape.js';
import { type Page, toFilledPage } from './pages.js';
import type { RenderOptions } from './render-options.js';
import { toTimestamp } from './timestamp.js';

const MAX_FILTER = 100;
/** Days on which no digest came can be many. */
const MAX_LINE = 400;

const FULL: StoryDetail = { titleChars: 200, sourceChars: 240, basis: true, quotedShare: 0.55 };
/** The fullest first. The last fits whatever the texts are. */
const DETAILS: readonly StoryDetail[] = [
  FULL,
  { ...FULL, sourceChars: 120, basis: false },
  { titleChars: 100, sourceChars: 80, basis: false, quotedShare: 0.5 },
  { titleChars: 60, sourceChars: 40, basis: false, quotedShare: 0.4 },
  { titleChars: 24, sourceChars: 16, basis: false, quotedShare: 0 },
];

/** A page of what is new, by story: each with its sentences and their sources. */
export function renderDigest(reply: DigestReply, options: RenderOptions): Message {
  if (reply.stories.length === 0) return renderNothing(reply);
  const placed = reply.stories.map((story, index): PlacedStory => ({ story, number: index + 1, reply }));
  const sizeOf = (one: PlacedStory) => sizeOfStory(one, options, FULL);
  const page = toFilledPage(placed, options.page ?? 0, 1, sizeOf, reply.limit);
  return firstThatFits(DETAILS, (detail) => {
    const opened = new Set<number>();
    return toMessage(COLOR.list, [
      ...text(renderHead(reply, page)),
      ...page.items.flatMap((one) => [separator(), ...renderStory(one, options, detail, opened)]),
      separator(),
      ...renderSmallPrint(reply, page, options),
      ...renderMute(reply, page),
      ...rows(renderButtons(reply, page, options)),
    ]);
  });
}

/** One line, unless there is more to be said. */
function renderNothing(reply: DigestReply): Message {
  const [amount = '', ...lines] = linesOf(reply);
  const said = [`**${escapeLine(toDigestTitle(reply))}:** ${amount}`, ...lines.map((line) => `-# ${line}`)];
  return toMessage(COLOR.none, text(said.join('\n')));
}

function renderHead(reply: DigestReply, page: Page<PlacedStory>): string {
  const title = escapeLine(toDigestTitle(reply));
  const lines = page.number === 0 ? linesOf(reply) : [];
  return [`### ${title}`, ...lines.map((line) => `-# ${line}`)].join('\n');
}

/** The lines under the title, as Markdown. */
function linesOf(reply: DigestReply): string[] {
  return toDigestLines(
    reply,
    (filter) => escapeLine(cutText(filter, MAX_FILTER)),
    (instant) => toTimestamp(instant, 'f') ?? escapeLine(toInstantText(instant)),
  ).map((line) => cutText(line, MAX_LINE));
}

function renderSmallPrint({ id }: DigestReply, page: Page<PlacedStory>, { sharedBy }: RenderOptions): Part[] {
  const last = page.first + page.items.length - 1;
  const lines = [
    ...(page.count > 1 ? [`-# Stories ${page.first} to ${last} of ${page.total}.`] : []),
    ...(id === undefined ? ['-# This digest could not be kept: it has no buttons.'] : []),
    ...(sharedBy === undefined ? [] : [`-# Shown by <@${sharedBy}>.`]),
  ];
  return text(lines.join('\n'));
}

/** A button for one story, a select for several. */
function renderMute({ id, stories }: DigestReply, { items }: Page<PlacedStory>): Part[] {
  const [first] = items;
  if (id === undefined || first === undefined) return [];
  if (items.length === 1) {
    const label = stories.length === 1 ? 'Mute this story' : `Mute story ${first.number}`;
    return rows(button(label, { action: 'mute', reply: id, story: first.number }));
  }
  return select(
    'Mute a story in this channel',
    { action: 'mute', reply: id },
    items.map(({ story, number }) => ({
      label: `${number}. ${story.title}`,
      description: toCountText(story),
      value: String(number),
    })),
  );
}

function renderButtons({ id }: DigestReply, page: Page<PlacedStory>, { isPrivate }: RenderOptions): Button[] {
  if (id === undefined) return [];
  return [
    ...(page.number + 1 < page.count
      ? button('More stories', { action: 'more', reply: id, page: page.number + 1 })
      : []),
    ...(isPrivate === true ? button('Show to channel', { action: 'show', reply: id, page: page.number }) : []),
  ];
}
