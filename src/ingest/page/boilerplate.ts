/** A paragraph which is nothing but an invitation, a label or a list of buttons, wherever it stands. Each matches a whole paragraph. */
const EMPTY_PARAGRAPHS: readonly RegExp[] = [
  /(?:advertisement|advertising|sponsored|ad|publicité|publicidad|anzeige|werbung|إعلان|פרסומת|广告)[.:]?/,
  /(?:continue|keep) reading(?: the main story| below)?.{0,80}/,
  /(?:story|article) continues (?:below|after).{0,60}/,
  /(?:read|see|watch|listen)(?: more| also| next)? ?[:»>→].{0,140}/,
  /(?:read (?:more|also|the (?:full|whole|rest of the)? ?(?:story|article|post)).{0,60})/,
  /(?:related|recommended|more (?:on|from) this(?: story)?|see also|you may (?:also )?like|more stories)(?::.{0,140}|(?: articles| stories| posts| topics| links)?:?)/,
  /(?:(?:please )?(?:sign|signup) ?up|subscribe|register)\b.{0,100}\b(?:newsletters?|e-?mails?|alerts?|updates|briefing|inbox|channel|podcast)\b.{0,60}/,
  /get (?:the|our|all the) .{0,60}(?:newsletter|in your inbox|to your inbox).{0,60}/,
  /(?:follow|like|join|find) us (?:on|at)\b.{0,120}/,
  /(?:share|tweet|pin|email|print|copy link|whatsapp|facebook|twitter|x|linkedin|reddit|telegram|like|loading|comments?|reply)(?:[\s,|/·•:.…]+(?:this|on|article|story|post|it|with|by|to|via|the|a|link|share|tweet|pin|e-?mail|print|copy|save|whatsapp|facebook|twitter|x|linkedin|reddit|telegram|pinterest|tumblr|pocket|like|loading|comments?|reply))*[\s,|/·•:.…]*/,
  /(?:partager|compartir|teilen|مشاركة|شارك|שתפו|分享)(?: (?:sur|en|auf|cet article|este artículo|على|المقال).{0,60})?:?/,
  /(?:lire (?:la suite|aussi|plus)|à lire aussi|leer más|seguir leyendo|lea también|weiterlesen|mehr lesen|lesen sie auch|اقرأ (?:المزيد|أيضا|أيضًا)|إقرأ (?:المزيد|أيضا)|קרא(?:ו)? (?:עוד|גם)|阅读(?:更多|全文)|閱讀(?:更多|全文)|查看全文)(?: ?[:»>→…].{0,140}|[.!…])?/,
  /(?:inscrivez-vous|abonnez-vous|suscríbase|suscríbete|abonnieren sie|اشترك|הירשמו|订阅).{0,40}(?:newsletter|lettre|infolettre|boletín|نشرة|النشرة|ניוזלטר|通讯).{0,60}/,
  /(?:back to top|skip to (?:main )?content|view comments?|leave a (?:comment|reply)|no comments?(?: yet)?|image (?:source|credit|caption)|click here to .{0,60}|this (?:post|article) (?:was )?(?:first|originally) (?:appeared|published) (?:on|at|in) .{0,100})/,
];

/** What ends a text, at the end of the last paragraph or as a paragraph of its own. */
const ENDINGS: readonly RegExp[] = [
  /(?:the post|the article) .{1,300}? (?:(?:first )?appeared first on|appeared on|first appeared on|was first published on) .{1,120}$/iu,
  /(?:l['’]article|cet article) .{1,300}? est apparu en premier sur .{1,120}$/iu,
  /la entrada .{1,300}? (?:se publicó primero en|apareció primero en|aparece primero en) .{1,120}$/iu,
  /der beitrag .{1,300}? erschien zuerst auf .{1,120}$/iu,
  /(?:ظهرت المقالة|ظهر المقال) .{1,300}? (?:أولاً|أولا) على .{1,120}$/iu,
  /הפוסט .{1,300}? הופיע (?:לראשונה|קודם) (?:ב|על).{1,120}$/iu,
];

const MORE =
  '(?:read (?:the )?(?:more|(?:full|whole|rest of the) (?:story|article|post)|full coverage)|continue reading|keep reading|see more|learn more|more' +
  '|lire la suite|en savoir plus|leer más|sigue leyendo|seguir leyendo|weiterlesen|mehr lesen|اقرأ المزيد|إقرأ المزيد|المزيد|קרא עוד|קראו עוד|המשך קריאה|阅读全文|閱讀全文|查看全文|阅读更多)';
/** A pointer to the rest of a text behind its last words. `More` alone counts only with an arrow or dots around it. */
const POINTER = new RegExp(
  `\\s*(?:(?<=[.!?…。؟»”"\\])]\\s?|^|\\n)${MORE}(?: on [^.!?]{1,60})?\\s*(?:[→»>›]+|\\.\\.\\.|…|[.:])?|[([]?${MORE}\\s*(?:[→»>›]+|\\.\\.\\.|…|[)\\]]))\\s*$`,
  'iu',
);
const LONE_MORE = /(?:^|\s)(?:more|المزيد)\.?$/iu;
/** Dots that say that a text goes on elsewhere. */
const DOTS = /\s*(?:\[\s*(?:…|\.{2,3})\s*\]|\(\s*(?:…|\.{3})\s*\)|\[\s*\+\d+ chars\s*\])\s*$/u;
const CUT_OFF = /(?:…|\.{3})\s*$/u;
const MAX_PARAGRAPH_CHARS = 240;
const MAX_ENDING_CHARS = 600;
/** More of them than any content system appends. */
const MAX_ENDINGS = 20;

/** Whether a text breaks off and points to the rest: it ends in dots or in "Read more". */
export function isCutOff(body: string): boolean {
  const end = body.slice(-MAX_ENDING_CHARS).trimEnd();
  return CUT_OFF.test(end) || DOTS.test(end) || isPointed(end);
}

function isPointed(end: string): boolean {
  return POINTER.test(end) && !LONE_MORE.test(end);
}

/**
 * A text without what content systems and editors append to it: pointers to the rest, lines to share, invitations to
 * subscribe, "The post … appeared first on …". Only whole paragraphs and the very end are touched.
 *
 * @param body  paragraphs parted by a blank line
 */
export function dropBoilerplate(body: string): string {
  const paragraphs = body.split('\n\n').filter((paragraph) => !isBoilerplate(paragraph));
  for (let endings = 0; endings < MAX_ENDINGS; endings += 1) {
    const last = paragraphs.pop();
    if (last === undefined) return '';
    const kept = dropEnding(last);
    if (kept !== '' && !isBoilerplate(kept)) paragraphs.push(kept);
    if (kept === last) break;
  }
  return paragraphs.join('\n\n');
}

function isBoilerplate(paragraph: string): boolean {
  return paragraph.length <= MAX_PARAGRAPH_CHARS && WHOLE.test(paragraph);
}

const WHOLE = new RegExp(`^(?:${EMPTY_PARAGRAPHS.map(({ source }) => source).join('|')})$`, 'iu');

function dropEnding(paragraph: string): string {
  const start = Math.max(0, paragraph.length - MAX_ENDING_CHARS);
  let end = paragraph.slice(start);
  for (const ending of ENDINGS) end = end.replace(ending, '');
  if (isPointed(end)) end = end.replace(POINTER, '');
  return `${paragraph.slice(0, start)}${end.replace(DOTS, '')}`.trimEnd();
}
