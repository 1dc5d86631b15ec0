import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AliasTable } from '../../src/core/article/alias-table.js';
import type { Article } from '../../src/core/article/article.js';
import { toRevision } from '../../src/core/article/identity.js';
import { createRun } from '../../src/core/commands/run.js';
import { createMiniSearchIndex } from '../../src/core/index/minisearch-index.js';
import { Libraries } from '../../src/core/libraries.js';
import { RecordingLog } from '../fakes/recording-log.js';
import { createRequest } from './commands/request-fixture.js';

// A small world, so that words, names, publishers, days and ids of different spaces meet all the time.
const SPACES = ['discord:guild:1', 'discord:user:7', 'slack:T1'] as const;
const CORPUS = 'corpus';
const ALL = '*';
const PEOPLE = ['Oona Lind', 'Una Lind', 'Teodor Vash', 'Mirel Anso', 'Tarek Bossu', 'Mayor of Ostrel'] as const;
const PLACES = ['Ostrel', 'Lunholm', 'Port Varn'] as const;
const PUBLISHERS = ['Quay Courier', 'Lunholm Post', 'Harbour Wire'] as const;
const VERBS = ['opened', 'closed', 'visited', 'repaired', 'inspected'] as const;
const THINGS = ['the bridge', 'the ferry', 'the harbour', 'a lighthouse', 'the granary'] as const;
const DAYS = ['2031-05-01', '2031-05-02', '2031-06-14', '2032-01-03'] as const;
const ALIASES: AliasTable = {
  names: [['Tarek Bossu', 'Tareq Bosu']],
  demonyms: { Vessmark: ['Vessmarkian', 'Ostrel'] },
};

/** An article, and who is shown it: a space, all, or all as a part of the corpus. */
interface Placed {
  readonly article: Article;
  readonly space: string;
}

const pick = <T>(values: readonly T[]) => fc.constantFrom(...values);

const sentence = fc
  .tuple(pick(PEOPLE), pick(VERBS), pick(THINGS), pick(PLACES), fc.integer({ min: 2, max: 400 }))
  .map(([who, verb, thing, place, count]) => `${who} ${verb} ${thing} in ${place} before ${count} people.`);

