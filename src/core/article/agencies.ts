import type { Article } from './article.js';
import { foldText } from './fold.js';

/** News agencies whose texts papers print, each with its other names. The first is the one shown. */
const AGENCIES: readonly (readonly string[])[] = [
  ['Reuters', 'Thomson Reuters', 'رويترز', '路透社', 'רויטרס'],
  ['AP', 'Associated Press', 'The Associated Press', 'أسوشيتد برس', '美联社'],
  ['AFP', 'Agence France-Presse', 'Agence France Presse', 'فرانس برس', '法新社'],
  ['Xinhua', 'Xinhua News Agency', 'شينخوا', '新华社', '新華社'],
  ['dpa', 'Deutsche Presse-Agentur', 'Deutsche Presse Agentur'],
  ['EFE', 'Agencia EFE'],
  ['ANSA', 'Agenzia Nazionale Stampa Associata'],
  ['TASS', 'ITAR-TASS', 'تاس', 'ТАСС'],
  ['Interfax', 'Интерфакс'],
  ['RIA Novosti', 'РИА Новости'],
  ['Anadolu', 'Anadolu Agency', 'Anadolu Ajansı', 'الأناضول'],
  ['WAFA', 'Palestinian News and Information Agency', 'وفا'],
  ['Ma’an', 'Ma’an News Agency'],
  ['MENA', 'Middle East News Agency', 'أ ش أ'],
  ['SPA', 'Saudi Press Agency', 'واس'],
  ['WAM', 'Emirates News Agency', 'وام'],
  ['QNA', 'Qatar News Agency', 'قنا'],
  ['KUNA', 'Kuwait News Agency', 'كونا'],
  ['Petra', 'Jordan News Agency', 'بترا'],
  ['SANA', 'Syrian Arab News Agency', 'سانا'],
  ['NNA', 'National News Agency'],
  ['IRNA', 'Islamic Republic News Agency', 'ایرنا'],
  ['Kyodo', 'Kyodo News', '共同通信', '共同通信社', '共同社'],
  ['Jiji', 'Jiji Press', '時事通信', '时事社'],
  ['Yonhap', 'Yonhap News Agency', '연합뉴스', '韩联社'],
  ['CNS', 'China News Service', '中新社', '中国新闻社'],
  ['CNA Taiwan', 'Central News Agency', '中央社'],
  ['PTI', 'Press Trust of India'],
  ['ANI', 'Asian News International'],
  ['UNI', 'United News of India'],
  ['APP', 'Associated Press of Pakistan'],
  ['Bernama'],
  ['Antara'],
  ['UPI', 'United Press International'],
  ['PA Media', 'Press Association'],
  ['AAP', 'Australian Associated Press'],
  ['The Canadian Press', 'Canadian Press'],
  ['Bloomberg', 'Bloomberg News'],
  ['Belga'],
  ['ANP', 'Algemeen Nederlands Persbureau'],
  ['APA', 'Austria Presse Agentur'],
  ['Keystone-SDA', 'Schweizerische Depeschenagentur'],
  ['Ritzau'],
  ['NTB', 'Norsk Telegrambyrå'],
  ['TT', 'TT Nyhetsbyrån', 'Tidningarnas Telegrambyrå'],
  ['STT', 'Suomen Tietotoimisto'],
  ['PAP', 'Polska Agencja Prasowa', 'Polish Press Agency'],
  ['CTK', 'ČTK', 'Czech News Agency'],
  ['Lusa', 'Agência Lusa'],
  ['Ukrinform', 'Укринформ', 'Укрінформ'],
  ['Prensa Latina'],
  ['Télam', 'Telam'],
  ['Agência Brasil'],
  ['Notimex'],
  ['JTA', 'Jewish Telegraphic Agency'],
  ['NAN', 'News Agency of Nigeria'],
  ['PANA', 'Panapress'],
];

const BY_NAME: ReadonlyMap<string, string> = new Map(
  AGENCIES.flatMap((names) => names.map((name) => [foldText(name), names[0] ?? name] as const)),
);
/** Agencies that Chinese and Japanese reports name without brackets at the very beginning: 新华社北京10月10日电. */
const LEADING = AGENCIES.flat().filter((name) => /\p{Script=Han}社$/u.test(name));

/** How an agency that is not in the list calls itself, folded: at the end of its name, in some languages at the beginning. */
const CALLS_ITSELF =
  /(?:^|[\s-])(?:agency|agence|agencia|agenzia|agentur|nachrichtenagentur)$|^(?:agence|agencia|agenzia|وكاله|סוכנות)\s|(?:通讯社|通訊社|通信社|통신사)$/u;
