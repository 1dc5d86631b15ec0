import { describe, expect, it } from 'vitest';
import type { AnswerReply, NoMatchReason } from '../../../src/core/reply.js';
import { articlesOf, ask, askForAnswer, createArticle, createLibrary, PORT_ARTICLES } from '../corpus-fixture.js';

const QUESTIONS = [
  'Who cut the ribbon at the new bridge?',
  'How many members voted for the strike?',
  'When did the lighthouse of Kell burn again?',
  'Why did Oona Lind resign?',
  'What did Tareq Bosu promise?',
  'Where will lessons be held?',
  'How many herring did the Sea Institute count?',
  'Compare the two herring counts of the institute',
  'Trace the strike from its first to its last day',
  'Did the dockers end their strike, and who proposed the wage increase?',
  'strike',
  'rope museum',
  'Kell',
  'What happened on 9 May?',
  'What did Oona Lind say about the chess olympiad in Zandria?',
] as const;

/** A quotation without its place, to see whether two are the same. */
const placesIn = (reply: AnswerReply): string[] =>
  reply.sentences.map(({ article, start, end }) => `${article} ${start}-${end}`);

describe.each(QUESTIONS)('the answer to %j', (question) => {
  const library = createLibrary();
  const reply = askForAnswer(question, library, { limit: 5, explain: true });

  it('has further sentences behind those of a short answer, and the same judgement', () => {
    const short = askForAnswer(question, library, { limit: 3, explain: true });
    const long = askForAnswer(question, library, { limit: 3, more: 17, explain: true });
    expect(placesIn(long).slice(0, short.sentences.length)).toEqual(placesIn(short));
    const { certainty, confidence, reason } = short;
    expect(long).toMatchObject({ certainty, confidence, ...(reason && { reason }) });
    expect(new Set(placesIn(long)).size).toBe(long.sentences.length);
    expect(long.explain?.slice(0, short.explain?.length)).toEqual(short.explain);
  });

  it('quotes whole sentences, letter by letter', () => {
    expect(reply.sentences.length).toBeGreaterThan(0);
    for (const quoted of reply.sentences) {
      const analysed = library.get(quoted.article);
      expect(quoted.text).toBe(analysed?.article.body.slice(quoted.start, quoted.end));
      expect(quoted.revision).toBe(analysed?.article.revision);
      expect(analysed?.sentences.find(({ number }) => number === quoted.sentence)).toMatchObject({
        paragraph: quoted.paragraph,
        start: quoted.start,
        end: quoted.end,
      });
    }
  });

  it('cites every sentence it quotes, numbered from 1 in the order of first use', () => {
    expect([...new Set(reply.sentences.map(({ citation }) => citation))]).toEqual(reply.citations.map(({ n }) => n));
    expect(reply.citations.map(({ n }) => n)).toEqual(reply.citations.map((_, index) => index + 1));
    for (const quoted of reply.sentences) {
      expect(reply.citations.find(({ n }) => n === quoted.citation)).toMatchObject({
        article: quoted.article,
        revision: quoted.revision,
      });
    }
  });

  it('cites title, day, publisher and sources as the article has them', () => {
    for (const citation of reply.citations) {
      const article = library.get(citation.article)?.article;
      expect(citation.title).toBe(article?.title);
      expect(citation.published).toBe(article?.published);
      expect(citation.publisher).toBe(article?.publisher);
      expect(citation.url).toBe(article?.url);
      expect(citation.sources ?? []).toEqual(article?.sources);
    }
  });

  it('quotes nothing twice', () => {
    expect(new Set(placesIn(reply)).size).toBe(reply.sentences.length);
    expect(new Set(reply.sentences.map(({ text }) => text)).size).toBe(reply.sentences.length);
  });

  it('names further articles that it does not quote, each once', () => {
    const quoted = new Set(reply.sentences.map(({ article }) => article));
    const also = reply.also.map(({ article }) => article);
    expect(also.filter((id) => quoted.has(id))).toEqual([]);
    expect(new Set(also).size).toBe(also.length);
    expect(also.length).toBeLessThanOrEqual(10);
    for (const mention of reply.also) expect(mention).toEqual(library.mention(mention.article));
  });

  it('explains every sentence it found, with what made it stand where it stands', () => {
    const found = reply.sentences.filter(({ role }) => role === 'answer');
    expect(reply.explain?.map(({ article, sentence }) => `${article} ${sentence}`).sort()).toEqual(
      found.map(({ article, sentence }) => `${article} ${sentence}`).sort(),
    );
    for (const { features } of reply.explain ?? []) {
      expect(features.length).toBeGreaterThan(0);
      for (const { name, value, weight } of features) {
        expect(name).toMatch(/\S/);
        expect(Number.isFinite(value * weight)).toBe(true);
      }
    }
  });

  it('has a confidence between 0 and 1, and a reason only where it is not sure', () => {
    expect(reply.confidence).toBeGreaterThanOrEqual(0);
    expect(reply.confidence).toBeLessThanOrEqual(1);
    if (reply.certainty === 'stated') expect(reply).not.toHaveProperty('reason');
    else expect(reply.reason).toMatch(/\S/);
  });

  it('is the same when asked again, and in another order of arrival', () => {
    expect(ask(question, library, { limit: 5, explain: true })).toEqual(reply);
    const reversed = ask(question, createLibrary([...PORT_ARTICLES].reverse()), { limit: 5 });
    const { explain: _, ...plain } = reply;
    if (reversed.kind !== 'answer') throw new Error(reversed.message);
    expect(placesIn(reversed)).toEqual(placesIn(plain));
  });
});