const placed: fc.Arbitrary<Placed> = fc
  .record({
    number: fc.integer({ min: 0, max: 12 }),
    space: pick([CORPUS, CORPUS, ALL, ...SPACES]),
    sentences: fc.array(sentence, { minLength: 1, maxLength: 4 }),
    person: pick(PEOPLE),
    alias: fc.option(pick(PEOPLE)),
    place: pick(PLACES),
    publisher: fc.option(pick(PUBLISHERS)),
    published: fc.option(pick(DAYS)),
    // Near one another, so that one could be taken for a slip of another, and no words of a reply by themselves.
    word: fc.stringMatching(/^zqhar[ab]{2}[a-d]$/),
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

const keyOf = ({ article, space }: Placed) => `${space} ${article.id}`;

/** Whoever is shown something is shown one article under an id; several may be shown different ones under the same. */
const world = fc.uniqueArray(placed, { minLength: 2, maxLength: 14, selector: keyOf });

const mistyped = (text: string) => text.replace(/(\p{L}{3})(\p{L})(\p{L})/u, '$1$3$2');

/** Things to ask that draw on all articles, those of other spaces among them. */
function requestsFrom(all: readonly Placed[], space: string) {
  const texts = all.flatMap(({ article: { title, body, people } }) => {
    const word = body.split(' ').at(-1)?.slice(0, -1) ?? '';
    return [
      title,
      `Who ${title.split(' ').slice(2).join(' ')}?`,
      `What did ${people[0]?.aliases[0] ?? people[0]?.name} do?`,
      mistyped(body),
      `When did they speak of ${mistyped(word)}?`,
      `They spoke of ${word.slice(0, -1)}x`,
    ];
  });
  const filters = [
    ...DAYS.map((on) => ({ on })),
    ...PUBLISHERS.map((publisher) => ({ publisher })),
    ...PLACES.map((place) => ({ place, since: DAYS[1] })),
    { person: PEOPLE[0], until: DAYS[2] },
  ];
  return [
    ...texts.map((question) => createRequest('ask', { question, explain: true, limit: 5 }, { space })),
    ...texts.slice(0, 5).map((query) => createRequest('search', { query }, { space })),
    ...filters.map((filter) => createRequest('ask', { question: 'Who opened the bridge?', ...filter }, { space })),
    ...[
      'What is the latest from the ferry?',
      'What happened on 1 May 2031?',
      '"the ferry in Ostrel"',
      'granary -Lind',
    ].map((question) => createRequest('ask', { question }, { space })),
    ...all.map(({ article: { id } }) => createRequest('article', { id }, { space })),
    createRequest('article', { id: 'note' }, { space }),
    createRequest('status', {}, { space }),
  ];
}

function createSystem(all: readonly Placed[]) {
  const libraries = new Libraries(createMiniSearchIndex, ALIASES);
  for (const { article, space } of all) if (space === CORPUS) libraries.shared.add(article);
  const run = createRun({
    libraryOf: (space) => libraries.of(space),
    version: '1',
    log: new RecordingLog(),
    platforms: () => [],
    problems: () => [],
  });
  const show = (shown: readonly Placed[]) => {
    for (const { article, space } of shown) if (space !== CORPUS) libraries.show(article, space);
  };
  const hide = (shown: readonly Placed[]) => {
    for (const { article, space } of shown) if (space !== CORPUS) libraries.hide(article.id, space);
  };
  show(all);
  return { libraries, run, show, hide };
}

type System = ReturnType<typeof createSystem>;

async function repliesOf({ run }: System, requests: ReturnType<typeof requestsFrom>): Promise<string[]> {
  const replies: string[] = [];
  for (const request of requests) replies.push(JSON.stringify(await run(request)));
  return replies;
}

/** What a space may know of. */
const visibleTo = (all: readonly Placed[], space: string) =>
  all.filter((each) => [CORPUS, ALL, space].includes(each.space));

const shuffled = (all: readonly Placed[]) => fc.shuffledSubarray([...all], { minLength: all.length });
const worldInTwoOrders = world.chain((all) => fc.tuple(fc.constant(all), shuffled(all)));

const RUNS = { numRuns: 20 };

describe('a space', () => {
  it('is told what it would be told if no other space had any article, whatever came first', async () => {
    await fc.assert(
      fc.asyncProperty(worldInTwoOrders, pick(SPACES), async ([all, inOtherOrder], space) => {
        const requests = requestsFrom(all, space);
        const alone = createSystem(visibleTo(all, space));
        expect(await repliesOf(createSystem(inOtherOrder), requests)).toEqual(await repliesOf(alone, requests));
      }),
      RUNS,
    );
  });

  it('is told nothing of the articles of others but what it said itself', async () => {
    await fc.assert(
      fc.asyncProperty(world, pick(SPACES), async (all, space) => {
        const system = createSystem(all);
        const requests = requestsFrom(all, space);
        const visible = JSON.stringify([visibleTo(all, space), ALIASES]);
        const secrets = all
          .flatMap(({ article: { id, title, publisher, body, people, places } }) => [
            ...[id, title, publisher ?? id, ...body.split(/(?<=\.) /u), body.split(' ').at(-1)?.slice(0, -1) ?? id],
            ...[...people, ...places].flatMap(({ name, aliases }) => [name, ...aliases]),
          ])
          .filter((secret) => !visible.includes(secret));
        const replies = await repliesOf(system, requests);
        const told = requests.flatMap((request, at) => {
          const asked = JSON.stringify(request.arguments);
          return secrets.filter((secret) => !asked.includes(secret) && replies[at]?.includes(secret));
        });
        expect(told).toEqual([]);
      }),
      RUNS,
    );
  });

  it('is told what all are told when all its own articles are hidden again', async () => {
    await fc.assert(
      fc.asyncProperty(world, pick(SPACES), async (all, space) => {
        const system = createSystem(all);
        const requests = requestsFrom(all, space);
        // Asked before, so that whatever is read or remembered at a question is there.
        await repliesOf(system, requests);
        system.hide(all.filter((each) => each.space === space));
        const shared = createSystem(all.filter((each) => each.space === CORPUS || each.space === ALL));
        expect(system.libraries.of(space)).toBe(system.libraries.shared);
        expect(await repliesOf(system, requests)).toEqual(await repliesOf(shared, requests));
      }),
      RUNS,
    );
  });

  it('is told nothing of what was shown before, to it or to all, and is hidden or replaced by now', async () => {
    await fc.assert(
      fc.asyncProperty(worldInTwoOrders, world, pick(SPACES), async ([all, inOtherOrder], earlier, space) => {
        const requests = requestsFrom([...all, ...earlier], space);
        const system = createSystem(all.filter((each) => each.space === CORPUS));
        system.show(earlier);
        await repliesOf(system, requests);
        const now = new Set(all.map(keyOf));
        system.show(inOtherOrder);
        system.hide(earlier.filter((each) => !now.has(keyOf(each))));
        const alone = createSystem(visibleTo(all, space));
        expect(await repliesOf(system, requests)).toEqual(await repliesOf(alone, requests));
      }),
      RUNS,
    );
  });
});
