/** A possible end of a sentence at one or more of the marks . ! ? … that white space follows. All are offsets in the body. */
interface PossibleEnd {
  /** Where the sentence so far starts. */
  readonly from: number;
  readonly stop: number;
  readonly stopEnd: number;
  /** The end of the quotes and brackets which close behind the mark. */
  readonly tail: number;
  /** Where the next sentence would start. */
  readonly next: number;
  /** Nothing of the paragraph or list item stands before `from`. */
  readonly isFirst: boolean;
}

/** What stands after a possible end, as far as it helps to judge that end. */
interface Following {
  /** Marks between the white space and the first word: quotes, brackets, dashes, currency signs. */
  readonly lead: string;
  /** The first word or number, at most 24 characters of it. */
  readonly word: string;
  /** By the first character of `word`; `caseless` is a letter of a script without capitals. */
  readonly kind: 'upper' | 'lower' | 'digit' | 'caseless';
  /** The text from `word` on, cut after some 60 characters. */
  readonly text: string;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

// Compared in lower case, and only where the text has a capital: "a sales rep. The" does end.
const TITLES =
  words(`mr mrs ms mx messrs mme mlle dr drs prof gen sen sens rep reps lt col capt cmdr cdr sgt maj adm gov
  govs pres rev hon msgr amb brig cpl pvt supt insp det atty fr sra srta dra ee hr herr`);

const NEVER_LAST = words(
  `e.g i.e eg ie vs v cf viz approx ca resp incl esp feat z.b d.h u.a bzw др проф им ул डॉ प्रो श्रीमती`,
);

const BEFORE_NUMBER =
  words(`No Nos no nos Nr nr № p pp P PP Art Arts art arts Vol Vols vol vols Ch Chs ch Fig Figs fig figs Sec Secs
  sec Para Paras para paras Res Doc Op op ed Eq App Tab tab Bd Abs est al ver Ver tel Tel ext Ext Rm Apt Ps Pt Pts pt min max c ft Rs
  стр ст гл ص`);

// Before a number they are abbreviations; before anything else they are words, or commonly last: "He said no. Then".
const WORDS_TOO = words(
  'No Nos no nos p pp P PP art arts fig op ed sec tab est al ext pt min max c ft vol ch para paras ص',
);

const MONTHS = words('Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec');
const WEEKDAYS = words('Mon Tue Tues Wed Weds Thu Thur Thurs Fri Sat Sun');

// Either in the middle ("Acme Inc. Chairman") or last: the next word decides. So are dotted letters (U.S.) and initials.
const SOMETIMES_LAST =
  words(`Inc Co Cos Ltd Corp Bros Jr Sr Esq Ph.D PhD St Ste Mt Ft Ave Blvd Rd Hwy Sq Univ Dept Assn Min Int'l
  Nat'l Gov't Intl Natl Mfg Calif Fla Mass Pa Va Ill Mich Minn Wis Tex Ariz Colo Conn Ga Ky La Md Mo Okla Ore Tenn Wash Ala Ark
  Del Ind Kan Neb Nev`);

// Words which, with a capital after an abbreviation, start a sentence: none of them is commonly part of a name.
const STARTERS =
  words(`A About According Across Afterwards After Again All Along Already Also Although Among An Analysts And Another
  Any Anyone Are Around As At Authorities Based Because Been Before Behind Being Besides Between Both But By Can Could Critics Dare
  Did Diplomats Do Doctors Does Dozens During Each Earlier Either Even Eventually Every Everyone Everything Few For Four Five From
  Further Had Has Have He Hence Her Here Hers Him His How However Hundreds I If In Indeed Instead Into Is It Its Just Last Later
  Less Like Many Meanwhile Might More Moreover Most Much My Neither Never Nevertheless Next No Nobody None Nonetheless Nor Not
  Nothing Now Of Officials Often On Once Only Or Other Others Otherwise Our Out People Perhaps Prices Rather Reporters Rescuers
  Residents Sales Several Shares She Should Since Six So Some Someone Soon Still Such Ten Than That The Their Them Then There
  Thereafter Therefore These They This Those Though Thousands Three Through Thus To Today Together Tomorrow Too Two Unless Unlike
  Until Up Upon Was We Were What When Whenever Where Whereas Whether Which While Who Whoever Whose Why With Within Without Witnesses
  Would Yesterday Yet You Your`);

const TIME_OF_DAY = /^[ap]\.m$/i;
const AFTER_TIME_OF_DAY =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Ju[nl]|Aug|Sept?|Oct|Nov|Dec)\b|(?:January|February|March|April|May|June|July|August|September|October|November|December|Eastern|Central|Mountain|Pacific|GMT|UTC|BST|CES?T|EES?T|[ECMP][SD]?T|I[SD]T|JST|MSK|HKT|SGT|AES?T)\b|(?:\p{Lu}[\p{L}-]* ){1,3}[Tt]ime\b)/u;
const DOTTED_LETTERS = /^(?:\p{L}\p{M}*\.)+\p{L}\p{M}*$/u;
const INITIAL = /^[\p{Lu}\p{Lo}]\p{M}*$/u;
const ROMAN_NUMERAL = /^[IVXLC]+$/;
const LETTER = /^\p{L}$/u;
const INITIAL_NEXT = /^\p{L}\./u;
const COUNTED_NOUN = /^[\d,.]*\d\s+\p{Ll}/u;
const DAY_OR_YEAR = /^(?:(?:0?[1-9]|[12]\d|3[01])(?!\d|[,.]\d{3})|(?:19|20)\d\d(?!\d))/;
// Only where English does not use it: "am 10. Oktober".
const ORDINAL = /^\d{1,2}$/;
const ORDINAL_MONTH = /^(?:Januar|Jänner|Februar|März|Mai|Juni|Juli|Oktober|Dezember)\b/;

