import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/core/article/article.js';
import { composeDigest, type DigestFrame, type DigestMaterial } from '../../../src/core/digest/compose.js';
import type { DigestReply } from '../../../src/core/digest-reply.js';
import { quotationsOf } from '../../../src/core/quotations.js';
import { createArticle, createLibrary } from '../corpus-fixture.js';

const FRAME: DigestFrame = {
  day: '2031-05-09',
  zone: 'UTC',
  from: '2031-05-08T08:00:00.000Z',
  to: '2031-05-09T08:00:00.000Z',
  filters: {},
};

const FLOOD = createArticle({
  id: 'flood',
  title: 'Flood at Tolm closes the lower town',
  published: '2031-05-08',
  publisher: 'Harbour Post',
  topics: ['floods'],
  places: ['Tolm'],
  body: 'The river Sarn flooded the lower town of Tolm on Thursday and 300 people left their homes. The mayor closed two bridges.',
});
const FLOOD_LATER = createArticle({
  id: 'flood-later',
  title: 'Flood at Tolm: lower town of Tolm still closed',
  published: '2031-05-09',
  publisher: 'Vessmark Courier',
  topics: ['floods'],
  places: ['Tolm'],
  body: 'The lower town of Tolm stayed closed on Friday after the river Sarn flooded it, and 450 people had left their homes.',
});
const FAIR = createArticle({
  id: 'fair',
  title: 'Book fair opens in Ostrel',
  published: '2031-05-09',
  publisher: 'Vessmark Courier',
  body: 'The spring book fair opened in Ostrel on Friday with forty publishers from nine countries.',
});

function compose(
  articles: readonly Article[],
  material: Partial<DigestMaterial> = {},
  frame: Partial<DigestFrame> = {},
): DigestReply {
  return composeDigest(
    {
      library: createLibrary(articles),
      fresh: articles.map(({ id }) => id),
      wasTold: () => false,
      changed: [],
      isMuted: () => false,
      ...material,
    },
    { ...FRAME, ...frame },
  );
}

