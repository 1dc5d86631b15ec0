import type { Reply } from '../../core/reply.js';

/** An article that a reply names, as buttons and selects refer to it. */
export interface NamedArticle {
  /** Counted from 1: the numbers of the citations, for an answer then the further articles; the place in a list. */
  readonly number: number;
  readonly article: string;
  readonly title: string;
  readonly publisher?: string;
  readonly published?: string;
  /** The sentences that the reply quotes, as numbers. */
  readonly quoted: readonly number[];
}

/** The articles of a reply that somebody may want to read, in the order of the reply; none for other kinds. */
export function sourcesOf(reply: Reply): NamedArticle[] {
  switch (reply.kind) {
    case 'answer': {
      const cited = reply.citations.map(({ n, article, title, publisher, published }) => ({
        number: n,
        article,
        title,
        ...optional({ publisher, published }),
        quoted: reply.sentences.flatMap(({ citation, role, sentence }) =>
          citation === n && role === 'answer' ? [sentence] : [],
        ),
      }));
      const last = Math.max(0, ...cited.map(({ number }) => number));
      return [...cited, ...reply.also.map((mention, index) => ({ ...mention, number: last + index + 1, quoted: [] }))];
    }
    case 'digest':
      return reply.citations.map(({ n, article, title, publisher, published }) => ({
        number: n,
        article,
        title,
        ...optional({ publisher, published }),
        quoted: reply.stories.flatMap(({ sentences, changes = [] }) =>
          // What an article no longer says cannot be marked in it.
          [...sentences, ...changes.map(({ to }) => to)].flatMap(({ citation, sentence }) =>
            citation === n ? [sentence] : [],
          ),
        ),
      }));
    case 'no-match':
      return reply.nearest.map((mention, index) => ({ ...mention, number: index + 1, quoted: [] }));
    case 'articles':
      return reply.hits.map(({ article, title, publisher, published }, index) => ({
        number: index + 1,
        article,
        title,
        ...optional({ publisher, published }),
        quoted: [],
      }));
    default:
      return [];
  }
}

function optional(fields: { readonly publisher: string | undefined; readonly published: string | undefined }) {
  const { publisher, published } = fields;
  return {
    ...(publisher === undefined ? {} : { publisher }),
    ...(published === undefined ? {} : { published }),
  };
}

/** Where an article can be read outside Discord; undefined when nowhere. */
export function toReadingAddress(
  { link, url, article }: { readonly link?: string; readonly url?: string; readonly article: string },
  publicUrl: string | undefined,
  sentence?: number,
): string | undefined {
  if (link !== undefined || url !== undefined) return link ?? url;
  if (publicUrl === undefined) return undefined;
  const page = `${publicUrl.replace(/\/+$/, '')}/articles/${encodeURIComponent(article)}`;
  return sentence === undefined ? page : `${page}#s${sentence}`;
}
