import { createHash } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { z } from 'zod';
import type { Article } from '../core/article/article.js';
import { parseJsonColumn, toBatches } from './row.js';
import type { Schema } from './schema.js';

const HASH_CHARS = 32;

const nameSchema = z.object({ name: z.string(), aliases: z.array(z.string()) });

const articleSchema = z.strictObject({
  id: z.string(),
  revision: z.string(),
  title: z.string(),
  body: z.string(),
  publisher: z.string().exactOptional(),
  published: z.string().exactOptional(),
  publishedAt: z.string().exactOptional(),
  url: z.string().exactOptional(),
  author: z.string().exactOptional(),
  language: z.string().exactOptional(),
  people: z.array(nameSchema),
  places: z.array(nameSchema),
  organizations: z.array(nameSchema),
  topics: z.array(z.string()),
  sources: z.array(z.object({ name: z.string(), url: z.string().exactOptional(), date: z.string().exactOptional() })),
  copyOf: z.string().exactOptional(),
} satisfies Record<keyof Article, z.ZodType>) satisfies z.ZodType<Article>;

/** An article as it is stored. Two that differ in anything have different hashes, in whatever order their fields stand. */
export function toContentRow(article: Article): Selectable<Schema['article_content']> {
  // The schema puts the fields in its own order.
  const content = JSON.stringify(articleSchema.parse(article));
  const hash = createHash('sha256').update(content).digest('hex').slice(0, HASH_CHARS);
  return { article: article.id, revision: article.revision, content_hash: hash, content };
}

/**
 * @param id  for the message
 * @throws {BotError} `store-unavailable` when the stored text is no article
 */
export function parseContent(content: string, id: string): Article {
  return parseJsonColumn(content, articleSchema, `article ${id}`);
}

/**
 * The articles of which a content has no reader left: no space sees it, and no kept reply quotes it from where it was
 * shown. A quoted one stays, so that the article opens at the quotation as long as the reply is there.
 *
 * @param after  only articles with ids after this one
 * @param upTo  and up to this one
 */
export async function findUnreadArticles(db: Kysely<Schema>, after: string, upTo: string): Promise<string[]> {
  const rows = await selectUnread(db)
    .where('content.article', '>', after)
    .where('content.article', '<=', upTo)
    .execute();
  return [...new Set(rows.map(({ article }) => article))];
}

/**
 * Deletes the contents that have no reader left.
 *
 * @param among  ids of the only articles to look at
 * @returns the number of contents
 */
export async function deleteUnreadContents(db: Transaction<Schema>, among: readonly string[]): Promise<number> {
  let total = 0n;
  for (const batch of toBatches(among)) {
    const { numDeletedRows } = await db
      .deleteFrom('article_content')
      .where(({ eb, refTuple }) =>
        eb(
          refTuple('article', 'revision', 'content_hash'),
          'in',
          selectUnread(db).where('content.article', 'in', batch).$asTuple('article', 'revision', 'content_hash'),
        ),
      )
      .executeTakeFirst();
    total += numDeletedRows;
  }
  return Number(total);
}

function selectUnread(db: Kysely<Schema>) {
  return db
    .selectFrom('article_content as content')
    .select(['content.article', 'content.revision', 'content.content_hash'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('article_space as seen')
            .select('seen.article')
            .whereRef('seen.article', '=', 'content.article')
            .whereRef('seen.revision', '=', 'content.revision')
            .whereRef('seen.content_hash', '=', 'content.content_hash'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('quotation')
            .innerJoin('reply', 'reply.id', 'quotation.reply')
            .innerJoin('article_log as shown', (join) =>
              join
                .onRef('shown.article', '=', 'quotation.article')
                .onRef('shown.revision', '=', 'quotation.revision')
                .on(({ or, eb, ref }) => or([eb('shown.space', '=', '*'), eb('shown.space', '=', ref('reply.space'))])),
            )
            .select('quotation.reply')
            .whereRef('quotation.article', '=', 'content.article')
            .whereRef('quotation.revision', '=', 'content.revision')
            .whereRef('shown.content_hash', '=', 'content.content_hash'),
        ),
      ),
    );
}
