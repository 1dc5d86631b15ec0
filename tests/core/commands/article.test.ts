import { describe, expect, it } from 'vitest';
import { createMiniSearchIndex } from '../../../src/core/index/minisearch-index.js';
import { Libraries } from '../../../src/core/libraries.js';
import type { ArticleReply } from '../../../src/core/reply.js';
import { type ArticleText, createArticle } from '../corpus-fixture.js';
import { createRequest, createTestRun } from './request-fixture.js';

const BODY =
  'The council of Kell voted on Monday to rebuild the lighthouse stairs after two keepers fell within one winter. The work will cost 90,000 crowns and take until the herring come back in the autumn.';
const create = (id: string, parts: Partial<ArticleText> = {}) =>
  createArticle({ id, title: id, body: BODY, publisher: `${id} Post`, published: '2031-05-02', ...parts });

describe('the article command', () => {
  const libraries = new Libraries(createMiniSearchIndex, { names: [], demonyms: {} });
  libraries.shared.add(create('agency', { publisher: 'Kell News Agency', published: '2031-05-03' }));
  libraries.shared.add(create('paper'));
  libraries.shared.add(create('said', { copyOf: 'paper' }));
  libraries.shared.add(create('lost', { body: 'Nothing like it was ever written before.', copyOf: 'gone' }));
  libraries.show(create('own'), 'slack:T1');
  const { run } = createTestRun({ libraryOf: (space) => libraries.of(space) });

  const show = async (id: string, space = 'local'): Promise<ArticleReply> => {
    const reply = await run(createRequest('article', { id }, { space }));
    if (reply.kind !== 'article') throw new Error(`${id} is not shown.`);
    return reply;
  };

  it('lists the copies of an article, and says that it is none itself', async () => {
    const { copies, article } = await show('agency');
    expect(copies).toEqual(['paper', 'said']);
    expect(article).not.toHaveProperty('copyOf');
  });

  it('says of what an article is a copy, be it by its text or by its own word', async () => {
    expect(await show('paper')).toMatchObject({ article: { copyOf: 'agency' }, copies: ['agency', 'said'] });
    expect(await show('said')).toMatchObject({ article: { copyOf: 'paper' }, copies: ['agency', 'paper'] });
  });

  it('names no original that is not at hand', async () => {
    expect((await show('lost')).article).not.toHaveProperty('copyOf');
  });

  it('shows a space the copies among its own and the shared articles, and others nothing of them', async () => {
    expect((await show('own', 'slack:T1')).copies).toEqual(['agency', 'paper', 'said']);
    expect((await show('agency', 'slack:T1')).copies).toEqual(['own', 'paper', 'said']);
    expect((await show('agency', 'slack:T2')).copies).toEqual(['paper', 'said']);
  });
});

describe('the revisions of an article', () => {
  const article = create('bridge', { body: 'The bridge is open. It has two lanes.' });
  const earlier = create('bridge', { body: 'The bridge is shut. It has two lanes.' });
  const libraries = new Libraries(createMiniSearchIndex, { names: [], demonyms: {} });
  libraries.shared.add(article);
  const seen = { revision: earlier.revision, firstSeen: '2031-05-01T08:00:00.000Z' };
  const show = (texts: readonly (typeof article)[]) =>
    createTestRun({
      libraryOf: (space) => libraries.of(space),
      history: {
        revisionsOf: async () => [seen],
        textOf: async (_, revision) => texts.find((text) => text.revision === revision),
      },
    }).run(createRequest('article', { id: 'bridge' }));

  it('are listed with the instant when each was first seen, the one at hand last', async () => {
    expect(await show([])).toMatchObject({ revisions: [seen, { revision: article.revision }] });
  });

  it('are compared sentence by sentence', async () => {
    expect(await show([earlier])).toMatchObject({
      changes: [
        {
          from: earlier.revision,
          to: article.revision,
          removed: ['The bridge is shut.'],
          added: ['The bridge is open.'],
        },
      ],
    });
  });

  it('are not compared where the earlier text is not kept', async () => {
    expect(await show([])).not.toHaveProperty('changes');
  });
});
