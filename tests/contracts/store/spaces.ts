import { describe, expect, it } from 'vitest';
import { createArticleQueries } from '../../../src/store/articles.js';
import { createDeliveryQueries } from '../../../src/store/deliveries.js';
import { createFeedbackQueries } from '../../../src/store/feedback.js';
import { createFeedQueries } from '../../../src/store/feeds.js';
import type { OpenConnection } from '../../../src/store/open-connection.js';
import { createReplyQueries } from '../../../src/store/replies.js';
import { createSpaceQueries } from '../../../src/store/spaces.js';
import { createSubscriptionQueries } from '../../../src/store/subscriptions.js';
import { createAnswer, createArticle, createKept, GUILD } from './samples.js';
import { START_MS, type StoreSuite } from './test-store.js';

const OTHER = 'discord:guild:22222';

/** Puts something of everything into a space; `word` stands in all that has words. */
export async function fillSpace(connection: OpenConnection, space: string, word: string): Promise<void> {
  const article = createArticle(`article-${word}`, { title: word, body: `The ${word} was opened.` });
  await createArticleQueries(connection).add(article, [space]);
  const replies = createReplyQueries(connection);
  const reply = `reply-${word}`;
  await replies.keep(createKept(reply, { space, reply: createAnswer(`When was the ${word} opened?`, [article]) }));
  await replies.delivered(reply, `channel-${word}`, `message-${word}`);
  const asker = 'discord:555';
  await createFeedbackQueries(connection).judge({ reply, space, asker, isHelpful: false, reason: word });
  await createFeedQueries(connection).add({ id: `feed-${word}`, space, url: `https://${word}.example/feed` });
  const subscription = `subscription-${word}`;
  await createSubscriptionQueries(connection).add({
    id: subscription,
    space,
    platform: 'discord',
    channel: `channel-${word}`,
    schedule: '08:00',
    empty: 'line',
    zone: 'UTC',
    topic: word,
  });
  await createDeliveryQueries(connection).plan({ id: `delivery-${word}`, subscription, occasion: word, dueAt: 1 });
}

