import { describe, expect, it } from 'vitest';
import { considerQuestion } from '../../../src/core/answer/consider.js';
import { groupCopies, onePerText } from '../../../src/core/answer/one-per-text.js';
import { searchArticles } from '../../../src/core/answer/search.js';
import type { AnalysedArticle } from '../../../src/core/article/analyse.js';
import type { Library } from '../../../src/core/library.js';
import { parseQuestion } from '../../../src/core/question/parse-question.js';
import { ask, askForAnswer, createArticle, createLibrary, PORT_ARTICLES } from '../corpus-fixture.js';

const LEAD = 'OSTREL, May 22 - The drawbridge of Ostrel jammed on Thursday with a barge of onions beneath it.';
const BODY = `${LEAD}

Engineer Mirel Anso said that a broken cog had stopped the drawbridge. Forty tonnes of onions waited for the tide.

Traffic was sent over the old weir. The harbour master expected that the drawbridge would open again on Saturday.`;
const OWN_LEAD = 'Half of our town smelt of onions last night.';

const agency = createArticle({
  id: 'z-agency',
  title: 'Drawbridge jams at Ostrel',
  publisher: 'Harbour Press Agency (HPA)',
  published: '2031-05-22',
  publishedAt: '2031-05-22T16:00:00.000Z',
  body: BODY,
});
const paper = createArticle({
  id: 'a-paper',
  title: 'Onions wait under the jammed drawbridge of Ostrel',
  publisher: 'Quay Courier',
  published: '2031-05-22',
  body: `${OWN_LEAD}\n\n${BODY}`,
});
const radio = createArticle({
  id: 'b-radio',
  title: 'Drawbridge of Ostrel jams with onions',
  publisher: 'Radio Kell',
  published: '2031-05-22',
  body: BODY,
});
const other = createArticle({
  id: 'c-other',
  title: 'Onion barge stuck, divers called',
  publisher: 'Kell Post',
  published: '2031-05-22',
  body: 'Two divers looked at the drawbridge of Ostrel on Thursday evening. They found a cog with three teeth left. The owner of the barge sold his onions on the quay.',
});
const library = createLibrary([...PORT_ARTICLES, agency, paper, radio, other]);
const idsOf = (some: readonly { readonly article: string }[]) => some.map(({ article }) => article);

describe('an answer on a text that several publishers carry', () => {
  it('quotes what stands for it, though a copy has the better headline', () => {
    const { sentences, citations } = askForAnswer('Which drawbridge jammed with onions?', library);
    expect(sentences[0]).toMatchObject({ article: 'z-agency', text: LEAD });
    expect(citations.filter(({ article }) => article === 'a-paper' || article === 'b-radio')).toEqual([]);
  });

  it('quotes a copy for a sentence that only the copy has', () => {
    const { sentences } = askForAnswer('What smelt of onions last night?', library);
    expect(sentences[0]).toMatchObject({ article: 'a-paper', text: OWN_LEAD });
  });

  it('quotes the copy when what stands for it does not pass the filter', () => {
    const reply = askForAnswer('Which drawbridge jammed with onions?', library, {
      filters: { publisher: 'Radio Kell' },
    });
    expect(new Set(idsOf(reply.sentences))).toEqual(new Set(['b-radio']));
  });

  it('names no copy among the other articles when its text is quoted', () => {
    const { also, sentences } = askForAnswer('Why did the drawbridge jam?', library, { limit: 1 });
    expect(idsOf(sentences)).toEqual(['z-agency']);
    expect(idsOf(also)).toContain('c-other');
    for (const copy of ['a-paper', 'b-radio']) expect(idsOf(also)).not.toContain(copy);
  });

  it('quotes a day with one lead for each text', () => {
    const { sentences } = askForAnswer('What happened on 22 May 2031?', library, { limit: 5 });
    expect(idsOf(sentences)).toEqual(['z-agency', 'c-other']);
  });

  it('names one of the copies among the nearest when there is no answer', () => {
    const reply = ask('drawbridge onions', library, { filters: { publisher: 'Nobody' } });
    if (reply.kind !== 'no-match') throw new Error('There is an answer.');
    expect(idsOf(reply.nearest).filter((id) => ['z-agency', 'a-paper', 'b-radio'].includes(id))).toEqual(['z-agency']);
  });

  it('reads the sentences of other texts too, however many copies stand before them', () => {
    const copies = Array.from({ length: 20 }, (_, index) => ({
      ...radio,
      id: `copy-${index}`,
      publisher: `Paper ${index}`,
    }));
    const crowded = createLibrary([...PORT_ARTICLES, agency, ...copies, other]);
    const question = parseQuestion('Which engineer said that a broken cog had stopped the drawbridge?', crowded);
    const { articles, sentences } = considerQuestion(question, crowded);
    expect(articles.findIndex(({ analysed }) => analysed.article.id === 'c-other')).toBeGreaterThan(15);
    expect(sentences().map(({ evidence }) => evidence.article.analysed.article.id)).toContain('c-other');
  });
});

describe('a search', () => {
  const search = (text: string, limit: number) => {
    const reply = searchArticles(parseQuestion(text, library), library, { text, limit });
    if (reply.kind !== 'articles') throw new Error(reply.message);
    return reply.hits;
  };

  it('lists a text once, in the place of the best that carries it', () => {
    const hits = search('drawbridge onions', 10);
    expect(idsOf(hits)).toEqual(['z-agency', 'c-other']);
    expect(hits[0]?.score).toBeGreaterThanOrEqual(hits[1]?.score ?? 0);
    expect(idsOf(search('drawbridge onions', 1))).toEqual(['z-agency']);
  });
});

describe('groups among some articles', () => {
  const get = (some: Library, id: string): AnalysedArticle => {
    const found = some.get(id);
    if (found === undefined) throw new Error(`There is no article ${id}.`);
    return found;
  };

  it('hold what an article says of itself', () => {
    const named = createLibrary([agency, { ...other, copyOf: 'z-agency' }]);
    const groups = groupCopies([get(named, 'c-other'), get(named, 'z-agency')], named);
    expect(groups.get('c-other')?.map(({ id }) => id)).toEqual(['z-agency', 'c-other']);
  });

  it('know only of the articles given', () => {
    const groups = groupCopies(
      ['a-paper', 'c-other'].map((id) => get(library, id)),
      library,
    );
    expect(groups.size).toBe(0);
  });

  it('let the first of equal texts stand for them when the agency is not among them', () => {
    const listed = onePerText(
      ['b-radio', 'a-paper', 'c-other'].map((id) => ({ analysed: get(library, id) })),
      10,
      library,
    );
    expect(listed.map(({ shown, best }) => [shown.analysed.article.id, best.analysed.article.id])).toEqual([
      ['a-paper', 'b-radio'],
      ['c-other', 'c-other'],
    ]);
  });
});
