/** Names of the months from January to December, one set a line; a name of two words is written with a hyphen here. */
const MONTH_SETS: readonly string[] = [
  // English, and the short forms of dates in mail.
  'january february march april may june july august september october november december',
  'jan feb mar apr may jun jul aug sep oct nov dec',
  'jan feb mar apr may jun jul aug sept oct nov dec',
  // French
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  'janv févr mars avr mai juin juil août sept oct nov déc',
  // Spanish
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'ene feb mar abr may jun jul ago setiembre oct nov dic',
  // German, with the Austrian January
  'januar februar märz april mai juni juli august september oktober november dezember',
  'jänner feber mär apr mai jun jul aug sep okt nov dez',
  // Italian, Portuguese, Dutch
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  'gen feb mar apr mag giu lug ago set ott nov dic',
  'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  'jan fev mar abr mai jun jul ago set out nov dez',
  'januari februari maart april mei juni juli augustus september oktober november december',
  'jan feb mrt apr mei jun jul aug sep okt nov dec',
  // Russian, Polish, Turkish
  'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  'янв фев мар апр май июн июл авг сен окт ноя дек',
  'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
  'ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık',
  // Arabic: of Egypt and the Gulf, of the Levant and Iraq, of Tunisia and Algeria, of Morocco
  'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر',
  'كانون-الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين-الأول تشرين-الثاني كانون-الأول',
  'جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر',
  'يناير فبراير مارس إبريل ماي يونيه يوليوز غشت شتنبر أكتوبر نونبر دجنبر',
  // Hebrew
  'ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר',
  'ינו פבר מרס אפר מאי יונ יול אוג ספט אוק נוב דצמ',
];

/** Days of the week, and words that stand between the parts of a date. */
const FILLERS = `
  sunday monday tuesday wednesday thursday friday saturday sun mon tue tues wed weds thu thur thurs fri sat
  at on the of published updated
  dimanche lundi mardi mercredi jeudi vendredi samedi dim lun mar mer jeu ven sam le à
  domingo lunes martes miércoles jueves viernes sábado dom mié jue vie sáb el de del a la las
  sonntag montag dienstag mittwoch donnerstag freitag samstag sonnabend so mo di mi do fr sa der den am um uhr
  domenica lunedì martedì mercoledì giovedì venerdì sabato gio alle ore
  segunda terça quarta quinta sexta feira às
  zondag maandag dinsdag woensdag donderdag vrijdag zaterdag zo ma wo vr za om
  воскресенье понедельник вторник среда четверг пятница суббота вс пн вт ср чт пт сб в г года
  niedziela poniedziałek wtorek środa czwartek piątek sobota
  pazar pazartesi salı çarşamba perşembe cuma cumartesi
  الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت في الساعة يوم
  יום ראשון שני שלישי רביעי חמישי שישי שבת בשעה ה של
  星期日 星期天 星期一 星期二 星期三 星期四 星期五 星期六 周日 周一 周二 周三 周四 周五 周六
`;

/**
 * A word in the form in which these tables know it: small letters without accents, a hamza or a mark of shortening.
 */
export function foldDateWord(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}׳'’]/gu, '')
    .replaceAll('ı', 'i');
}

const MONTHS = new Map(
  MONTH_SETS.flatMap((names) =>
    names.split(' ').map((name, index) => [foldDateWord(name).replace('-', ' '), index + 1] as const),
  ),
);

const FILLER_WORDS: ReadonlySet<string> = new Set(FILLERS.trim().split(/\s+/).map(foldDateWord));

/**
 * The month that a word names, 1 to 12.
 *
 * @param name  as `foldDateWord` gives it; two words parted by a blank for the autumn and winter months of the Levant
 */
export function findMonth(name: string): number | undefined {
  return MONTHS.get(name) ?? (name.startsWith('ב') ? MONTHS.get(name.slice(1)) : undefined);
}

/** Whether a word, as `foldDateWord` gives it, says nothing about the date: a day of the week, or "at". */
export function isDateFiller(word: string): boolean {
  return FILLER_WORDS.has(word) || (word.startsWith('ב') && FILLER_WORDS.has(word.slice(1)));
}