/** What every store does with spaces that come and go. */
export const describeSpaces: StoreSuite = (open) => {
  const openSpaces = async () => {
    const store = await open();
    return { ...store, spaces: createSpaceQueries(store.connection) };
  };

  describe('a space that the bot was removed from', () => {
    it('is deleted with all that belongs to it, and nothing else is', async () => {
      const { connection, spaces, readTables, clock } = await openSpaces();
      await fillSpace(connection, OTHER, 'lantern');
      const before = await readTables();
      await fillSpace(connection, GUILD, 'zeppelin');
      await spaces.removed(GUILD);
      clock.nowMs += 1;
      expect(await spaces.deleteDeparted(clock.nowMs)).toEqual([GUILD]);
      const { article_log, counter, ...others } = await readTables();
      expect({ ...before, ...others }).toEqual(before);
      // Other bots are told, without a name.
      expect(article_log).toHaveLength(2);
      expect(article_log?.[1]).toMatchObject({ article: 'article-zeppelin', space: connection.hash(GUILD) });
      expect(counter).toEqual([{ name: 'article_log', value: 3 }]);
      expect(await spaces.deleteDeparted(clock.nowMs)).toEqual([]);
    });

    it('is left alone until its time is over, counted from the first removal', async () => {
      const { spaces, clock } = await openSpaces();
      await spaces.removed(GUILD);
      clock.nowMs += 1_000;
      await spaces.removed(GUILD);
      expect(await spaces.deleteDeparted(START_MS)).toEqual([]);
      expect(await spaces.deleteDeparted(START_MS + 1)).toEqual([GUILD]);
    });

    it('stays when the bot is back, also when it comes back at the last moment', async () => {
      const { connection, spaces, clock } = await openSpaces();
      await fillSpace(connection, GUILD, 'zeppelin');
      await spaces.removed(GUILD);
      await spaces.returned(GUILD);
      clock.nowMs += 1;
      expect(await spaces.deleteDeparted(clock.nowMs)).toEqual([]);

      await spaces.removed(GUILD);
      clock.nowMs += 1;
      const late = createSpaceQueries({
        ...connection,
        transaction: async (work) => {
          await spaces.returned(GUILD);
          return connection.transaction(work);
        },
      });
      expect(await late.deleteDeparted(clock.nowMs)).toEqual([]);
      expect(await createReplyQueries(connection).get('reply-zeppelin', GUILD)).toBeDefined();
    });

    it('leaves to others what they see or were shown', async () => {
      const { connection, spaces } = await openSpaces();
      const articles = createArticleQueries(connection);
      const [shared, revised] = [createArticle('harbour'), createArticle('harbour', { body: 'It was closed.' })];
      await articles.add(shared, [GUILD, OTHER]);
      await createReplyQueries(connection).keep(
        createKept('r1', { space: OTHER, reply: createAnswer('When?', [shared]) }),
      );
      await articles.add(revised, [OTHER]);
      await spaces.removed(GUILD);
      await spaces.deleteDeparted(START_MS + 1);
      expect(await articles.articleAt('harbour', shared.revision, OTHER)).toEqual(shared);
      expect(await articles.articleAt('harbour', revised.revision, OTHER)).toEqual(revised);
      expect(await articles.articleAt('harbour', shared.revision, GUILD)).toBeUndefined();
      expect(await articles.revisionsOf('harbour', GUILD)).toEqual([]);
    });

    it('with a title of its own for a text that others quote leaves none of it', async () => {
      const { connection, spaces, readTables } = await openSpaces();
      const articles = createArticleQueries(connection);
      await articles.add(createArticle('harbour', { title: 'A secret' }), [GUILD]);
      await articles.add(createArticle('harbour'), [OTHER]);
      await createReplyQueries(connection).keep(createKept('r1', { space: OTHER }));
      await spaces.removed(GUILD);
      await spaces.deleteDeparted(START_MS + 1);
      expect(JSON.stringify(await readTables())).not.toContain('A secret');
    });

    it('is deleted in full when it holds more than one part takes', async () => {
      const { connection, spaces } = await openSpaces();
      const row = { space: GUILD, thread: null, command: 'ask', question: null, kind: 'done', asker: 'a', at: 1 };
      const rows = Array.from({ length: 1_234 }, (_, n) => ({ ...row, id: `r${n}`, content: '{}' }));
      await connection.query((db) => db.insertInto('reply').values(rows).execute());
      await spaces.removed(GUILD);
      expect(await spaces.deleteDeparted(START_MS + 1)).toEqual([GUILD]);
      expect(await connection.query((db) => db.selectFrom('reply').select('id').execute())).toEqual([]);
    });

    it('is hidden by every bot that showed its articles, and named to no other', async () => {
      const { connection, openAnother, spaces } = await openSpaces();
      const [showing, fresh] = [createArticleQueries(connection), createArticleQueries(connection)];
      const following = createArticleQueries((await openAnother()) ?? connection);
      await showing.add(createArticle('harbour'), [GUILD]);
      const { seq } = await following.changesSince(0, 10);
      await spaces.removed(GUILD);
      await spaces.deleteDeparted(START_MS + 1);
      const hidden = [{ change: 'hidden', id: 'harbour', space: GUILD, article: undefined }];
      expect(await showing.changesSince(seq, 10)).toEqual({ seq: seq + 1, changes: hidden });
      expect(await following.changesSince(seq, 10)).toEqual({ seq: seq + 1, changes: hidden });
      expect(await fresh.changesSince(seq, 10)).toEqual({ seq: seq + 1, changes: [] });
    });

    it('begins anew when the bot comes back after that', async () => {
      const { connection, spaces, clock } = await openSpaces();
      const articles = createArticleQueries(connection);
      await articles.add(createArticle('harbour'), [GUILD]);
      await spaces.removed(GUILD);
      clock.nowMs += 1;
      await spaces.deleteDeparted(clock.nowMs);
      await articles.add(createArticle('harbour'), [GUILD]);
      expect((await articles.changesSince(0, 10)).changes).toMatchObject([{ change: 'shown', space: GUILD }]);
      expect(await articles.revisionsOf('harbour', GUILD)).toMatchObject([
        { firstSeen: new Date(clock.nowMs).toISOString() },
      ]);
    });
  });
};
