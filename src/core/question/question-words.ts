import type { QuestionKind } from '../reply.js';

/** Not between letters: `\b` knows only Latin ones. Arabic and Hebrew join "and", "in", "from" to a question word. */
const word = (words: string): RegExp => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'u');

/** Question words of French, Spanish, Arabic, Hebrew and Chinese. Tried in order on the lower-case question. */
const RULES: readonly (readonly [QuestionKind, RegExp])[] = [
  [
    'how_many',
    word(
      'combien|cu[aá]nt[oa]s?|[وب]?كم|ו?ב?כמה|quel(?:le)? (?:est |était |fut )?(?:le |la )?(?:nombre|part|montant|prix)',
    ),
  ],
  ['how_many', /多少|几[个名人艘辆次天年座]|多[大长久高]/u],
  ['why', word('pourquoi|por qu[eé]|و?لماذا|و?لم|ו?למה|ו?מדוע')],
  ['why', /为什么|为何|为啥/u],
  [
    'when',
    word('quand|cu[aá]ndo|و?متى|ו?מתי|quel(?:le)? (?:jour|date|année|mois|heure)|qué (?:día|fecha|año|mes|hora)'),
  ],
  ['when', /何时|什么时候|什么时间|几时|哪[天年]|哪一[天年]|几[月日号点]/u],
  ['where', word("où|d'où|ad[oó]nde|d[oó]nde|[ومف]?[أا]ين|ו?היכן|ו?איפה|ו?לאן|ו?מאין")],
  ['where', /哪里|哪儿|何处|何地|什么地方/u],
  ['who', word('qui|qui[eé]n(?:es)?|و?من(?: الذي| التي| هو| هي)|ו?מי')],
  ['who', /谁|哪位|什么人/u],
  ['who', /^[\s"'«“]*و?من\s/u],
  ['yes_no', word('est-ce que|و?هل|ו?האם')],
  ['yes_no', /吗[？?]?\s*$|是否/u],
  [
    'what',
    word(
      "qu(?:e|oi)|qu'est-ce|quel(?:le)?s?|comment (?:l[ea]s?|se|est|sont|ont)|comment s'\\p{L}+|qu[eé]|cu[aá]l(?:es)?|cómo|و?ماذا|و?ما|و?كيف|ו?מה|ו?איך|ו?כיצד|ו?איז[הו]|ו?אילו",
    ),
  ],
  ['what', /什么|怎么|怎样|如何|哪[些个]/u],
];

/**
 * What sort of answer a question in another language than English asks for, by its question words.
 *
 * @param lower  the question in lower case
 * @returns undefined when it has none
 */
export function kindInOtherLanguage(lower: string): QuestionKind | undefined {
  return RULES.find(([, pattern]) => pattern.test(lower))?.[0];
}

/** What is counted or sought stands right behind: "combien de blessés", "كم جريحا". */
export const HEAD_IN_OTHER_LANGUAGES =
  /(?<![a-zà-ÿא-ي])(?:combien (?:de |d['’])?|quel(?:le)?s? |cu[aá]nt[oa]s? |qu[eé] |cu[aá]l(?:es)? |و?كم |ו?כמה |ו?איז[הו] |ו?אילו )|多少|哪[些个]|什么/giu;