const PLAIN_QUESTIONS: readonly (readonly [question: string, article: string, part: string])[] = [
  ['Who cut the ribbon at the new bridge?', 'bridge-opens', 'Mayor Oona Lind'],
  ['How much did the bridge cost?', 'bridge-opens', '14 million crowns'],
  ['How many members voted for the strike?', 'dockers-vote', '410 of 455'],
  ['When did the lighthouse of Kell burn again?', 'lamp-lit', '19 May'],
  ['Who lit the lamp with a match?', 'lamp-lit', 'Ivo Marsh'],
  ['Which reason did Una Lind give for her resignation?', 'lind-resigns', 'her health'],
  ['Where will lessons be held after the flood?', 'school-flooded', 'the town hall'],
  ['How many ships waited outside the harbour?', 'strike-begins', 'Nineteen ships'],
  ['What does a single ticket cost?', 'ferry-fares-rise', '27 crowns'],
  ['Who blamed warm water?', 'fish-count', 'fishers'],
  ['When is the rope museum closed?', 'museum-guide', 'Mondays'],
];

describe('what is found', () => {
  it.each(PLAIN_QUESTIONS)('%s is answered from %s', (question, article, part) => {
    const own = askForAnswer(question).sentences.filter((quoted) => quoted.article === article);
    expect(own.map(({ text }) => text).join(' ')).toContain(part);
  });

  it('is stated for nearly all plain questions', () => {
    const stated = PLAIN_QUESTIONS.filter(([question]) => askForAnswer(question).certainty === 'stated');
    expect(stated.length).toBeGreaterThanOrEqual(PLAIN_QUESTIONS.length - 2);
  });

  it.each([
    ['What did Oona Lind say about the chess olympiad in Zandria?', 'Zandria'],
    ['What is the name of the dog of Tarek Bossu?', 'dog'],
  ])('for %s are related passages, with what is missing', (question, missing) => {
    const reply = askForAnswer(question);
    expect(reply).toMatchObject({ certainty: 'related', reason: expect.stringContaining(missing) });
  });

  it('shows no more sentences than asked for', () => {
    for (const limit of [1, 2, 5, 20]) {
      const { sentences } = askForAnswer('strike', undefined, { limit });
      expect(sentences.filter(({ role }) => role === 'answer').length).toBeLessThanOrEqual(limit);
    }
    expect(askForAnswer('strike', undefined, { limit: 20 }).sentences.length).toBeGreaterThan(3);
  });

  it('explains only when asked', () => {
    expect(askForAnswer('strike')).not.toHaveProperty('explain');
  });

  it('adds up what spoke for a sentence to the order in which it stands', () => {
    const reply = askForAnswer('the strike of the dockers', undefined, { limit: 4, explain: true });
    const totals = (reply.explain ?? []).map(({ features }) =>
      features.reduce((sum, { value, weight }) => sum + value * weight, 0),
    );
    expect(totals.length).toBeGreaterThan(1);
    for (const [index, total] of totals.entries()) {
      expect(total).toBeLessThanOrEqual((totals[index - 1] ?? Number.POSITIVE_INFINITY) + 1e-9);
    }
  });

  it('quotes a sentence that two articles share only once', () => {
    const { sentences } = askForAnswer('How many herring did the Sea Institute count in the sound in May?', undefined, {
      limit: 5,
    });
    expect(sentences.filter(({ text }) => text.startsWith('The Sea Institute counted'))).toHaveLength(1);
  });

  it('answers from an article between its arrival and its end', () => {
    const library = createLibrary();
    const question = 'Which zeppelin landed on the Ume meadow?';
    expect(articlesOf(ask(question, library))).not.toContain('zeppelin');
    library.add(
      createArticle({
        id: 'zeppelin',
        title: 'A zeppelin on the meadow',
        published: '2031-06-20',
        body: 'The zeppelin Albatross landed on the Ume meadow at dawn.',
      }),
    );
    const reply = askForAnswer(question, library);
    expect(reply.certainty).toBe('stated');
    expect(reply.sentences[0]?.article).toBe('zeppelin');
    library.remove('zeppelin');
    expect(articlesOf(ask(question, library))).not.toContain('zeppelin');
    expect(ask(question, library)).toEqual(ask(question, createLibrary()));
  });
});