const EXCLAIMING_NAME = /^(?:Yahoo|Jeopardy)$/;

const FOLLOWING = /([^\p{L}\p{N}]{0,12}?)([\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]{0,23})/uy;
const WORD_BEFORE = /[\p{L}\p{M}\p{N}.'’]*$/u;
const CLOSING_QUOTE = /["'”’»“‘]$/;
// iPhone, eBay, al-Quds, d'Alba, (b): small first letters with which a sentence may start.
const SMALL_STARTER = /^(?:\p{Ll}{1,3}[-'’]?\p{Lu}|\p{Ll}\) )/u;
const OUTLINE_MARKER = /^[([]?(?:\p{L}|\p{Nd}{1,3}|[IVXivx]{1,5})$/u;
const SAYS =
  /(?:\p{Lu}[\p{L}'’.-]{0,20} ){1,4}(?:said|says|asked|asks|told|wrote|added|replied|shouted|cried|warned)\b/uy;
const SAYS_IN_CHINESE_OR_JAPANESE = /(?:と|って|\p{Script=Han}{1,12}?(?:说|說|问|問|表示|指出|喊|称|稱)道?。)/uy;
const DATELINE_WITH_STOP = /^\p{Lu}{2}[^\p{Ll}]*, (?:\d{1,2} )?\p{Lu}\p{Ll}{2,8}\.?(?: \d{1,2})?,?(?: \d{4})?$/u;
const DATELINE_START = /^\p{Lu}{2}/u;
const DASH = /^[-–—]/;
const MAX_DATELINE = 80;

/**
 * Whether marks that also stand inside sentences (. ! ? …) end one here, judged by the words on both sides.
 *
 * @returns true where nothing speaks against it
 */
export function endsAtMark(body: string, at: PossibleEnd): boolean {
  const next = readFollowing(body, at.next);
  if (next === undefined) return true;
  const isSingle = at.stopEnd === at.stop + 1;
  const isFullStop = isSingle && body[at.stop] === '.';
  if (isFullStop && startsOnly(body, at, next)) return false;
  const word = isSingle ? wordBefore(body, at) : '';
  if (next.kind === 'lower' && !SMALL_STARTER.test(next.text)) return false;
  if (isFullStop) return endsWithFullStop(word, next);
  if (EXCLAIMING_NAME.test(word)) return isStarter(next);
  // "Where to?" Ann Lee asked. is one sentence; "Stop!" He said nothing. is two.
  const isQuoted = CLOSING_QUOTE.test(body.slice(at.stopEnd, at.tail));
  return !(isQuoted && next.kind === 'upper' && !isStarter(next) && matchesAt(SAYS, body, at.next));
}

/**
 * Whether a mark that is never part of a word (。 । ؟) ends a sentence here.
 *
 * @param tail  the end of the quotes and brackets which close behind the mark
 * @param next  where the next sentence would start
 * @returns false when the text goes on with a small letter, or with who said what was quoted
 */
export function endsAtCertainMark(body: string, tail: number, next: number): boolean {
  const following = readFollowing(body, next);
  if (following?.kind === 'lower' && !SMALL_STARTER.test(following.text)) return false;
  return !(/[”’»」』]/.test(body.charAt(tail - 1)) && matchesAt(SAYS_IN_CHINESE_OR_JAPANESE, body, next));
}

/** Whether the text so far is only an outline number or a dateline, to which a sentence is still to come. */
function startsOnly(body: string, at: PossibleEnd, next: Following): boolean {
  const length = at.stop - at.from;
  if (length > MAX_DATELINE) return false;
  const text = body.slice(at.from, at.stop);
  if (OUTLINE_MARKER.test(text)) return true;
  return at.isFirst && ((DASH.test(next.lead) && DATELINE_START.test(text)) || DATELINE_WITH_STOP.test(text));
}

/** The word that the mark directly follows; empty after a bracket or quote. Words over 16 characters are cut at the front. */
function wordBefore(body: string, at: PossibleEnd): string {
  return WORD_BEFORE.exec(body.slice(Math.max(at.from, at.stop - 16), at.stop))?.[0] ?? '';
}

function readFollowing(body: string, at: number): Following | undefined {
  FOLLOWING.lastIndex = at;
  const [, lead, word] = FOLLOWING.exec(body) ?? [];
  if (lead === undefined || word === undefined) return undefined;
  const start = at + lead.length;
  return { lead, word, kind: kindOf(word), text: body.slice(start, start + 60) };
}

function kindOf(word: string): Following['kind'] {
  if (/^\p{N}/u.test(word)) return 'digit';
  if (/^\p{Ll}/u.test(word)) return 'lower';
  return /^[\p{Lu}\p{Lt}]/u.test(word) ? 'upper' : 'caseless';
}

function matchesAt(sticky: RegExp, body: string, at: number): boolean {
  sticky.lastIndex = at;
  return sticky.test(body);
}

/** Whether a full stop after `word` ends its sentence, where the next word does not start with a small letter. */
function endsWithFullStop(word: string, next: Following): boolean {
  if (word === '') return true;
  const lowered = word.toLowerCase();
  if (NEVER_LAST.has(lowered)) return false;
  if (TITLES.has(lowered) && lowered[0] !== word[0]) return false;
  if (TIME_OF_DAY.test(word)) return !AFTER_TIME_OF_DAY.test(next.text);
  const isSometimesLast = SOMETIMES_LAST.has(word) || DOTTED_LETTERS.test(word) || INITIAL.test(word);
  if (next.kind === 'digit') {
    if (BEFORE_NUMBER.has(word)) return false;
    if (MONTHS.has(word) || WEEKDAYS.has(word)) return !DAY_OR_YEAR.test(next.text);
    return !isSometimesLast || COUNTED_NOUN.test(next.text);
  }
  // Abbreviations of two words: z. B.
  if (LETTER.test(word) && INITIAL_NEXT.test(next.text)) return false;
  if (next.kind === 'caseless') return !INITIAL.test(word) && !DOTTED_LETTERS.test(word);
  if (BEFORE_NUMBER.has(word) && !WORDS_TOO.has(word)) return !ROMAN_NUMERAL.test(next.word) && isStarter(next);
  if (ORDINAL.test(word)) return !ORDINAL_MONTH.test(next.text);
  return !isSometimesLast || isStarter(next);
}

/** Whether a capitalised word starts a sentence rather than goes on with a name, where both could be. "A." is an initial. */
function isStarter(next: Following): boolean {
  return STARTERS.has(next.word) && !INITIAL_NEXT.test(next.text);
}
