/** What a page says of its article in JSON-LD. */
export interface ArticleData {
  readonly headline?: string;
  readonly datePublished?: string;
  readonly authors: readonly string[];
  readonly publisher?: string;
  readonly language?: string;
  readonly topics: readonly string[];
  /** May be HTML. */
  readonly body?: string;
  readonly isPaid: boolean;
}

type Json = Readonly<Record<string, unknown>>;

const ARTICLE = /^(?:.*[/:])?(?:\w*Article|Report|BlogPosting|LiveBlogPosting|AnalysisNewsArticle|CreativeWork)$/;
const MAX_NODES = 2000;
const MAX_SCRIPT_CHARS = 1_000_000;

/**
 * Finds the article among the JSON-LD scripts of a page.
 *
 * @param scripts  their contents; those that are no JSON are passed over
 */
export function findArticleData(scripts: readonly string[]): ArticleData | undefined {
  const nodes = scripts.flatMap(parseNodes);
  const article = nodes.find((node) => isType(node, ARTICLE) && toText(node.headline) !== undefined);
  const found = article ?? nodes.find((node) => isType(node, ARTICLE));
  if (found === undefined) return undefined;
  const byId = new Map(nodes.map((node) => [toText(node['@id']), node] as const));
  const resolve = (value: unknown): unknown => {
    const node = isJson(value) ? value : undefined;
    return node !== undefined && node.name === undefined ? (byId.get(toText(node['@id'])) ?? value) : value;
  };
  const publisher = toNames(found.publisher, resolve)[0];
  const headline = toText(found.headline) ?? toText(found.name);
  const datePublished = toText(found.datePublished) ?? toText(found.dateCreated);
  const body = toText(found.articleBody);
  const language = toText(found.inLanguage) ?? toNames(found.inLanguage, resolve)[0];
  return {
    ...(headline !== undefined && { headline }),
    ...(datePublished !== undefined && { datePublished }),
    ...(publisher !== undefined && { publisher }),
    ...(body !== undefined && { body }),
    ...(language !== undefined && { language }),
    authors: toNames(found.author ?? found.creator, resolve),
    topics: [...toNames(found.articleSection, resolve), ...toNames(found.keywords, resolve).flatMap(splitKeywords)],
    isPaid: /^false$/i.test(String(found.isAccessibleForFree)),
  };
}

/** Keywords are a list, or one text with commas. */
export function splitKeywords(text: string): string[] {
  return text.split(/[,;،、，]/).map((word) => word.trim());
}

function parseNodes(script: string): Json[] {
  if (script.length > MAX_SCRIPT_CHARS) return [];
  const text = script.replace(
    /^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)|(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*$/g,
    '',
  );
  let value: unknown;
  try {
    // Line ends inside texts are the most common fault.
    value = JSON.parse(text.replace(/[\r\n\t]+/g, ' '));
  } catch {
    return [];
  }
  const nodes: Json[] = [];
  const waiting: unknown[] = [value];
  while (waiting.length > 0 && nodes.length < MAX_NODES) {
    const next = waiting.shift();
    if (Array.isArray(next)) waiting.push(...next.slice(0, MAX_NODES));
    else if (isJson(next)) {
      nodes.push(next);
      waiting.push(next['@graph'], next.mainEntity, next.mainEntityOfPage);
      // A publisher is often described once, and named by its @id elsewhere.
      waiting.push(next.publisher, next.author);
    }
  }
  return nodes;
}

function isType(node: Json, pattern: RegExp): boolean {
  const types = Array.isArray(node['@type']) ? node['@type'] : [node['@type']];
  return types.some((type) => typeof type === 'string' && pattern.test(type));
}

function toNames(value: unknown, resolve: (value: unknown) => unknown): string[] {
  const values = Array.isArray(value) ? value.slice(0, 100) : [value];
  return values.flatMap((entry) => {
    const known = resolve(entry);
    if (!isJson(known)) return toText(known) ?? [];
    const name = Array.isArray(known.name) ? known.name[0] : known.name;
    return toText(name) ?? [];
  });
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