describe('filters', () => {
  it.each<[text: string, articles: string[]]>([
    ['strike', ['dockers-vote', 'strike-begins', 'strike-ends']],
    ['strike since:2031-05-09', ['strike-begins', 'strike-ends']],
    ['strike until:2031-05-09', ['dockers-vote', 'strike-begins']],
    ['strike since:2031-05-07 until:2031-05-14', ['strike-begins']],
    ['strike on:2031-05-15', ['strike-ends']],
    ['strike on:2031', ['dockers-vote', 'strike-begins', 'strike-ends']],
    ['strike publisher:"Harbour Post"', ['strike-begins']],
    ['strike publisher:"harbour post"', ['strike-begins']],
    ['strike publisher:wire', ['dockers-vote', 'strike-ends']],
    ['herring publisher:"Sea Institute"', ['fish-count']],
    ['mayor topic:strike', ['strike-ends']],
    ['mayor topic:"city hall"', ['lind-resigns']],
    ['burned place:kell', ['lamp-lit']],
    ['صالحة place:Kell', ['wells-of-kell']],
    ['صالحة place:كيل', ['wells-of-kell']],
    ['mayor person:"Una Lind"', ['bridge-opens', 'lind-resigns', 'strike-ends']],
    ['strike person:bossu', ['dockers-vote', 'strike-ends']],
    ['"warm water"', ['fish-count']],
    ['"WARM water"', ['fish-count']],
    ['"a step backwards"', ['dockers-vote']],
    ['strike -cranes', ['dockers-vote', 'strike-ends']],
    ['strike -wages -cranes', []],
    ['herring -warm', ['fish-count-again']],
  ])('%s comes from %j', (text, articles) => {
    expect(articlesOf(ask(text, undefined, { limit: 20 })).sort()).toEqual(articles);
  });

  it('come from beside the text too', () => {
    const filters = { publisher: 'Harbour Post' };
    expect(articlesOf(ask('strike', undefined, { filters }))).toEqual(['strike-begins']);
    expect(ask('strike', undefined, { filters }).understood).toMatchObject(filters);
  });

  it('leave an undated article out when they are about days, else not', () => {
    expect(articlesOf(ask('rope museum'))).toEqual(['museum-guide']);
    for (const filter of ['since:1900', 'until:2099', 'on:2031']) {
      expect(ask(`rope museum ${filter}`)).toMatchObject({ kind: 'no-match', reason: 'outside-dates' });
    }
  });

  it('are not made of a day in the wording, which ranks', () => {
    const reply = askForAnswer('What about the dockers strike on 15 May?');
    expect(articlesOf(reply).sort()).toEqual(['dockers-vote', 'strike-begins', 'strike-ends']);
    expect(articlesOf(reply)[0]).toBe('strike-ends');
    expect(reply.understood).toMatchObject({ dates: [{ from: '2031-05-15', to: '2031-05-15' }] });
    expect(reply.understood).not.toHaveProperty('since');
  });
});

