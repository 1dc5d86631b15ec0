import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Article } from '../../src/core/article/article.js';
import { toRevision } from '../../src/core/article/identity.js';
import { createRun } from '../../src/core/commands/run.js';
import { createMiniSearchIndex } from '../../src/core/index/minisearch-index.js';
import { Libraries } from '../../src/core/libraries.js';
import type { Reply } from '../../src/core/reply.js';
import { RecordingLog } from '../fakes/recording-log.js';
import { createRequest } from './commands/request-fixture.js';

// A small world, so that words, names, publishers, days and ids of different spaces meet all the time.
const SPACES = ['discord:guild:1', 'discord:user:7', 'slack:T1'] as const;
const PEOPLE = ['Oona Lind', 'Una Lind', 'Teodor Vash', 'Mirel Anso'] as const;
const PLACES = ['Ostrel', 'Lunholm', 'Port Varn'] as const;
const PUBLISHERS = ['Quay Courier', 'Lunholm Post', 'Harbour Wire'] as const;
const VERBS = ['opened', 'closed', 'visited', 'repaired', 'inspected'] as const;
const THINGS = ['the bridge', 'the ferry', 'the harbour', 'a lighthouse', 'the granary'] as const;
const DAYS = ['2031-05-01', '2031-05-02', '2031-06-14', '2032-01-03'] as const;

interface Placed {
  readonly article: Article;
  /** `*` is the corpus. */
  readonly space: string;
}

const pick = <T>(values: readonly T[]) => fc.constantFrom(...values);

const sentence = fc
  .tuple(pick(PEOPLE), pick(VERBS), pick(THINGS), pick(PLACES), fc.integer({ min: 2, max: 400 }))
  .map(([who, verb, thing, place, count]) => `${who} ${verb} ${thing} in ${place} before ${count} people.`);

const placed: fc.Arbitrary<Placed> = fc
  .record({
    number: fc.integer({ min: 0, max: 30 }),
    space: pick(['*', ...SPACES]),
    sentences: fc.array(sentence, { minLength: 1, maxLength: 4 }),
    person: pick(PEOPLE),
    alias: fc.option(pick(PEOPLE)),
    place: pick(PLACES),
    publisher: fc.option(pick(PUBLISHERS)),
    published: fc.option(pick(DAYS)),
    word: fc.stringMatching(/^[a-z]{6,8}$/),
  })
  .map(({ number, space, sentences, person, alias, place, publisher, published, word }) => {
    const body = [...sentences, `They spoke of ${word}.`].join(' ');
    const article: Article = {
      id: `note-${number}`,
      revision: toRevision(body),
      title: sentences[0]?.slice(0, -1) ?? word,
      body,
      ...(publisher !== null && { publisher }),
      ...(published !== null && { published }),
      people: [{ name: person, aliases: alias === null || alias === person ? [] : [alias] }],
      places: [{ name: place, aliases: [] }],
      organizations: [],
      topics: ['harbours'],
      sources: [],
    };
    return { article, space };
  });

// An id is the corpus's, or means whatever each space was shown under it.
const world = fc.array(placed, { minLength: 2, maxLength: 14 }).map((all) => {
  const corpus = new Set<string>();
  const shown = new Set<string>();
  return all
    .toSorted((a, b) => Number(b.space === '*') - Number(a.space === '*'))
    .filter(({ article: { id }, space }) => {
      if (corpus.has(id) || shown.has(`${space} ${id}`)) return false;
      if (space === '*') corpus.add(id);
      shown.add(`${space} ${id}`);
      return true;
    });
});

const mistyped = (text: string) => text.replace(/(\p{L}{3})(\p{L})(\p{L})/u, '$1$3$2');

/** Things to ask that draw on all articles, those of other spaces among them. */
function requestsFrom(all: readonly Placed[], space: string) {
  const texts = all.flatMap(({ article: { title, body, people } }) => [
    title,
    `Who ${title.split(' ').slice(2).join(' ')}?`,
    `What did ${people[0]?.name} do?`,
    mistyped(body),
    `When did they speak of ${body.split(' ').at(-1)?.slice(0, -1)}?`,
  ]);
  return [
    ...texts.map((question) => createRequest('ask', { question, explain: true, limit: 5 }, { space })),
    ...texts.slice(0, 5).map((query) => createRequest('search', { query }, { space })),
    ...DAYS.map((on) => createRequest('ask', { question: 'Who opened the bridge?', on }, { space })),
    ...PUBLISHERS.map((publisher) => createRequest('ask', { question: 'the ferry', publisher }, { space })),
    ...all.map(({ article: { id } }) => createRequest('article', { id }, { space })),
    createRequest('article', { id: 'note' }, { space }),
    createRequest('status', {}, { space }),
  ];
}

function createSystem(all: readonly Placed[]) {
  const libraries = new Libraries(createMiniSearchIndex, { names: [], demonyms: {} });
  for (const { article, space } of all) {
    if (space === '*') libraries.shared.add(article);
    else libraries.show(article, space);
  }
  const run = createRun({
    libraryOf: (space) => libraries.of(space),
    version: '1',
    log: new RecordingLog(),
    platforms: () => [],
    problems: () => [],
  });
  return { libraries, run };
}

const repliesOf = async (system: ReturnType<typeof createSystem>, all: readonly Placed[], space: string) => {
  const replies: Reply[] = [];
  for (const request of requestsFrom(all, space)) replies.push(await system.run(request));
  return replies;
};

const RUNS = { numRuns: 15 };

it('a space is told what it would be told if no other space had any article', async () => {
  await fc.assert(
    fc.asyncProperty(world, pick(SPACES), async (all, space) => {
      const everybody = createSystem(all);
      const alone = createSystem(all.filter((each) => each.space === '*' || each.space === space));
      expect(await repliesOf(everybody, all, space)).toEqual(await repliesOf(alone, all, space));
    }),
    RUNS,
  );
});

it('a space whose articles are all hidden again is told what all are told', async () => {
  await fc.assert(
    fc.asyncProperty(world, pick(SPACES), async (all, space) => {
      const system = createSystem(all);
      // Asked before, so that whatever is read or remembered at a question is there.
      await repliesOf(system, all, space);
      for (const { article, space: owner } of all) if (owner === space) system.libraries.hide(article.id, space);
      const corpus = createSystem(all.filter((each) => each.space === '*'));
      expect(await repliesOf(system, all, space)).toEqual(await repliesOf(corpus, all, space));
    }),
    RUNS,
  );
});

it('what some articles of a space leave behind when they are hidden is nothing', async () => {
  await fc.assert(
    fc.asyncProperty(world, pick(SPACES), fc.func(fc.boolean()), async (all, space, isHidden) => {
      const system = createSystem(all);
      const hidden = all.filter((each) => each.space === space && isHidden(each.article.id));
      for (const { article } of hidden) system.libraries.hide(article.id, space);
      const without = createSystem(all.filter((each) => !hidden.includes(each)));
      expect(await repliesOf(system, all, space)).toEqual(await repliesOf(without, all, space));
    }),
    RUNS,
  );
});
