import type { ArticleReply, ArticlesReply } from '../../core/reply.js';
import { toChangeLines } from '../../core/wording.js';
import { joinBlocks, type Page, toArticleText, toOrigin } from './page.js';
import { renderUnderstood } from './render-understood.js';
import { toSafeAddress, toSafeText } from './safe-text.js';

/** The articles that a search found, best first, each with the passage that matched. */
export function renderArticles(reply: ArticlesReply, page: Page): string[] {
  if (reply.hits.length === 0) {
    return joinBlocks([
      page.lines('No article matches. Try fewer or other words, or a wider period.').map(page.style.warning),
      renderUnderstood(reply.understood, page),
    ]);
  }
  const digits = String(reply.hits.length).length;
  const hits = reply.hits.map((hit, index) => {
    const number = `${String(index + 1).padStart(digits)}. `;
    const indent = ' '.repeat(number.length);
    return [
      ...page.lines(hit.title, number).map(page.style.bold),
      ...page.lines(`${toOrigin(hit)}, ${toArticleText(hit.article)}`, indent).map(page.style.dim),
      ...(hit.snippet.text === '' ? [] : page.lines(`“${hit.snippet.text}”`, indent)),
      ...(hit.url === undefined ? [] : [page.style.dim(indent + toSafeAddress(hit.url))]),
    ];
  });
  return joinBlocks([...hits, renderUnderstood(reply.understood, page)]);
}

/** One article: what is known about it, then its sentences, numbered, with its paragraphs kept apart. */
export function renderArticle(reply: ArticleReply, page: Page): string[] {
  const { article } = reply;
  const facts: readonly (readonly [string, string])[] = [
    ['Article', `${article.id}, revision ${article.revision}`],
    ['Author', article.author ?? ''],
    ['Language', article.language ?? ''],
    ['People', article.people.join(', ')],
    ['Places', article.places.join(', ')],
    ['Organizations', article.organizations.join(', ')],
    ['Topics', article.topics.join(', ')],
    ['Copy of', article.copyOf ?? ''],
    ['Copies', reply.copies.join(', ')],
  ];
  const sources = article.sources.flatMap((source) => [
    ...page.lines(source.date === undefined ? source.name : `${source.name} (${source.date})`, '  - '),
    ...(source.url === undefined ? [] : [page.style.dim(`    ${toSafeAddress(source.url)}`)]),
  ]);
  return joinBlocks([
    [...page.lines(article.title).map(page.style.bold), ...page.lines(toOrigin(article))],
    ...renderParagraphs(reply, page),
    [
      ...facts.flatMap(([name, value]) => (value === '' ? [] : page.lines(`${name}: ${value}`, '', '  '))),
      ...(article.url === undefined ? [] : [`Address: ${toSafeAddress(article.url)}`]),
      ...(sources.length === 0 ? [] : ['Sources:', ...sources]),
    ],
    ...toChangeLines(reply).map(({ heading, lines }) => [
      ...page.lines(heading).map(page.style.bold),
      ...lines.flatMap((line) => page.lines(line, '  ', '    ')),
    ]),
  ]);
}

function renderParagraphs(reply: ArticleReply, page: Page): string[][] {
  const digits = String(reply.sentences.length).length;
  const paragraphs = new Map<number, string[]>();
  for (const sentence of reply.sentences) {
    const lines = paragraphs.get(sentence.paragraph) ?? [];
    paragraphs.set(sentence.paragraph, lines);
    const number = `${String(sentence.sentence).padStart(digits)}  `;
    const [first = '', ...rest] = page.lines(sentence.text, number);
    lines.push(page.style.accent(toSafeText(number)) + first.slice(number.length), ...rest);
  }
  return [...paragraphs.values()];
}
