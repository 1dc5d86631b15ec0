import { toWordTable } from './word-groups.js';

/**
 * Countries, peoples and bodies: first the term that stands for the group, then the single words for it. Words with a
 * second meaning (`turkey`, `jordan`) are safe here since articles and questions go through the same table.
 */
const GROUPS = `
china chinese
egypt egyptian egyptians
israel israeli israelis
palestine palestinian palestinians
gaza gazan gazans
usa american americans
russia russian russians
iran iranian iranians
iraq iraqi iraqis
jordan jordanian jordanians
lebanon lebanese
syria syrian syrians
yemen yemeni yemenis
qatar qatari qataris
turkey turkish turk turks turkiye
arabia saudi saudis
uae emirati emiratis emirates
bahrain bahraini bahrainis
kuwait kuwaiti kuwaitis
oman omani omanis
morocco moroccan moroccans
algeria algerian algerians
tunisia tunisian tunisians
libya libyan libyans
sudan sudanese
ethiopia ethiopian ethiopians
nigeria nigerian nigerians
kenya kenyan kenyans
uganda ugandan ugandans
rwanda rwandan rwandans
uk british britain briton britons
france french
germany german germans
italy italian italians
spain spanish spaniard spaniards
portugal portuguese
ireland irish
netherlands dutch
belgium belgian belgians
norway norwegian norwegians
sweden swedish swede swedes
denmark danish dane danes
finland finnish finn finns
iceland icelandic
switzerland swiss
austria austrian austrians
poland polish
hungary hungarian hungarians
greece greek greeks
cyprus cypriot cypriots
malta maltese
ukraine ukrainian ukrainians
romania romanian romanians
bulgaria bulgarian bulgarians
albania albanian albanians
japan japanese
korea korean koreans
india indian indians
pakistan pakistani pakistanis
bangladesh bangladeshi bangladeshis
afghanistan afghan afghans
indonesia indonesian indonesians
malaysia malaysian malaysians
philippines filipino filipinos philippine
thailand thai thais
vietnam vietnamese
nepal nepali nepalis nepalese
australia australian australians
canada canadian canadians
mexico mexican mexicans
brazil brazilian brazilians
argentina argentine argentinian argentines
chile chilean chileans
colombia colombian colombians
bolivia bolivian bolivians
venezuela venezuelan venezuelans
cuba cuban cubans
ecuador ecuadorian ecuadorians
africa african africans
europe european europeans
asia asian asians
arab arabs arabic
jew jews jewish
muslim muslims islam islamic islamist
christian christians
ghana ghanaian ghanaians
gabon gabonese
mozambique mozambican mozambicans
`;

const TABLE = toWordTable(GROUPS);

/** The term for a country or people by its name, adjective or inhabitants; undefined for other words. Takes a folded word. */
export function nationTerm(folded: string): string | undefined {
  return TABLE.get(folded);
}

const NATIONS: ReadonlySet<string> = new Set(TABLE.values());

/** Whether a term is that of a country or people. */
export function isNationTerm(term: string): boolean {
  return NATIONS.has(term);
}

/** Names of several words that are one term, by their folded words, so that "US" and "United States" match. */
const PHRASES: ReadonlyMap<string, readonly (readonly [readonly string[], string])[]> = new Map([
  [
    'united',
    [
      [['united', 'states', 'of', 'america'], 'usa'],
      [['united', 'arab', 'emirates'], 'uae'],
      [['united', 'states'], 'usa'],
      [['united', 'kingdom'], 'uk'],
      [['united', 'nations'], 'un'],
    ],
  ],
  ['european', [[['european', 'union'], 'eu']]],
  ['great', [[['great', 'britain'], 'uk']]],
  ['per', [[['per', 'cent'], 'percent']]],
]);

/** Words in the longest fixed phrase. */
export const MAX_PHRASE = 4;

/** Whether a fixed phrase can begin with this folded word. */
export function beginsPhrase(folded: string): boolean {
  return PHRASES.has(folded);
}

/**
 * The fixed phrase with which a list of folded words begins.
 *
 * @returns how many words it has and its term, or undefined
 */
export function phraseAt(words: readonly string[]): { readonly length: number; readonly term: string } | undefined {
  const phrases = PHRASES.get(words[0] ?? '');
  const found = phrases?.find(([phrase]) => phrase.every((word, index) => words[index] === word));
  return found === undefined ? undefined : { length: found[0].length, term: found[1] };
}
