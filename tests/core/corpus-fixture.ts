import { type AnswerOptions, answerQuestion } from '../../src/core/answer/answer.js';
import type { AliasTable } from '../../src/core/article/alias-table.js';
import type { Article } from '../../src/core/article/article.js';
import { toRevision } from '../../src/core/article/identity.js';
import { parseName } from '../../src/core/article/name.js';
import { createMiniSearchIndex } from '../../src/core/index/minisearch-index.js';
import { Library } from '../../src/core/library.js';
import { type ParseOptions, parseQuestion } from '../../src/core/question/parse-question.js';
import type { AnswerReply, NoMatchReply } from '../../src/core/reply.js';

/** What a test says of an article; names as they are written in front matter, `Oona Lind (Una Lind)`. */
export interface ArticleText
  extends Partial<Omit<Article, 'id' | 'title' | 'body' | 'revision' | 'people' | 'places' | 'organizations'>> {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly people?: readonly string[];
  readonly places?: readonly string[];
  readonly organizations?: readonly string[];
}

/** An article with the revision of its body and nothing in its lists that was not given. */
export function createArticle(text: ArticleText): Article {
  return {
    topics: [],
    sources: [],
    ...text,
    revision: toRevision(text.body),
    people: (text.people ?? []).map(parseName),
    places: (text.places ?? []).map(parseName),
    organizations: (text.organizations ?? []).map(parseName),
  };
}

/** A country of our own, Vessmark, its capital Ostrel, and a man whose name is spelt in two ways in the alias file only. */
export const ALIASES: AliasTable = {
  names: [['Tarek Bossu', 'Tareq Bosu']],
  demonyms: { Vessmark: ['Vessmarkian', 'Ostrel'] },
};