describe('a digest', () => {
  it('tells each story once, the one with most independent sources first, with what stands in its articles', () => {
    const articles = [FAIR, FLOOD, FLOOD_LATER];
    const digest = compose(articles);
    expect(
      digest.stories.map(({ title, mark, articles: all, independent }) => [title, mark, all, independent]),
    ).toEqual([
      [expect.stringContaining('Flood at Tolm'), 'new', 2, 2],
      ['Book fair opens in Ostrel', 'new', 1, 1],
    ]);
    expect(digest.stories[0]?.members.map(({ article }) => article)).toEqual(['flood', 'flood-later']);
    for (const { text, article, revision, start, end, citation } of quotationsOf(digest)) {
      const source = articles.find(({ id }) => id === article);
      expect(source?.body.slice(start, end)).toBe(text);
      expect(digest.citations.find(({ n }) => n === citation)).toMatchObject({ article, revision });
    }
  });

  it('is the same whatever the order in which the articles came', () => {
    expect(compose([FAIR, FLOOD, FLOOD_LATER])).toEqual(compose([FLOOD_LATER, FAIR, FLOOD]));
  });

  it('calls a story an update whose earlier article was told of, and quotes what is new under its own title', () => {
    const digest = compose([FLOOD, FLOOD_LATER], { fresh: ['flood-later'], wasTold: (id) => id === 'flood' });
    expect(digest.stories).toMatchObject([
      { title: FLOOD_LATER.title, mark: 'update', articles: 2, sentences: [{ article: 'flood-later' }] },
    ]);
  });

  it('shows what a corrected article said and says now, each text a source of its own', () => {
    const corrected = createArticle({
      ...FLOOD,
      people: [],
      places: [],
      organizations: [],
      body: FLOOD.body.replace('300 people', '30 people'),
    });
    const digest = compose([corrected], { fresh: [], wasTold: () => true, changed: [FLOOD] });
    const [story] = digest.stories;
    expect(story).toMatchObject({
      mark: 'correction',
      sentences: [],
      changes: [
        {
          from: { text: expect.stringContaining('300 people'), revision: FLOOD.revision },
          to: { text: expect.stringContaining('30 people'), revision: corrected.revision },
        },
      ],
      members: [{ article: 'flood', revision: corrected.revision }],
    });
    expect(digest.citations.map(({ revision }) => revision)).toEqual([FLOOD.revision, corrected.revision]);
  });

  it('shows what a corrected article no longer says', () => {
    const shortened = createArticle({
      ...FLOOD,
      people: [],
      places: [],
      organizations: [],
      body: FLOOD.body.replace(' The mayor closed two bridges.', ''),
    });
    const digest = compose([shortened], { fresh: [], wasTold: () => true, changed: [FLOOD] });
    expect(digest.stories).toMatchObject([
      { mark: 'correction', removed: [{ text: 'The mayor closed two bridges.' }] },
    ]);
  });

  it('quotes what was added to an article that was told of, as an update', () => {
    const longer = createArticle({
      ...FLOOD,
      people: [],
      places: [],
      organizations: [],
      body: `${FLOOD.body} Soldiers brought drinking water.`,
    });
    const digest = compose([longer], { fresh: [], wasTold: () => true, changed: [FLOOD] });
    expect(digest.stories).toMatchObject([
      { mark: 'update', sentences: [{ text: 'Soldiers brought drinking water.' }] },
    ]);
  });

  it('says nothing of an article in which only white space changed', () => {
    const respaced = createArticle({
      ...FLOOD,
      people: [],
      places: [],
      organizations: [],
      body: FLOOD.body.replace('homes. The', 'homes.\n\nThe'),
    });
    expect(compose([respaced], { fresh: [], wasTold: () => true, changed: [FLOOD] }).stories).toEqual([]);
  });

  it('leaves out a muted story, whatever else comes to it', () => {
    const digest = compose([FAIR, FLOOD, FLOOD_LATER], { isMuted: (id) => id === 'flood' });
    expect(digest.stories.map(({ title }) => title)).toEqual(['Book fair opens in Ostrel']);
  });

  it.each([
    ['a topic that an article lists', { topic: 'floods' }],
    ['a topic whose every word stands in the text', { topic: 'river flooded' }],
    ['a place', { place: 'Tolm' }],
  ])('keeps to %s', (_, filters) => {
    expect(compose([FAIR, FLOOD], {}, { filters })).toMatchObject({
      filters,
      stories: [{ members: [{ article: 'flood' }] }],
    });
  });

  it.each([{ topic: 'river fair' }, { topic: '::' }, { topic: '-flood' }, { publisher: 'Nobody' }])(
    'is empty for %j, which no article has',
    (filters) => {
      expect(compose([FAIR], {}, { filters }).stories).toEqual([]);
    },
  );

  it('tells copies of one text as one story, which counts once and is quoted once', () => {
    const copy = createArticle({
      ...FLOOD,
      people: [],
      places: [],
      organizations: [],
      id: 'copy',
      publisher: 'Sarn Valley News',
    });
    const [story, ...others] = compose([FLOOD, copy]).stories;
    expect(others).toEqual([]);
    expect(story).toMatchObject({ articles: 2, independent: 1 });
    expect(story?.sentences).toHaveLength(1);
  });

  it('passes over articles that are hidden by now, and is empty without any', () => {
    expect(compose([], { fresh: ['gone'], changed: [FLOOD] })).toMatchObject({ stories: [], citations: [] });
  });

  it('counts the stories beyond the hundred that it tells', () => {
    const articles = Array.from({ length: 103 }, (_, at) =>
      createArticle({
        id: `note-${at}`,
        title: `Notice number ${at} of harbour ${at}`,
        body: `Harbour ${at} has notice ${at} on berth ${at * 7} for vessel ${at * 13} today.`,
      }),
    );
    const digest = compose(articles);
    expect(digest.stories).toHaveLength(100);
    expect(digest.omitted).toBe(3);
  });
});
