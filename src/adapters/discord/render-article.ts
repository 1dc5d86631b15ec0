import type { ArticleReply } from '../../core/reply.js';
import { count, toChangeLines, toOrigin } from '../../core/wording.js';
import {
  type Button,
  button,
  COLOR,
  file,
  firstThatFits,
  linkButton,
  type Message,
  type OutgoingFile,
  rows,
  shareOf,
  text,
  toMessage,
} from './components.js';
import type { Control } from './custom-id.js';
import { cutText, escapeLine, escapeText } from './escape.js';
import { type Page, toFilledPage } from './pages.js';
import type { RenderOptions } from './render-options.js';
import { toReadingAddress } from './sources.js';
import { toTimestamp } from './timestamp.js';

/** The share of a message that the sentences of a page may take. */
const SHARE = 0.72;

/** Characters that are shown of a changed sentence. */
const MAX_CHANGE = 160;

/** How an article is opened. */
export interface ArticleOptions extends RenderOptions {
  /** Numbers of sentences that a reply quotes: they are marked, and without a page the first one's page is shown. */
  readonly quoted?: readonly number[];
  /** What turns to a page; default by the article's id. */
  toPage?(page: number): Control;
}

type Sentence = ArticleReply['sentences'][number];

/**
 * A page of an article: its sentences numbered, its paragraphs kept apart. A sentence is never cut. One that is longer than
 * a message holds, and an article whose pages no button can turn, come with the whole text as a file.
 */
export function renderArticle(reply: ArticleReply, options: ArticleOptions): Message {
  const { article } = reply;
  const quoted = options.quoted ?? [];
  const toPage = options.toPage ?? ((page: number): Control => ({ action: 'article', article: article.id, page }));
  const pageAt = (number: number) =>
    toFilledPage(reply.sentences, number, SHARE, (sentence) => shareOf(`${renderSentence(sentence, true)}\n\n`));
  const page = pageAt(options.page ?? pageOf(reply, quoted[0], pageAt));
  const turns = renderTurns(page, toPage);
  const isWhole = reply.sentences.every((sentence) => !isTooLong(sentence)) && (page.count === 1 || turns.length > 0);
  const files = isWhole ? [] : [toTextFile(reply)];
  const read = linkButton('Read', toReadingAddress({ ...article, article: article.id }, options.publicUrl));
  const isFirst = page.number === 0;
  return firstThatFits(['all', 'facts', 'bare'], (form) =>
    toMessage(
      COLOR.list,
      [
        ...text(renderHead(reply, page, form !== 'bare')),
        ...text(renderSentences(page.items, new Set(quoted))),
        ...text(isFirst && form !== 'bare' ? renderFacts(reply) : ''),
        ...text(isFirst && form === 'all' ? renderChanges(reply) : ''),
        ...files.map(file),
        ...rows([...turns, ...(read === undefined ? [] : [read])]),
      ],
      files,
    ),
  );
}

/** The page on which a sentence stands; the first without one. */
function pageOf(reply: ArticleReply, sentence: number | undefined, pageAt: (number: number) => Page<Sentence>): number {
  const place = reply.sentences.findIndex((one) => one.sentence === sentence) + 1;
  for (let page = pageAt(0); ; page = pageAt(page.number + 1)) {
    if (place < page.first + page.items.length) return place === 0 ? 0 : page.number;
    if (page.number + 1 >= page.count) return 0;
  }
}

function renderHead({ article }: ArticleReply, page: Page<Sentence>, isFull: boolean): string {
  const instant = article.publishedAt === undefined ? undefined : toTimestamp(article.publishedAt, 'f');
  return [
    `### ${escapeLine(cutText(article.title, isFull ? 200 : 60)) || 'Untitled'}`,
    `-# ${escapeLine(cutText(toOrigin(article), isFull ? 200 : 60))}${instant === undefined ? '' : ` (${instant})`}`,
    ...(page.count === 1 ? [] : [`-# Page ${page.number + 1} of ${page.count}.`]),
  ].join('\n');
}

function renderSentences(sentences: readonly Sentence[], quoted: ReadonlySet<number>): string {
  return sentences
    .map((sentence, index) => {
      const before = sentences[index - 1];
      const gap = before === undefined ? '' : before.paragraph === sentence.paragraph ? '\n' : '\n\n';
      return gap + renderSentence(sentence, quoted.has(sentence.sentence));
    })
    .join('');
}

function renderSentence(sentence: Sentence, isQuoted: boolean): string {
  const mark = `${isQuoted ? '▶ ' : ''}**${sentence.sentence}**`;
  if (!isTooLong(sentence)) return `${mark} ${escapeText(sentence.text)}`;
  return `${mark} This sentence is longer than a message holds (${count(sentence.text.length, 'character')}); the file below has it.`;
}

function isTooLong({ text: sentence }: Sentence): boolean {
  return shareOf(escapeText(sentence)) > SHARE;
}

function renderFacts({ article, copies, revisions }: ArticleReply): string {
  const seen = revisions.at(0)?.firstSeen;
  const since = seen === undefined ? undefined : toTimestamp(seen, 'd');
  const facts: readonly (readonly [string, string])[] = [
    ['Author', article.author ?? ''],
    ['People', article.people.join(', ')],
    ['Places', article.places.join(', ')],
    ['Organizations', article.organizations.join(', ')],
    ['Topics', article.topics.join(', ')],
    ['Sources', article.sources.map(({ name }) => name).join('; ')],
    ['Copy of', article.copyOf ?? ''],
    ['Copies', copies.join(', ')],
    ['Article', `${article.id}, revision ${article.revision}`],
  ];
  return [
    ...facts.flatMap(([name, value]) => (value === '' ? [] : [`-# ${name}: ${escapeLine(cutText(value, 160))}`])),
    ...(since === undefined ? [] : [`-# First seen: ${since}`]),
  ].join('\n');
}

/** The sentences in which the kept revisions differ. */
function renderChanges(reply: ArticleReply): string {
  const clean = (sentence: string) => escapeLine(cutText(sentence, MAX_CHANGE));
  return toChangeLines(reply, clean)
    .map(({ heading, lines }) =>
      // Else the marks would make a list.
      [`-# ${heading}`, ...lines.map((line) => line.replace(/^[-+](?= )/, '\\$&'))].join('\n'),
    )
    .join('\n');
}

function renderTurns(page: Page<Sentence>, toPage: (page: number) => Control): Button[] {
  return [
    ...(page.number > 0 ? button('Previous page', toPage(page.number - 1)) : []),
    ...(page.number + 1 < page.count ? button('Next page', toPage(page.number + 1)) : []),
  ];
}

function toTextFile({ article }: ArticleReply): OutgoingFile {
  return {
    name: 'article.txt',
    content: `${article.title}\n${toOrigin(article)}\n\n${article.body}\n`,
    description: 'The whole text of the article',
  };
}