describe('no match', () => {
  it.each<[reason: NoMatchReason, question: string]>([
    ['empty-question', ''],
    ['empty-question', '  \n '],
    ['empty-question', 'the of and'],
    ['empty-question', '?!…'],
    ['no-candidate', 'xylophone quartz'],
    ['no-candidate', '"water warm"'],
    ['unknown-name', 'Who won the cup in Zandria?'],
    ['outside-dates', 'What happened at the bridge on 3 March 2012?'],
    ['outside-dates', 'strike since:2040'],
    ['outside-dates', 'strike until:2001'],
    ['outside-dates', 'strike on:2031-05-30'],
    ['outside-filters', 'strike publisher:Nobody'],
    ['outside-filters', 'strike topic:ferries'],
    ['outside-filters', 'strike place:Kell'],
    ['outside-filters', 'strike person:"Ivo Marsh"'],
  ])('is %s for %j', (reason, question) => {
    const reply = ask(question);
    expect(reply).toMatchObject({
      kind: 'no-match',
      reason,
      message: expect.stringMatching(/\S/),
      corpus: { articles: 12, publishers: 4, from: '2031-05-02', to: '2031-06-14' },
    });
    expect(reply).not.toHaveProperty('sentences');
  });

  it.each<[question: string, relax: string[]]>([
    ['strike publisher:Nobody', ['publisher']],
    ['strike since:2040', ['since']],
    ['strike since:2031-05-16 publisher:Courier', ['since']],
    ['strike topic:ferries publisher:Courier', ['topic']],
    ['strike publisher:Nobody topic:Nothing', ['publisher', 'topic']],
  ])('to %j says which filters to take away: %j', (question, relax) => {
    const reply = ask(question);
    if (reply.kind !== 'no-match') throw new Error('something was found');
    expect([...(reply.relax ?? [])].sort()).toEqual(relax);
  });

  it('names the nearest articles, as they would be found without the filters', () => {
    const reply = ask('strike publisher:Nobody');
    if (reply.kind !== 'no-match') throw new Error('something was found');
    expect(reply.nearest.map(({ article }) => article).sort()).toEqual([
      'dockers-vote',
      'strike-begins',
      'strike-ends',
    ]);
  });

  it('names what is not known, and the days that there are', () => {
    expect(ask('Who won the cup in Zandria?')).toMatchObject({ message: expect.stringContaining('Zandria') });
    expect(ask('strike since:2040')).toMatchObject({ message: expect.stringMatching(/2031-05-02.*2031-06-14/) });
    expect(ask('strike publisher:Nobody')).toMatchObject({ message: expect.stringContaining('Nobody') });
  });

  it('is all there is in an empty library', () => {
    const empty = createLibrary([]);
    expect(ask('Who cut the ribbon?', empty)).toMatchObject({
      kind: 'no-match',
      nearest: [],
      corpus: { articles: 0, publishers: 0 },
    });
    expect(ask('What happened on 9 May 2031?', empty).kind).toBe('no-match');
    expect(ask('strike since:2031 -wages "a step"', empty).kind).toBe('no-match');
  });
});