/** Twelve articles on a few weeks in an invented port; one of them undated, one in another script. */
export const PORT_ARTICLES: readonly Article[] = [
  createArticle({
    id: 'bridge-opens',
    title: 'New bridge at Ostrel opens to traffic',
    published: '2031-05-02',
    publisher: 'Harbour Post',
    url: 'https://harbourpost.example/bridge',
    people: ['Oona Lind (Una Lind)'],
    places: ['Ostrel'],
    organizations: ['Road Board'],
    topics: ['bridges', 'transport'],
    sources: [{ name: 'Road Board', url: 'https://roadboard.example/', date: '2031-05-01' }, { name: 'City Hall' }],
    body: `OSTREL, 2 May 2031 - The new bridge at Ostrel opened to traffic on Friday after three years of work. Mayor Oona Lind cut the ribbon at noon.

The bridge cost 14 million crowns, the Road Board said. About 2,300 people walked across it on the first evening.`,
  }),
  createArticle({
    id: 'ferry-fares-rise',
    title: 'Ferry fares to Lunholm go up',
    published: '2031-05-04',
    publisher: 'Quay Courier',
    places: ['Lunholm'],
    topics: ['ferries', 'transport'],
    body: `Ferry fares to Lunholm will rise by eight per cent because fuel has become dearer, the shipping line said on Sunday. A single ticket will cost 27 crowns.`,
  }),
  createArticle({
    id: 'dockers-vote',
    title: 'Dockers of Ostrel vote to strike',
    published: '2031-05-06',
    publisher: 'Northern Wire',
    people: ['Tarek Bossu'],
    places: ['Ostrel'],
    organizations: ['Dockers Union'],
    topics: ['strike'],
    body: `Dockers in Ostrel voted on Tuesday to strike from 9 May. Union leader Tarek Bossu said that 410 of 455 members had voted for the strike. He said that the port had not raised wages since 2029.

The port authority called the vote "a step backwards for everybody".`,
  }),
  createArticle({
    id: 'strike-begins',
    title: 'Cranes stand still as dockers strike',
    published: '2031-05-09',
    publisher: 'Harbour Post',
    people: ['Tareq Bosu'],
    places: ['Ostrel'],
    topics: ['strike'],
    body: `The cranes of the port stood still on Friday, the first day of the dockers' strike. Tareq Bosu promised that food ships would be unloaded.

Nineteen ships waited outside the harbour. A spokeswoman of the shipping line described the losses as painful.`,
  }),
  createArticle({
    id: 'strike-ends',
    title: 'Dockers go back to work',
    published: '2031-05-15',
    publisher: 'Quay Courier',
    people: ['Tarek Bossu', 'Oona Lind (Una Lind)'],
    places: ['Ostrel'],
    topics: ['strike'],
    sources: [{ name: 'Northern Wire', date: '2031-05-15' }],
    body: `The dockers ended their strike on Thursday after six days. Both sides accepted a wage increase of 6 per cent, which mayor Una Lind had proposed.

Tarek Bossu spoke of a fair result.`,
  }),
  createArticle({
    id: 'lamp-lit',
    title: 'Lighthouse of Kell burns again',
    published: '2031-05-20',
    publisher: 'Quay Courier',
    places: ['Kell'],
    topics: ['lighthouse'],
    body: `The lighthouse of Kell burned again on 19 May after eleven dark weeks. Keeper Ivo Marsh lit the lamp with a match because the switch was broken.`,
  }),
  createArticle({
    id: 'lind-resigns',
    title: 'Una Lind gives up the office of mayor',
    published: '2031-05-28',
    publisher: 'Northern Wire',
    people: ['Una Lind'],
    places: ['Ostrel'],
    topics: ['city hall'],
    body: `Una Lind resigned as mayor of Ostrel on Wednesday. She gave her health as the reason and thanked the council.`,
  }),
  createArticle({
    id: 'school-flooded',
    title: 'River floods the school at Tarn',
    published: '2031-06-03',
    publisher: 'Harbour Post',
    places: ['Tarn'],
    topics: ['weather'],
    body: `The river Ume flooded the school at Tarn in the night to Tuesday. Nobody was hurt. Lessons will be held in the town hall until 20 June.`,
  }),
  createArticle({
    id: 'fish-count',
    title: 'Fewer herring in the sound',
    published: '2031-06-10',
    publisher: 'Harbour Post',
    organizations: ['Sea Institute'],
    topics: ['fishing'],
    sources: [{ name: 'Sea Institute', url: 'https://sea.example/herring' }],
    body: `The Sea Institute counted 31,000 herring in the sound in May, half as many as a year before. Vessmarkian fishers blamed warm water.`,
  }),
  createArticle({
    id: 'fish-count-again',
    title: 'Institute confirms its herring count',
    published: '2031-06-12',
    publisher: 'Quay Courier',
    organizations: ['Sea Institute'],
    topics: ['fishing'],
    body: `The Sea Institute counted 31,000 herring in the sound in May, half as many as a year before. It kept to that number on Thursday.`,
  }),
  createArticle({
    id: 'museum-guide',
    title: 'A short guide to the rope museum',
    topics: ['museum'],
    body: `The rope museum of Ostrel shows ropes from four centuries. It is closed on Mondays.`,
  }),
  createArticle({
    id: 'wells-of-kell',
    title: 'آبار كيل',
    published: '2031-06-14',
    publisher: 'جريدة الميناء',
    language: 'ar',
    places: ['Kell (كيل)'],
    topics: ['wells'],
    body: `أعلن المجلس أن مياه الآبار في كيل صالحة للشرب. وقال المهندس إن العمل استمر عشرين يوما.`,
  }),
];

/** A library of these articles, fresh, so that a test may change it. */
export function createLibrary(articles: readonly Article[] = PORT_ARTICLES, aliases: AliasTable = ALIASES): Library {
  const library = new Library(createMiniSearchIndex(), aliases);
  for (const article of articles) library.add(article);
  return library;
}

/** Asks a library a question, three sentences at most unless told otherwise. */
export function ask(
  text: string,
  library: Library = createLibrary(),
  options: ParseOptions & Partial<AnswerOptions> = {},
): AnswerReply | NoMatchReply {
  const { limit = 3, more = 0, explain = false, ...parse } = options;
  return answerQuestion(parseQuestion(text, library, parse), library, { limit, more, explain });
}

/** The same for a question that must find something. */
export function askForAnswer(...args: Parameters<typeof ask>): AnswerReply {
  const reply = ask(...args);
  if (reply.kind !== 'answer') throw new Error(`"${args[0]}" was not answered: ${reply.message}`);
  return reply;
}

/** Ids of the articles that a reply quotes or names, in order, each once. */
export function articlesOf(reply: AnswerReply | NoMatchReply): string[] {
  if (reply.kind === 'no-match') return [];
  return [...new Set([...reply.sentences, ...reply.also].map(({ article }) => article))];
}
