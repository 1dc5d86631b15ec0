import { describe, expect, it } from 'vitest';
import { createArticleQueries } from '../../../src/store/articles.js';
import { createFeedbackQueries } from '../../../src/store/feedback.js';
import { createFeedQueries } from '../../../src/store/feeds.js';
import { createPeopleQueries } from '../../../src/store/people.js';
import { createReplyQueries } from '../../../src/store/replies.js';
import { createSpaceQueries } from '../../../src/store/spaces.js';
import { createSubscriptionQueries } from '../../../src/store/subscriptions.js';
import { createArticle, createKept, GUILD } from './samples.js';
import { fillSpace } from './spaces.js';
import type { StoreSuite } from './test-store.js';

const ID = '80351110224678912';
const PERSON = `discord:${ID}`;
const OWN_SPACE = `discord:user:${ID}`;

/** What every store does with people. */
export const describePeople: StoreSuite = (open) => {
  const openPeople = async () => {
    const store = await open();
    const { connection } = store;
    return {
      ...store,
      people: createPeopleQueries(connection),
      replies: createReplyQueries(connection),
      feedback: createFeedbackQueries(connection),
      feeds: createFeedQueries(connection),
      subscriptions: createSubscriptionQueries(connection),
    };
  };
  const subscription = {
    space: GUILD,
    platform: 'discord',
    channel: 'c1',
    schedule: '08:00',
    zone: 'UTC',
    empty: 'line' as const,
  };

  describe('a person', () => {
    it('is nowhere named for asking and judging', async () => {
      const { replies, feedback, closeAndReadBytes } = await openPeople();
      await replies.keep(createKept('r1', { asker: PERSON }));
      await feedback.judge({ reply: 'r1', space: GUILD, asker: PERSON, isHelpful: true });
      const bytes = await closeAndReadBytes();
      expect(bytes).toContain('c1/t1');
      expect(bytes).not.toContain(ID);
    });

    it('who is forgotten leaves no reply, judgement or name', async () => {
      const { connection, people, replies, feedback, feeds, subscriptions } = await openPeople();
      await replies.keep(createKept('mine', { asker: PERSON }));
      await replies.keep(createKept('mine-too', { asker: PERSON, space: 'discord:guild:2' }));
      await replies.delivered('mine', 'c1', 'm1');
      await replies.keep(createKept('theirs'));
      const judge = (reply: string, asker: string) => feedback.judge({ reply, space: GUILD, asker, isHelpful: false });
      await judge('mine', PERSON);
      await judge('mine', 'discord:1001');
      await judge('theirs', PERSON);
      await judge('theirs', 'discord:1001');
      await feeds.add({ id: 'f1', space: GUILD, url: 'https://lamp.example/', creator: ID });
      await feeds.add({ id: 'f2', space: GUILD, url: 'https://ferry.example/', creator: '1001' });
      await subscriptions.add({ ...subscription, id: 's1', creator: ID });
      await subscriptions.add({ ...subscription, id: 's2', creator: '1001' });

      expect(await people.forget(PERSON)).toEqual({ replies: 2, judgements: 2, ownerships: 2 });
      expect(await replies.get('mine', GUILD)).toBeUndefined();
      expect(await replies.get('mine-too', 'discord:guild:2')).toBeUndefined();
      expect(await replies.findByMessage('c1', 'm1')).toBeUndefined();
      expect(await replies.get('theirs', GUILD)).toBeDefined();
      const judgements = await connection.query((db) => db.selectFrom('feedback').select(['reply', 'asker']).execute());
      expect(judgements).toEqual([{ reply: 'theirs', asker: connection.hash('discord:1001') }]);
      const creatorsOf = (owned: readonly { id: string; creator?: string }[]) =>
        owned.map(({ id, creator }) => [id, creator]).sort();
      expect(creatorsOf(await feeds.list([GUILD]))).toEqual([
        ['f1', undefined],
        ['f2', '1001'],
      ]);
      expect(creatorsOf(await subscriptions.list(GUILD))).toEqual([
        ['s1', undefined],
        ['s2', '1001'],
      ]);
      expect(await people.forget(PERSON)).toEqual({ replies: 0, judgements: 0, ownerships: 0 });
    });

    it.each(['discord:1', 'slack:1', '1'])('is not forgotten with %s, who has part of the id', async (person) => {
      const { people, replies, feeds, subscriptions } = await openPeople();
      await replies.keep(createKept('r1', { asker: 'discord:11' }));
      await feeds.add({ id: 'f1', space: GUILD, url: 'https://lamp.example/', creator: '11' });
      await subscriptions.add({ ...subscription, id: 's1', creator: 'discord:11' });
      expect(await people.forget(person)).toEqual({ replies: 0, judgements: 0, ownerships: 0 });
    });

    it('keeps a name that another platform has too', async () => {
      const { people, feeds, subscriptions } = await openPeople();
      await feeds.add({ id: 'f1', space: 'slack:T1', url: 'https://lamp.example/', creator: ID });
      await subscriptions.add({ ...subscription, id: 's1', platform: 'slack', creator: ID });
      expect(await people.forget(PERSON)).toMatchObject({ ownerships: 0 });
    });

    it('who is forgotten takes the own space along, with all that it holds', async () => {
      const { connection, people, readTables } = await openPeople();
      await fillSpace(connection, OWN_SPACE, 'zeppelin');
      await fillSpace(connection, GUILD, 'lantern');
      await createSpaceQueries(connection).removed(OWN_SPACE);
      expect(await people.forget(PERSON)).toEqual({ replies: 1, judgements: 0, ownerships: 2 });
      const left = JSON.stringify(await readTables());
      expect(left).not.toContain(ID);
      // Other bots must hide the article: its name stays in the log for a week.
      expect(left.replace('article-zeppelin', '')).not.toContain('zeppelin');
      expect(left).toContain('lantern');
    });

    it('who is forgotten stands in no byte of the store afterwards, and other bots hide the own articles', async () => {
      const { connection, openAnother, people, subscriptions, closeAndReadBytes } = await openPeople();
      const another = createArticleQueries((await openAnother()) ?? connection);
      await fillSpace(connection, OWN_SPACE, 'zeppelin');
      await subscriptions.add({ ...subscription, id: 's1', creator: ID });
      const { seq } = await another.changesSince(0, 10);
      await people.forget(PERSON);
      expect((await another.changesSince(seq, 10)).changes).toMatchObject([{ change: 'hidden', space: OWN_SPACE }]);
      const bytes = await closeAndReadBytes();
      expect(bytes).toContain('discord');
      expect(bytes).not.toContain(ID);
      expect(bytes).not.toContain('The zeppelin');
    });

    it('is forgotten altogether or not at all', async () => {
      const { connection, replies, feeds, feedback } = await openPeople();
      await replies.keep(createKept('mine', { asker: PERSON }));
      await replies.keep(createKept('theirs'));
      await feedback.judge({ reply: 'theirs', space: GUILD, asker: PERSON, isHelpful: true });
      await feeds.add({ id: 'f1', space: GUILD, url: 'https://lamp.example/', creator: ID });
      await createArticleQueries(connection).add(createArticle('harbour'), [OWN_SPACE]);
      const cut = createPeopleQueries({
        ...connection,
        transaction: (work) =>
          connection.transaction(async (db) => {
            await work(db);
            throw new Error('cut');
          }),
      });
      await expect(cut.forget(PERSON)).rejects.toThrow('cut');
      expect(await createPeopleQueries(connection).forget(PERSON)).toEqual({
        replies: 1,
        judgements: 1,
        ownerships: 1,
      });
    });
  });
};
