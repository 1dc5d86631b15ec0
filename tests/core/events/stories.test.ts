import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/core/article/article.js';
import { dayNumber } from '../../../src/core/article/calendar.js';
import { createMiniSearchIndex } from '../../../src/core/index/minisearch-index.js';
import { Libraries } from '../../../src/core/libraries.js';
import type { Library } from '../../../src/core/library.js';
import { ALIASES, type ArticleText, createArticle, createLibrary } from '../corpus-fixture.js';

const flood = createArticle({
  id: 'flood',
  published: '2031-05-02',
  publisher: 'Harbour Post',
  title: 'River Ume floods the school at Tarn',
  body: 'The river Ume flooded the school at Tarn in the night to Friday after two days of rain. Nobody was hurt, said headmaster Ivo Marsh, and the fire brigade has begun to pump water from the cellar of the building.',
});
const lessons = createArticle({
  id: 'lessons',
  published: '2031-05-03',
  publisher: 'Quay Courier',
  title: 'Lessons of flooded Tarn school move to the town hall',
  body: 'Headmaster Ivo Marsh moved all lessons of the flooded school to Tarn town hall on Saturday, a day after the Ume rose. They will stay there until 20 June.',
});
const herring = createArticle({
  id: 'herring',
  published: '2031-05-02',
  publisher: 'Harbour Post',
  title: 'Fewer herring in the sound',
  body: 'The Sea Institute counted 31,000 herring in the sound in April, half as many as a year before. Fishers blamed warm water.',
});
const on = (article: Article, parts: Partial<Article>): Article => ({ ...article, ...parts });
const undated = ({ published: _, ...article }: Article, id: string): Article => ({ ...article, id });

describe('the story of an article', () => {
  it('has the articles of the days around that report the same event, and no others', () => {
    const library = createLibrary([herring, lessons, flood]);
    const story = {
      id: 'flood',
      title: flood.title,
      best: 'flood',
      newest: 'lessons',
      articles: ['flood', 'lessons'],
      from: '2031-05-02',
      to: '2031-05-03',
      independent: 2,
    };
    expect(library.storyOf('lessons')).toEqual(story);
    expect(library.storyOf('flood')).toEqual(story);
    expect(library.storyOf('herring')?.articles).toEqual(['herring']);
  });

  it('is unknown for an unknown id', () => {
    expect(createLibrary([flood]).storyOf('herring')).toBeUndefined();
  });

  it('is found among three articles as among many', () => {
    const others = Array.from({ length: 200 }, (_, at) =>
      on(herring, { id: `note-${at}`, title: `Note ${at} of the harbour`, body: `The harbour opened gate ${at}.` }),
    );
    const [few, many] = [createLibrary([flood, lessons]), createLibrary([flood, lessons, ...others])];
    expect(many.storyOf('flood')).toEqual(few.storyOf('flood'));
  });

  it('takes in what arrives after somebody has asked, and gives up what goes', () => {
    const library = createLibrary([herring, flood]);
    expect(library.storyOf('flood')?.articles).toEqual(['flood']);
    library.add(lessons);
    expect(library.storyOf('flood')?.articles).toEqual(['flood', 'lessons']);
    library.remove('flood');
    expect(library.storyOf('flood')).toBeUndefined();
    expect(library.storyOf('lessons')).toEqual(createLibrary([herring, lessons]).storyOf('lessons'));
    library.add(flood);
    expect(library.storyOf('lessons')?.articles).toEqual(['flood', 'lessons']);
  });
});

describe('copies', () => {
  const copy = on(flood, {
    id: 'copy',
    published: '2031-05-03',
    publisher: 'Kell Gazette',
    title: 'Water in the classrooms',
  });

  it('are in the story of their text and add no independent source', () => {
    const library = createLibrary([copy, flood, lessons]);
    expect(library.storyOf('copy')).toMatchObject({ articles: ['flood', 'copy', 'lessons'], independent: 2 });
  });

  it('are so however late they come, and are neither its best article nor its newest development', () => {
    const late = on(copy, { published: '2031-06-30' });
    expect(createLibrary([late, flood, lessons]).storyOf('lessons')).toMatchObject({
      articles: ['flood', 'lessons', 'copy'],
      best: 'flood',
      newest: 'lessons',
      to: '2031-06-30',
    });
  });

  it('lead to no other report when what stands for them is undated', () => {
    const agency = undated(on(flood, { publisher: 'Kell News Agency' }), 'agency');
    expect(createLibrary([lessons, copy, agency]).storyOf('copy')?.articles).toEqual(['copy', 'agency']);
  });
});

