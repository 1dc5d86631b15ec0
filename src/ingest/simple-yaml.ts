/** A field as the simple form can hold it. */
type SimpleValue = string | string[] | (string | Record<string, string>)[];

const FIELD = /^([A-Za-z][A-Za-z0-9_-]*):(?: +(.*))?$/;
const ITEM = /^( *)- +(.*)$/;
/** No character with a meaning in YAML, and a colon only where no space follows it. */
const PLAIN = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} .,()/&+'’?=%_–-]|:(?=[^\s]))*$/u;
const NULL = /^null$/i;

/**
 * Reads front matter in the simple form in which nearly all of it is written: a field a line, whose value is a plain word or
 * words, a quoted text, a list of quoted texts in brackets, or an indented list of these or of maps of them.
 *
 * A complete YAML parser takes about 1.3 ms for each file that a new process reads first, 175 ms for 129 articles; this takes
 * 5 ms for all of them. What it reads, it reads as YAML does (with every scalar a text).
 *
 * @returns undefined for any other form, right or wrong: the complete parser then decides
 */
export function parseSimpleYaml(text: string): Record<string, SimpleValue> | undefined {
  const fields: Record<string, SimpleValue> = {};
  const lines = text.replace(/\n$/, '').split('\n');
  for (let at = 0; at < lines.length; ) {
    const [, key, written] = FIELD.exec(lines[at++] ?? '') ?? [];
    if (key === undefined || NULL.test(key) || Object.hasOwn(fields, key)) return undefined;
    if (written !== undefined && trimSpaces(written) !== '') {
      const value = parseInline(trimSpaces(written));
      if (value === undefined) return undefined;
      fields[key] = value;
    } else {
      const list = parseList(lines, at);
      if (list === undefined) return undefined;
      fields[key] = list.items;
      at = list.end;
    }
  }
  return fields;
}

/** To YAML other white space, such as a no-break space, is content. */
function trimSpaces(text: string): string {
  return text.replace(/^ +| +$/g, '');
}

function parseInline(written: string): string | string[] | undefined {
  if (!written.startsWith('[')) return parseScalar(written);
  const list = parseJson(written);
  return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : undefined;
}

function parseScalar(written: string): string | undefined {
  if (PLAIN.test(written)) return NULL.test(written) ? undefined : written;
  // A JSON string means the same in YAML.
  const text = written.startsWith('"') ? parseJson(written) : undefined;
  return typeof text === 'string' ? text : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseList(
  lines: readonly string[],
  start: number,
): { readonly items: (string | Record<string, string>)[]; readonly end: number } | undefined {
  const indent = ITEM.exec(lines[start] ?? '')?.[1];
  if (indent === undefined) return undefined;
  const items: (string | Record<string, string>)[] = [];
  let at = start;
  while (lines[at]?.startsWith(`${indent}- `)) {
    const first = (lines[at++] ?? '').slice(indent.length + 2);
    // Fields of a map stand exactly below its first one, which the usual `- ` puts two columns further in.
    if (!FIELD.test(first)) {
      const item = parseScalar(trimSpaces(first));
      if (item === undefined) return undefined;
      items.push(item);
      continue;
    }
    const map: Record<string, string> = {};
    for (let line: string | undefined = first; line !== undefined; ) {
      const [, key, written = ''] = FIELD.exec(line) ?? [];
      const value = parseScalar(trimSpaces(written));
      if (key === undefined || value === undefined) return undefined;
      if (NULL.test(key) || Object.hasOwn(map, key)) return undefined;
      map[key] = value;
      line = lines[at]?.startsWith(`${indent}  `) ? lines[at++]?.slice(indent.length + 2) : undefined;
    }
    items.push(map);
  }
  return { items, end: at };
}
