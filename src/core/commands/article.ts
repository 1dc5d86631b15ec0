import { z } from 'zod';
import type { Article } from '../article/article.js';
import { toNameText } from '../article/name.js';
import { type RevisionChange, toRevisionChange } from '../article/revision-changes.js';
import { BotError } from '../errors.js';
import type { ArticleHistory } from '../ports.js';
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
/** An article that changes all day long shows its last changes. */
const MAX_COMPARED = 10;

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
  async ({ id }, { library, history, request }): Promise<ArticleReply> => {
    const analysed = library.get(id);
    if (analysed === undefined) {
      const near = library.idsLike(id, NEAREST);
      const hint = near.length === 0 ? 'find its id with `search`.' : `did you mean ${near.join(' or ')}?`;
      throw new BotError('bad-request', `There is no article with the id ${id}: ${hint}`, { isMissing: true });
    }
    const { article, sentences } = analysed;
    const revisions = await revisionsOf(article, request.space, history);
    const changes = await changesOf(article, revisions, request.space, history);
    return {
      kind: 'article',
      article: toPlain(article, library.copyOf(id)),
      sentences: sentences.map(({ number, paragraph, start, end }) => ({
        sentence: number,
        paragraph,
        start,
        end,
        text: article.body.slice(start, end),
      })),
      revisions,
      copies: library.copiesOf(id),
      ...(changes.length > 0 && { changes }),
    };
  },
);

/** Every revision that was seen, oldest first; where nothing is remembered, the one at hand. */
async function revisionsOf(
  { id, revision }: Article,
  space: string,
  history: ArticleHistory | undefined,
): Promise<ArticleReply['revisions']> {
  const seen = (await history?.revisionsOf(id, space)) ?? [];
  return seen.some((known) => known.revision === revision) ? seen : [...seen, { revision }];
}

/** What changed from each revision to the next, the newest change first, as far as the texts are kept. */
async function changesOf(
  article: Article,
  revisions: ArticleReply['revisions'],
  space: string,
  history: ArticleHistory | undefined,
): Promise<readonly RevisionChange[]> {
  const newest = revisions.slice(-MAX_COMPARED);
  const texts = await Promise.all(
    newest.map(({ revision }) =>
      revision === article.revision ? article : history?.textOf(article.id, revision, space),
    ),
  );
  const changes: RevisionChange[] = [];
  for (const [index, later] of texts.entries()) {
    const earlier = texts[index - 1];
    if (earlier !== undefined && later !== undefined) changes.unshift(toRevisionChange(earlier, later));
  }
  return changes;
}

/** An article with its names as they are written in front matter: `Osama (Usama)`. */
function toPlain({ copyOf: _, ...article }: Article, copyOf: string | undefined): ArticleReply['article'] {
  const { people, places, organizations } = article;
  return {
    ...article,
    ...(copyOf === undefined ? {} : { copyOf }),
    people: people.map(toNameText),
    places: places.map(toNameText),
    organizations: organizations.map(toNameText),
  };
}