describe('an undated article', () => {
  it('is alone, even beside a report on the same event', () => {
    const { from, to, ...story } = createLibrary([flood, undated(lessons, 'undated')]).storyOf('undated') ?? {};
    expect(story).toMatchObject({ id: 'undated', articles: ['undated'], best: 'undated', newest: 'undated' });
    expect([from, to]).toEqual([undefined, undefined]);
  });

  it('is with its copies', () => {
    const story = createLibrary([flood, lessons, undated(on(flood, { publisher: 'Kell Gazette' }), 'undated')]);
    expect(story.storyOf('undated')?.articles).toEqual(['flood', 'lessons', 'undated']);
  });
});

describe('a running story', () => {
  const daily = Array.from({ length: 12 }, (_, at) =>
    on(lessons, {
      id: `day-${String(at).padStart(2, '0')}`,
      published: `2031-05-${String(at + 2).padStart(2, '0')}`,
      body: `The school at Tarn is still closed after the flood of the Ume, headmaster Ivo Marsh said on day ${at} of the repairs, and number ${at * 37} of the tiles was laid.`,
    }),
  );

  it('ends after four days, and another one begins', () => {
    const library = createLibrary(daily);
    const stories = [...new Set(daily.map(({ id }) => library.storyOf(id)))];
    expect(stories.length).toBeLessThan(daily.length);
    for (const story of stories) {
      expect(dayNumber(story?.to ?? '') - dayNumber(story?.from ?? '')).toBeLessThanOrEqual(4);
    }
  });
});

describe('hundreds of reports under nearly the same headline', () => {
  const reports = Array.from({ length: 240 }, (_, at) => {
    const words = Array.from({ length: 30 }, (__, word) => `w${at}x${word}`).join(' ');
    return on(flood, {
      id: `report-${at}`,
      published: `2031-05-0${2 + (at % 8)}`,
      publisher: `Paper ${at}`,
      body: `The river Ume flooded the school at Tarn. ${words}`,
    });
  });

  it('are told as one story for each four days', () => {
    const library = createLibrary(reports);
    const stories = [...new Set(reports.map(({ id }) => library.storyOf(id)))];
    expect(stories.map((story) => [story?.from, story?.to, story?.articles.length])).toEqual([
      ['2031-05-02', '2031-05-06', 150],
      ['2031-05-07', '2031-05-09', 90],
    ]);
  });
});

describe('articles in two languages', () => {
  const arabic = (people: readonly string[], id = 'arabic') =>
    createArticle({
      id,
      published: '2031-05-06',
      publisher: 'جريدة الميناء',
      language: 'ar',
      people,
      title: 'عمال الميناء يضربون',
      body: 'أعلن العمال الإضراب في الميناء يوم الثلاثاء وقال رئيسهم إن الأجور لم ترتفع.',
    });
  const strike = createArticle({
    id: 'strike',
    published: '2031-05-06',
    publisher: 'Northern Wire',
    people: ['Tarek Bossu', 'Oona Lind (أونا ليند)'],
    title: 'Dockers of Ostrel vote to strike',
    body: 'Dockers in Ostrel voted on Tuesday to strike from 9 May, union leader Tarek Bossu told mayor Oona Lind.',
  });

  it('are one story when they list the same people, by aliases of an article or of the alias file', () => {
    const library = createLibrary([strike, herring, arabic(['أونا ليند', 'Tareq Bosu'])]);
    expect(library.storyOf('arabic')?.articles).toEqual(['arabic', 'strike']);
  });

  it('are two when they list others, or nobody', () => {
    for (const people of [['محمد', 'أونا ليند', 'كريم', 'سامي'], []]) {
      const library = createLibrary([strike, arabic(people)]);
      expect(library.storyOf('strike')?.articles).toEqual(['strike']);
      expect(library.storyOf('arabic')?.articles).toEqual(['arabic']);
    }
  });
});

// A small world of few words, so that articles of different spaces are alike all the time.
const SPACES = ['discord:guild:1', 'slack:T1'] as const;
const CORPUS = 'corpus';
const ALL = '*';
const THINGS = ['the bridge at Ostrel', 'the ferry to Lunholm', 'the granary of Kell'] as const;
const VERBS = ['opened', 'burned', 'closed', 'flooded'] as const;
const WORDS = ['mayor', 'keeper', 'noon', 'rain', 'rope', 'crane', 'toll', 'lamp', 'storm', 'crowns'] as const;
const PEOPLE = ['Oona Lind (Una Lind)', 'Una Lind', 'Tarek Bossu', 'Tareq Bosu', 'Mirel Anso'] as const;

