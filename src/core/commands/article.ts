import { z } from 'zod';
import type { Article } from '../article/article.js';
import { toNameText } from '../article/name.js';
import { BotError } from '../errors.js';
import type { Memory } from '../ports.js';
import type { ArticleReply } from '../reply.js';
import { defineCommand } from './command.js';

const schema = z.object({
  id: z
    .string({ error: 'name the article, for instance the id that a citation shows' })
    .trim()
    .min(1, 'must not be empty')
    .max(300),
});
const NEAREST = 3;

/** Shows one article with its sentences numbered. */
export const articleCommand = defineCommand(
  {
    name: 'article',
    summary: 'Show one article, its sentences numbered',
    usage: 'article ID',
    examples: ['article 2023-10-10-zhai-jun-egypt-phone-call'],
    arguments: [
      {
        name: 'id',
        type: 'text',
        summary: "the article's id, as citations show it",
        isRequired: true,
        completes: 'article',
      },
    ],
  },
  schema,
  async ({ id }, { library, memory, request }): Promise<ArticleReply> => {
    const analysed = library.get(id);
    if (analysed === undefined) {
      const near = library.idsLike(id, NEAREST);
      const hint = near.length === 0 ? 'find its id with `search`.' : `did you mean ${near.join(' or ')}?`;
      throw new BotError('bad-request', `There is no article with the id ${id}: ${hint}`, { isMissing: true });
    }
    const { article, sentences } = analysed;
    return {
      kind: 'article',
      article: toPlain(article),
      sentences: sentences.map(({ number, paragraph, start, end }) => ({
        sentence: number,
        paragraph,
        start,
        end,
        text: article.body.slice(start, end),
      })),
      revisions: await revisionsOf(article, request.space, memory),
      copies: [],
    };
  },
);

/** Every revision that was seen, oldest first; where nothing is remembered, the one at hand. */
async function revisionsOf(
  { id, revision }: Article,
  space: string,
  memory: Memory | undefined,
): Promise<ArticleReply['revisions']> {
  const seen = (await memory?.revisionsOf(id, space)) ?? [];
  return seen.some((known) => known.revision === revision) ? seen : [...seen, { revision }];
}

/** An article with its names as they are written in front matter: `Osama (Usama)`. */
function toPlain(article: Article): ArticleReply['article'] {
  const { people, places, organizations } = article;
  return {
    ...article,
    people: people.map(toNameText),
    places: places.map(toNameText),
    organizations: organizations.map(toNameText),
  };
}
