import type { Completion } from '../../core/chat.js';
import type { Reply } from '../../core/reply.js';
import { toDayText, toRangeText } from '../../core/wording.js';
import {
  type Block,
  bold,
  button,
  buttons,
  context,
  type HomeView,
  header,
  paragraph,
  rich,
  section,
  words,
} from './blocks.js';
import { ACTION, openButton } from './controls.js';
import { firstThatFits } from './fit.js';
import { MAX_PROMPTS, MAX_VIEW_BYTES } from './limits.js';
import { FILTERS, HOW_TO_ASK } from './render-reports.js';
import { toSubscriptionBlocks } from './render-subscriptions.js';
import { cutText, toLine } from './text.js';

const NEWEST = 5;
const MAX_TITLE = 200;
/** What stands on a prompt; longer ones are cut by Slack's own display. */
const MAX_PROMPT_TITLE = 75;
const MAX_PROMPT = 300;
const MAX_NOTICE = 500;
/** How many digests are tried to be shown. */
const DIGEST_COUNTS = [20, 10, 5, 2] as const;

/** A question that Slack suggests in the agent view. */
export interface Prompt {
  readonly title: string;
  readonly message: string;
}

/** What the Home tab is made of. */
export interface HomeContent {
  /** The reply of the `status` command. */
  readonly status: Reply;
  /** Articles, the newest first. */
  readonly newest: readonly Completion[];
  /** The reply of `digest list`: the subscriptions that the person made. */
  readonly digests: Reply;
  /** What came of the last press of a button. */
  readonly notice?: string;
  /** The conversation with the bot, in which a new digest is posted unless another one is chosen. */
  readonly direct: string;
}

/** The Home tab: what the bot knows, its newest articles, the person's digests, and how to ask. */
export function renderHome({ status, newest, digests, notice, direct }: HomeContent): HomeView {
  const articles = newest.slice(0, NEWEST);
  const knows = status.kind === 'status' ? toRangeText(status) : 'What I know cannot be told right now.';
  const list: Block[] =
    articles.length === 0
      ? []
      : [
          ...rich([
            paragraph(
              bold('Newest articles'),
              words(`\n${articles.map((article, at) => `${at + 1}. ${toTitle(article)}`).join('\n')}`),
            ),
          ]),
          ...buttons(articles.flatMap((article, at) => openButton(at + 1, { article: article.value }, article.label))),
        ];
  const examples = toPrompts(newest).map(({ message }) => `• ${message}`);
  const asking: Block[] = [
    header('How to ask'),
    section(HOW_TO_ASK),
    ...(examples.length === 0 ? [] : rich([paragraph(words(`For instance\n${examples.join('\n')}`))])),
    ...context([FILTERS]),
  ];
  const top = [header('What I know'), section(knows)];
  const draft = (most: number) => () => [...top, ...list, ...renderDigests(digests, notice, most), ...asking];
  const bare = () => [...top, ...renderDigests(digests, notice, 1), ...asking.slice(0, 2)];
  return {
    type: 'home',
    private_metadata: direct,
    blocks: firstThatFits([...DIGEST_COUNTS.map(draft), bare], MAX_VIEW_BYTES),
  };
}

function renderDigests(digests: Reply, notice: string | undefined, most: number): Block[] {
  const subscriptions = digests.kind === 'subscriptions' ? digests.subscriptions : [];
  const none =
    digests.kind === 'subscriptions'
      ? 'You have made no digest yet. One is posted every day at a time of your choice: here for you, or in a channel.'
      : 'Your digests cannot be shown right now.';
  return [
    header('Your digests'),
    ...(notice === undefined ? [] : [section(cutText(toLine(notice), MAX_NOTICE))]),
    ...(subscriptions.length === 0 ? [section(none)] : toSubscriptionBlocks(subscriptions, most)),
    ...buttons([button('Add a daily digest', ACTION.addDigest, '')]),
  ];
}

/** Questions about the newest articles, at most four. */
export function toPrompts(newest: readonly Completion[]): Prompt[] {
  return newest.slice(0, MAX_PROMPTS).flatMap(({ label }) => {
    const title = splitLabel(label).title;
    return title === ''
      ? []
      : [
          {
            title: cutText(title, MAX_PROMPT_TITLE),
            message: cutText(`What is reported on this: ${title}`, MAX_PROMPT),
          },
        ];
  });
}

function toTitle({ label }: Completion): string {
  const { day, title } = splitLabel(label);
  return `${cutText(title, MAX_TITLE)}${day === undefined ? '' : ` (${toDayText(day)})`}`;
}

/** The label of an article is its title, behind its day when it has one. */
function splitLabel(label: string): { readonly title: string; readonly day?: string } {
  const [, day, title = label] = /^(\d{4}-\d{2}-\d{2}) (.+)$/su.exec(label) ?? [];
  return { title: toLine(title), ...(day === undefined ? {} : { day }) };
}