const ABBREVIATION = /\s*[([（]([^()[\]（）]+)[)\]）]$/u;
/** What stands in brackets before the dash of a dateline: "GAZA, Oct 10 (Xinhua) --", "JERUSALEM (AP) —". */
const DATELINE = /^[^\n()（）]{0,120}[(（]([^()（）\n]{2,60})[)）]\s*[-–—―:：]/u;
/** Signs between the agencies of one credit: "(MPA/TNA)", "(AP, AFP)". */
const BETWEEN = /\s*[/,;،、|()&]\s*|\s+(?:and|with|et|y|und)\s+/u;
/** "(Reporting by A; editing by B; Reuters)" or "(AFP)" at the very end. */
const CLOSING_BRACKET = /[([（]([^()[\]（）\n]{2,300})[)\]）]\.?$/u;
/** "© AFP", "Source: Xinhua" as the last line. */
const SHORT_LAST_LINE = /\n([^\n]{2,40})$/u;
const AROUND_NAME =
  /^(?:by|from|source|via|©|–|—|-|[\s:])+|(?:\s+(?:staff|newsroom|correspondents?|writers?|news))+$/gu;

/** What of an article may name an agency. */
export type CreditedArticle = Pick<Article, 'body' | 'publisher' | 'author' | 'sources'>;

/**
 * Whether a name is that of a news agency, by the list or by what it calls itself.
 *
 * @example isAgencyName('Harbour Press Agency (HPA)') // true
 */
export function isAgencyName(name: string): boolean {
  return knownAgency(name) !== undefined || CALLS_ITSELF.test(foldText(splitName(name).name));
}

/**
 * The agency from which an article has its text: its publisher, else the first of its sources that is one, else what is
 * credited in its dateline, its byline or its last line.
 *
 * @returns a publisher or source as it is written there, else the name in our list; undefined when none is named
 */
export function findAgency(article: CreditedArticle): string | undefined {
  const { publisher, sources, author = '', body } = article;
  const named = [publisher, ...sources.map(({ name }) => name)].find(
    (name) => name !== undefined && isAgencyName(name),
  );
  if (named !== undefined) return named;
  const text = body.trimEnd();
  return (
    first(datelineCredits(text)) ??
    first(author.split(BETWEEN)) ??
    first(CLOSING_BRACKET.exec(text)?.[1]?.split(BETWEEN) ?? []) ??
    first(SHORT_LAST_LINE.exec(text)?.slice(1) ?? [])
  );
}

/**
 * The agency of a text that several publishers carry: that of the first article whose publisher is one, else the one that
 * most of them name. A name that is not in the list counts when two or more have it in brackets in their datelines.
 *
 * @param articles  copies of one text, the representative first
 * @returns undefined when none is named
 */
export function agencyOfCopies(articles: readonly CreditedArticle[]): string | undefined {
  const publisher = articles.find((article) => article.publisher !== undefined && isAgencyName(article.publisher));
  if (publisher?.publisher !== undefined) return publisher.publisher;
  const votes = new Map<string, { readonly name: string; articles: number; readonly isKnown: boolean }>();
  for (const article of articles) {
    const known = findAgency(article);
    for (const name of known === undefined ? datelineCredits(article.body) : [known]) {
      const key = foldText(name);
      const vote = votes.get(key) ?? { name, articles: 0, isKnown: known !== undefined };
      vote.articles += 1;
      votes.set(key, vote);
    }
  }
  return [...votes.values()]
    .filter(({ isKnown, articles: count }) => isKnown || count > 1)
    .sort((a, b) => b.articles - a.articles || (a.name < b.name ? -1 : 1))[0]?.name;
}

/**
 * What a name of a source is compared by: names that share a key are one source. "Marrow Press Agency (MPA)" has its long
 * form, its short form and both together.
 *
 * @returns one to three folded texts
 */
export function sourceKeys(name: string): readonly string[] {
  const known = knownAgency(name);
  if (known !== undefined) return [foldText(known)];
  const { name: long, abbreviation } = splitName(name);
  return [...new Set([name.trim(), long, ...(abbreviation === undefined ? [] : [abbreviation])].map(foldText))];
}

function knownAgency(name: string): string | undefined {
  const { name: long, abbreviation = '' } = splitName(name);
  return BY_NAME.get(foldText(name.trim())) ?? BY_NAME.get(foldText(long)) ?? BY_NAME.get(foldText(abbreviation));
}

function splitName(name: string): { readonly name: string; readonly abbreviation?: string } {
  const trimmed = name.trim();
  const abbreviation = ABBREVIATION.exec(trimmed)?.[1]?.trim();
  return abbreviation === undefined ? { name: trimmed } : { name: trimmed.replace(ABBREVIATION, ''), abbreviation };
}

/** What a dateline credits, as it is written there. */
function datelineCredits(body: string): readonly string[] {
  const start = body.trimStart();
  const leading = LEADING.find((name) => start.startsWith(name));
  if (leading !== undefined) return [leading];
  return (
    DATELINE.exec(start)?.[1]
      ?.split(BETWEEN)
      .filter((name) => name !== '') ?? []
  );
}

function first(names: readonly string[]): string | undefined {
  for (const name of names) {
    const bare = foldText(name).replace(AROUND_NAME, '').trim();
    const known = BY_NAME.get(bare) ?? BY_NAME.get(foldText(name).trim());
    if (known !== undefined) return known;
  }
  return undefined;
}
