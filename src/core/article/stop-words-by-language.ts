import { stopwords as arabic } from '@orama/stopwords/arabic';
import { stopwords as french } from '@orama/stopwords/french';
import { stopwords as chinese } from '@orama/stopwords/mandarin';
import { stopwords as spanish } from '@orama/stopwords/spanish';
import { foldText } from './fold.js';
import type { Language } from './languages.js';

/** Question words and other small words that the kept lists lack. For Hebrew there is no kept list: these are all. */
const MORE: Readonly<Record<Language, string>> = {
  ar: 'أين اين متى لماذا كيف كم ماذا منذ وما ومن وفي وعلى وإلى والتي والذي وكم وأين ومتى فيه فيها عنه عنها منه لديه لديها بأن بأنه كانوا ليس ليست لم سوف التي كل وهل ل ف ك',
  es: 'adónde cuál cuáles cuán ha han hubo al del lo se sus si no fue aquello',
  fr: 'où quand comment combien pourquoi quoi dont qui lequel laquelle lesquels lesquelles auquel duquel si ni ne plus moins très trop aussi ainsi alors après avant chez comme contre depuis dès donc encore fait faire être avoir car cela ça celui celle ceux celles chaque quelque quelques jusque jusqu lorsque lorsqu puisque puisqu quoique quelqu presqu tout toute tous toutes sous vers selon pendant lors peu déjà là-bas voici voilà afin or leurs entre',
  he: 'של את על עם אל מן כי או גם אם לא כן אין יש זה זו זאת אלה אלו הוא היא הם הן אני אתה אנחנו אתם אותו אותה אותם אשר כל כמו רק עוד כבר היה היתה הייתה היו יהיה תהיה יהיו בין אחרי לפני מול תחת אצל עד לפי בגלל כדי אבל אך אלא לכן אז שם פה כאן כך מאוד יותר פחות לו לה להם להן לי לנו לך לכם בו בה בהם ממנו ממנה מהם שלו שלה שלהם שלי שלנו ידי על־ידי אף הרי הן לגבי מי מה מתי כמה איפה היכן למה מדוע איך כיצד איזה איזו אילו האם לאן מאין במה ממי למי עבור באמצעות בעקבות במהלך ה ו ב ל מ ש כ',
  zh: '谁 哪位 何时 什么时候 多少 几 哪里 哪儿 哪个 哪些 为什么 为何 怎么 怎样 如何 什么 的 了 在 是 有 和 与 及 了 吗 呢 这 那 从 到 被 把 将 对 于 中 后 前 上 下 里 也 都 又 已 曾 之 其 该 此 由 以 而 并 或 但 因 因为 所以 多久 何处',
};

/** Words of the kept lists that news is about, and numbers. */
const CONTENT: Readonly<Partial<Record<Language, string>>> = {
  ar: 'أخ أب أنشأ ابتدأ استحال اعادة اعلنت الرئيس انقلب رجع زيارة سنة سنوات شخصا صباح صفر عاد عام عاما عامة عشر عشرة علق عين قام قوة لقاء للامم مساء مليار مليون نهاية وقف ايار مايو برس كرب يوم ايام اليوم ثلاثة اربعة واحد الف فلان جميع طاق حرى شرع',
  es: 'acuerdo cinco conocer cuatro decir dejó dias día días dos empleo emplear encuentra general grandes hablan horas intento informo informó lugar llegó llevar mayor menudo ocho pais país paìs partir poder realizar realizó saber seis siete segundo tiempo total trabaja trabajan trabajar trabajas trabajo tres uso valor verdad temprano tarde quedó',
  zh: '一 二 三 四 五 六 七 八 九 零 万一 人 人们 人家 年 月 日 区 儿 地 当地 本地 全体 全部 结果 冲 腾 距 点 宁 归 望 拿 打 赶 管 小 大 中 光 阿 让 通过 开始 受到 朝 ０ １ ２ ３ ４ ５ ６ ７ ８ ９',
};

const KEPT: Readonly<Record<Language, readonly string[]>> = {
  ar: arabic,
  es: spanish,
  fr: french,
  he: [],
  zh: chinese,
};

const sets = new Map<Language, ReadonlySet<string>>();

/** The stop words of a language, folded. Put together when the language is first met. */
export function stopWordsOf(language: Language): ReadonlySet<string> {
  const known = sets.get(language);
  if (known !== undefined) return known;
  const content = new Set(foldedWords(CONTENT[language] ?? ''));
  const set = new Set(
    [...KEPT[language].map(foldText), ...foldedWords(MORE[language])].filter((word) => !content.has(word)),
  );
  sets.set(language, set);
  return set;
}

function foldedWords(text: string): string[] {
  return text.split(' ').map(foldText);
}
