import type { Completion } from '../../core/chat.js';
import type { Reply } from '../../core/reply.js';
import { toDayText, toRangeText } from '../../core/wording.js';
import {
  type Block,
  bold,
  buttons,
  context,
  type HomeView,
  header,
  paragraph,
  rich,
  section,
  words,
} from './blocks.js';
import { openButton } from './controls.js';
import { firstThatFits } from './fit.js';
import { MAX_PROMPTS, MAX_VIEW_BYTES } from './limits.js';
import { FILTERS, HOW_TO_ASK } from './render-reports.js';
import { cutText, toLine } from './text.js';

const NEWEST = 5;
const MAX_TITLE = 200;
/** What stands on a prompt; longer ones are cut by Slack's own display. */
const MAX_PROMPT_TITLE = 75;
const MAX_PROMPT = 300;

/** A question that Slack suggests in the agent view. */
export interface Prompt {
  readonly title: string;
  readonly message: string;
}

/**
 * The Home tab: what the bot knows, its newest articles, and how to ask.
 *
 * @param status  the reply of the `status` command
 * @param newest  articles, the newest first
 */
export function renderHome(status: Reply, newest: readonly Completion[]): HomeView {
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
  return {
    type: 'home',
    blocks: firstThatFits([() => [...top, ...list, ...asking], () => [...top, ...asking.slice(0, 2)]], MAX_VIEW_BYTES),
  };
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
