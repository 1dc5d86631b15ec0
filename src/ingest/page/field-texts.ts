import { toPlainLine } from './to-paragraphs.js';

const MAX_AUTHOR_CHARS = 200;
const MAX_TOPICS = 20;
const MAX_TOPIC_CHARS = 80;
/** Accounts of content systems, which nobody is called. */
const NO_AUTHOR =
  /^(?:admin(?:istrator)?|editor|webmaster|web ?desk|noreply|no-reply|unknown|anonymous|root|user|guest|author|staff)$/i;
const BYLINE = /^(?:by|par|por|von|di|بقلم|כתב|מאת|文\s*[/／])[:\s]\s*/iu;
const NO_TOPIC =
  /^(?:uncategori[sz]ed|general|news|default|home|non classé|sin categoría|allgemein|غير مصنف|כללי|未分类)$/i;

/** The names of those who wrote a text, joined by commas; undefined when there is none but addresses and accounts. */
export function toAuthor(names: readonly string[]): string | undefined {
  const kept = new Set<string>();
  for (const name of names) {
    const plain = toPlainLine(name.slice(0, 1000)).replace(BYLINE, '').trim();
    const isName = plain !== '' && !NO_AUTHOR.test(plain) && !/^\S+@\S+$|^https?:/.test(plain);
    if (isName) kept.add(plain);
  }
  const joined = Array.from(kept).slice(0, 10).join(', ');
  return joined === '' || joined.length > MAX_AUTHOR_CHARS ? undefined : joined;
}

/** Topics as plain text, each once, without those that every item of a site has. */
export function toTopics(topics: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const topic of topics.slice(0, 200)) {
    const plain = toPlainLine(topic.slice(0, 1000));
    const key = plain.toLowerCase();
    if (plain !== '' && plain.length <= MAX_TOPIC_CHARS && !/^https?:/.test(plain) && !NO_TOPIC.test(plain)) {
      if (!kept.has(key) && kept.size < MAX_TOPICS) kept.set(key, plain);
    }
  }
  return [...kept.values()];
}

/** The start of a text up to a word's end, with dots when something is left out. */
export function cutAtWord(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const start = text.slice(0, maxChars - 1);
  const cut = /[\s\S]*\S(?=\s)/.exec(start)?.[0] ?? '';
  // Scripts without spaces have no word's end.
  const kept = cut.length >= maxChars / 2 ? cut : start.replace(/[\ud800-\udbff]$/, '');
  return `${kept.replace(/[\s,;:–—-]+$/, '')}…`;
}

/** The length of a text in characters, as it would be in a script of letters: a Chinese character says as much as three. */
export function weigh(text: string): number {
  return (
    text.length +
    2 * (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0)
  );
}
