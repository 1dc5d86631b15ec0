import type { Document, LineCounter, Node } from 'yaml';
import type { Fault } from './problem.js';
import { parseSimpleYaml } from './simple-yaml.js';

/** The line of the file on which the fields start: the one after the opening `---`. */
const FIRST_LINE = 2;
/** In UTF-16 code units. The complete parser compares every key with every other, so that size has a price. */
const MAX_HEADER_CHARS = 64 * 1024;
/** How often a list may be repeated by reference; a few references to references make billions of entries. */
const MAX_ALIASES = 100;
const FENCE = /^---[ \t]*$/m;

const DEFAULT_REMEDY = 'Put a value that holds a colon, a quote or a bracket in double quotes: title: "…".';
/** By the code of the parser's error. */
const REMEDIES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'Remove one of the two fields.',
  RESOURCE_EXHAUSTION: 'It is nested too deeply: write plain fields and lists.',
};

/** The parts of a Markdown file with front matter. */
interface FrontMatter {
  /** The lines between the fences, as written. */
  readonly header: string;
  /** What follows the closing fence, untrimmed. */
  readonly body: string;
}

/**
 * Separates front matter from the text below it.
 *
 * @param text  a file with LF at the ends of lines
 * @returns undefined for a text without front matter; a fault when it is opened and never closed, or far too long
 */
export function splitFrontMatter(text: string): FrontMatter | { readonly fault: Fault } | undefined {
  const opening = /^---[ \t]*(?:\n|$)/.exec(text)?.[0];
  if (opening === undefined) return undefined;
  const rest = text.slice(opening.length);
  const closing = FENCE.exec(rest);
  if (closing === null) {
    const message = 'The front matter that starts here has no end. Add a line with only --- after its last field.';
    return { fault: { line: 1, message } };
  }
  if (closing.index > MAX_HEADER_CHARS) {
    const message = `The front matter is longer than ${MAX_HEADER_CHARS / 1024} KB. Move the text below the closing --- line.`;
    return { fault: { line: 1, message } };
  }
  return { header: rest.slice(0, closing.index), body: rest.slice(closing.index + closing[0].length) };
}

/**
 * Reads the fields of front matter. Every scalar is a text, so that a day stays the day that was written.
 *
 * @returns the fields, unchecked; a fault when it is not valid YAML, or no map of fields
 */
export async function parseHeader(
  header: string,
): Promise<{ readonly fields: Readonly<Record<string, unknown>> } | { readonly fault: Fault }> {
  const simple = parseSimpleYaml(header);
  if (simple !== undefined) return { fields: simple };
  try {
    const { document, lines } = await parseYaml(header);
    const [error] = document.errors;
    if (error !== undefined) {
      const remedy = REMEDIES[error.code] ?? DEFAULT_REMEDY;
      const line = toFileLine(lines, await findErrorStart(document, error.pos[0]));
      return { fault: { line, message: `The front matter is not valid YAML: ${error.message}. ${remedy}` } };
    }
    const fields: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    if (typeof fields === 'object' && fields !== null && !Array.isArray(fields)) {
      return { fields: { ...fields } };
    }
  } catch (error) {
    // Thrown for too many aliases, and by the stack for too deep a nesting.
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The front matter cannot be read: ${reason}. Write it as plain fields, without references (* and &).`;
    return { fault: { line: FIRST_LINE, message } };
  }
  return {
    fault: { line: FIRST_LINE, message: 'The front matter holds no fields. Write a field a line, such as title: "…".' },
  };
}

/**
 * The line of the file on which a field of valid front matter stands.
 *
 * @param path  keys and indexes from the outside in; where it does not exist, its nearest container that does is meant
 */
export async function findHeaderLine(header: string, path: readonly PropertyKey[]): Promise<number> {
  const { isMap, isScalar, isSeq, isNode } = await import('yaml');
  const { document, lines } = await parseYaml(header);
  let node: Node | null | undefined = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const step of path) {
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      if (pair === undefined) break;
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      next = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      next = node.items[step];
      offset = isNode(next) ? (next.range?.[0] ?? offset) : offset;
    }
    if (!isNode(next)) break;
    node = next;
  }
  return toFileLine(lines, offset);
}

/** A quote which is never closed is reported at the very end; it is to be mended where it was opened. */
async function findErrorStart(document: Document.Parsed, reported: number): Promise<number> {
  if (reported < (document.range[1] ?? reported)) return reported;
  const { visit } = await import('yaml');
  let start = reported;
  visit(document, {
    Scalar: (_key, scalar) => {
      start = scalar.range?.[0] ?? start;
    },
  });
  return start;
}

async function parseYaml(header: string): Promise<{ readonly document: Document.Parsed; readonly lines: LineCounter }> {
  // Loaded only when needed: loading alone takes 35 ms.
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(header, {
    schema: 'failsafe',
    customTags: ['null'],
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter: lines,
  });
  return { document, lines };
}

function toFileLine(lines: LineCounter, offset: number): number {
  return lines.linePos(offset).line + FIRST_LINE - 1;
}
