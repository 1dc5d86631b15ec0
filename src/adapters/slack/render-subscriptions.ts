import type { SubscriptionsReply } from '../../core/digest-reply.js';
import { NO_SUBSCRIPTIONS, toSubscriptionLines } from '../../core/digest-wording.js';
import type { SubscriptionFacts } from '../../core/ports.js';
import { count } from '../../core/wording.js';
import {
  askingButton,
  type Block,
  bold,
  button,
  buttons,
  confirmation,
  context,
  type Message,
  paragraph,
  type RichPart,
  rich,
  section,
  words,
} from './blocks.js';
import { ACTION } from './controls.js';
import { firstThatFits, toMessage } from './fit.js';
import { cutText, toLine } from './text.js';
import { parseChannel } from './to-request.js';
import { toZonedText } from './wording.js';

/** How many subscriptions are tried to be shown, two blocks each, until they fit into a message. */
const COUNTS = [20, 15, 10, 5, 2, 1] as const;
const MAX_FIELD = 200;

/** What was done with subscriptions, and each with what can be done with it. */
export function renderSubscriptions({ subscriptions, message }: SubscriptionsReply): Message {
  const opening =
    message ?? (subscriptions.length === 0 ? NO_SUBSCRIPTIONS : count(subscriptions.length, 'subscription'));
  const draft = (most: number) => () => [section(opening), ...toSubscriptionBlocks(subscriptions, most)];
  const text = subscriptions.map((facts) => [facts.id, ...toLines(facts)].map(toLine).join('\n'));
  return toMessage([opening, ...text].join('\n'), firstThatFits(COUNTS.map(draft)));
}

/**
 * Subscriptions with their channel, their creator, and buttons.
 *
 * @param most  how many are shown, 1 or more; how many are left is said
 */
export function toSubscriptionBlocks(subscriptions: readonly SubscriptionFacts[], most: number): Block[] {
  const left = subscriptions.length - most;
  return [
    ...subscriptions
      .slice(0, most)
      .flatMap((facts, index) => [
        ...rich([
          paragraph(
            ...toChannelParts(facts.channel),
            words(`\n${toLines(facts).join('\n')}\n`),
            ...toCreatorParts(facts.createdBy),
            words(`Id ${cutText(toLine(facts.id), MAX_FIELD)}`),
          ),
        ]),
        ...renderButtons(facts, index),
      ]),
    ...(left > 0 ? context([`and ${count(left, 'more subscription')}`]) : []),
  ];
}

function toLines(facts: SubscriptionFacts): string[] {
  const clean = (text: string) => cutText(toLine(text), MAX_FIELD);
  return toSubscriptionLines(facts, clean, (instant) => toZonedText(instant, facts.zone));
}

/** The channel by its name, which Slack knows; nobody is told by it. */
function toChannelParts(id: string): RichPart[] {
  const { channel, threadTs } = parseChannel(id);
  if (channel.startsWith('D')) return [bold('Direct messages with me')];
  const name: RichPart = /^[CG][A-Z0-9]+$/.test(channel)
    ? { type: 'channel', channel_id: channel }
    : bold(cutText(toLine(channel), MAX_FIELD));
  return threadTs === undefined ? [name] : [name, words(', in a thread')];
}

function toCreatorParts(creator: string | undefined): RichPart[] {
  const [, user] = /^slack:([UW][A-Z0-9]+)$/.exec(creator ?? '') ?? [];
  return user === undefined ? [] : [words('Made by '), { type: 'user', user_id: user }, words('. ')];
}

function renderButtons({ id, state, isConfigured }: SubscriptionFacts, index: number): Block[] {
  if (isConfigured === true) return [];
  const place = index + 1;
  return buttons([
    state === 'active'
      ? button('Pause', `${ACTION.pause}_${place}`, id)
      : button('Resume', `${ACTION.resume}_${place}`, id),
    askingButton('Unsubscribe', `${ACTION.unsubscribe}_${place}`, id, UNSUBSCRIBING),
  ]);
}

const UNSUBSCRIBING = confirmation('Unsubscribe?', 'Nothing more is posted for this subscription.', 'Unsubscribe');