/** An article, and who is shown it: a space, all, or all as a part of the corpus. */
interface Placed {
  readonly article: Article;
  readonly space: string;
}

const placed: fc.Arbitrary<Placed> = fc
  .record({
    number: fc.integer({ min: 0, max: 14 }),
    space: fc.constantFrom(CORPUS, ALL, ...SPACES),
    thing: fc.constantFrom(...THINGS),
    verb: fc.constantFrom(...VERBS),
    words: fc.oneof(
      fc.array(fc.constantFrom(...WORDS), { minLength: 3, maxLength: 30 }),
      // Long enough for copies, and the second an edited form of the first.
      fc.constantFrom([...WORDS, ...WORDS.toReversed()], [...WORDS, ...WORDS.toReversed().slice(2)]),
    ),
    people: fc.uniqueArray(fc.constantFrom(...PEOPLE), { maxLength: 2 }),
    day: fc.option(fc.integer({ min: 1, max: 9 })),
    hour: fc.option(fc.integer({ min: 10, max: 19 })),
    publisher: fc.constantFrom('Harbour Post', 'Quay Courier', 'Kell News Agency'),
    language: fc.constantFrom('en', 'en', 'fr'),
  })
  .map(({ number, space, thing, verb, words, people, day, hour, publisher, language }) => {
    const text: ArticleText = {
      id: `note-${number}`,
      title: `${thing} ${verb}`,
      body: `${thing} ${verb} before the ${words.join(' and the ')}.`,
      people,
      publisher,
      language,
      ...(day !== null && { published: `2031-05-0${day}` }),
      ...(day !== null && hour !== null && { publishedAt: `2031-05-0${day}T${hour}:00:00.000Z` }),
    };
    return { article: createArticle(text), space };
  });

const RUNS = { numRuns: 40 };

const keyOf = ({ article, space }: Placed) => `${space} ${article.id}`;
const world = fc.uniqueArray(placed, { minLength: 2, maxLength: 16, selector: keyOf });
const inTwoOrders = world.chain((all) =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
);

const show = (libraries: Libraries, shown: readonly Placed[]) => {
  for (const { article, space } of shown) if (space !== CORPUS) libraries.show(article, space);
};
const createLibraries = (all: readonly Placed[]) => {
  const libraries = new Libraries(createMiniSearchIndex, ALIASES);
  for (const { article, space } of all) if (space === CORPUS) libraries.shared.add(article);
  return libraries;
};
const storiesOf = (library: Library) =>
  [...library.all()]
    .map(({ article }) => article.id)
    .sort()
    .map((id) => [id, library.storyOf(id)]);

describe('what is said of stories', () => {
  it('tells every article in the one story that all its articles tell', () => {
    fc.assert(
      fc.property(world, (all) => {
        const library = createLibrary([...new Map(all.map(({ article }) => [article.id, article])).values()]);
        for (const { article } of all) {
          const story = library.storyOf(article.id);
          expect(story?.articles).toContain(article.id);
          expect(story?.articles).toEqual(expect.arrayContaining([story?.best, story?.newest, story?.id]));
          for (const other of story?.articles ?? []) expect(library.storyOf(other)).toEqual(story);
          for (const copy of library.copiesOf(article.id)) expect(story?.articles).toContain(copy);
        }
      }),
      RUNS,
    );
  });

  it('depends on the articles that a space sees, whatever others have, came first, was asked before or went', () => {
    fc.assert(
      fc.property(inTwoOrders, world, fc.constantFrom(...SPACES), ([all, inOtherOrder], earlier, space) => {
        const visible = all.filter((each) => [CORPUS, ALL, space].includes(each.space));
        const alone = createLibraries(visible);
        show(alone, visible);
        const libraries = createLibraries(inOtherOrder);
        show(libraries, earlier);
        for (const each of [...SPACES, ALL]) storiesOf(libraries.of(each));
        show(libraries, inOtherOrder);
        for (const each of SPACES) storiesOf(libraries.of(each));
        const now = new Set(all.map(keyOf));
        for (const each of earlier) if (!now.has(keyOf(each))) libraries.hide(each.article.id, each.space);
        const told = storiesOf(libraries.of(space));
        expect(told).toEqual(storiesOf(alone.of(space)));
        const seen = [...alone.of(space).all()].map(({ article }) => article);
        expect(told).toEqual(storiesOf(createLibrary(seen)));
      }),
      RUNS,
    );
  });
});
