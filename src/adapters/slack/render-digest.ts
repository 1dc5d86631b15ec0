import type { DigestReply, DigestStory } from '../../core/digest-reply.js';
import { toDigestLines, toDigestTitle } from '../../core/digest-wording.js';
import {
  askingButton,
  type Block,
  type Button,
  button,
  buttons,
  confirmation,
  context,
  header,
  type Menu,
  type Message,
  type Option,
  option,
} from './blocks.js';
import { ACTION, toReplyValue, toStoryValue } from './controls.js';
import { firstThatFits, toMessage } from './fit.js';
import { MAX_DIGEST_BYTES } from './limits.js';
import { type Page, toPage } from './pages.js';
import {
  type Cited,
  cutNote,
  renderStory,
  STORY_DETAILS,
  type StoryDetail,
  toCitedStory,
  toStoryText,
} from './render-digest-story.js';
import type { RenderOptions } from './render-options.js';
import { renderSentence } from './render-reports.js';
import { bytesOf, cutText, toLine } from './text.js';
import { toZonedText } from './wording.js';

/** Three blocks each, so that a message has room for them beside its own frame. */
const MAX_STORIES = 14;
/** Bytes that the stories of one message take, each with its line in the menu. */
const MAX_STORY_BYTES = 9_200;
/** Of what people filter by. */
const MAX_FILTER = 100;

/** A page of what is new, by story. Everything of articles stands in rich text, in which nothing is markup. */
export function renderDigest(reply: DigestReply, options: RenderOptions): Message {
  const title = toDigestTitle(reply);
  const clean = (text: string) => cutText(toLine(text), MAX_FILTER);
  const lines = toDigestLines(reply, clean, (instant) => `${toZonedText(instant, reply.zone)}, ${reply.zone}`);
  if (reply.stories.length === 0) return renderSentence([`${title}:`, ...lines].join(' ').replace(': N', ': n'));
  const page = toStoryPage(reply, options);
  const place = page.count > 1 ? [toPlaceText(page)] : [];
  const draft = (detail: (typeof STORY_DETAILS)[number]) => () => [
    header(title),
    ...context(page.number === 0 ? lines : []),
    ...page.items.flatMap((story, index): Block[] => [
      ...(index === 0 ? [] : [{ type: 'divider' } as const]),
      ...renderStory(story, options, detail),
    ]),
    ...context([...place, ...page.items.flatMap((story) => cutNote(story, detail)).slice(0, 1)]),
    ...renderControls(reply, page),
  ];
  const text = [title, ...(page.number === 0 ? lines : place), ...page.items.map(toStoryText)].join('\n');
  return toMessage(text, firstThatFits(STORY_DETAILS.map(draft), MAX_DIGEST_BYTES));
}

/** What articles are based on is shown only where all stories have room beside it: seeing more of them comes first. */
function toStoryPage(reply: DigestReply, options: RenderOptions): Page<Cited> {
  const stories = reply.stories.map((_, index) => toCitedStory(reply, index));
  const pageWith = (detail: StoryDetail) =>
    toPage(stories, options.page ?? 0, {
      mostItems: MAX_STORIES,
      mostFirst: reply.limit ?? MAX_STORIES,
      mostBytes: MAX_STORY_BYTES,
      sizeOf: (story) => bytesOf([renderStory(story, options, detail), toMuteOption(story.story, reply.id ?? '', 1)]),
    });
  const [full, brief] = STORY_DETAILS;
  const page = pageWith(full);
  return page.count === 1 ? page : pageWith(brief);
}

function toPlaceText({ first, items, total }: Page<unknown>): string {
  const last = first + items.length - 1;
  return first === last ? `Story ${first} of ${total}.` : `Stories ${first} to ${last} of ${total}.`;
}

function renderControls({ id }: DigestReply, page: Page<Cited>): Block[] {
  if (id === undefined) return [];
  const next = toReplyValue({ reply: id, page: page.number + 1 });
  return buttons([
    ...(page.number + 1 < page.count ? [button('More stories', ACTION.more, next)] : []),
    renderMute(id, page),
  ]);
}

const MUTING = confirmation(
  'Mute this story?',
  'Nothing more is told of it here, whatever else is reported. This cannot be undone.',
  'Mute',
);

function renderMute(id: string, { items, first }: Page<Cited>): Button | Menu {
  if (items.length === 1) {
    return askingButton('Mute this story', ACTION.mute, toStoryValue(id, first), MUTING);
  }
  const options = items.map(({ story }, index) => toMuteOption(story, id, first + index));
  return {
    type: 'static_select',
    action_id: ACTION.mute,
    placeholder: { type: 'plain_text', text: 'Mute a story', emoji: false },
    options,
    confirm: MUTING,
  };
}

/** @param place  among all stories, from 1 */
function toMuteOption({ title }: DigestStory, id: string, place: number): Option {
  return option(`${place}. ${title}`, toStoryValue(id, place));
}
