/** A place inside a JSON value: keys and indexes from the outside in. */
type JsonPath = readonly PropertyKey[];

interface Frame {
  readonly isArray: boolean;
  /** The key or index of the value that is being read. */
  at: string | number;
  state: 'first' | 'value' | 'colon' | 'after' | 'key';
}

const LITERAL = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Where a JSON text stops being JSON. `JSON.parse` does not say so in every version of Node.
 *
 * @returns the offset of the first character that does not fit; the text's length when it ends too early; undefined when
 * nothing is wrong
 */
export function findJsonFault(text: string): number | undefined {
  return walkJson(text, () => {});
}

/**
 * Where each of some values starts in a text that is valid JSON.
 *
 * @param path  of one value; where it does not exist, its nearest container that does is meant. A value in an object counts
 * from its key
 * @returns an offset
 */
export function findJsonPosition(text: string, path: JsonPath): number {
  let found = 0;
  let depth = -1;
  walkJson(text, (frames, start) => {
    if (frames.length > path.length || frames.length <= depth) return;
    if (frames.every((frame, index) => frame.at === path[index])) {
      found = start;
      depth = frames.length;
    }
  });
  return found;
}

/** Where each element of the array at `path` starts, in order. The text is valid JSON. */
export function findJsonElements(text: string, path: JsonPath): number[] {
  const starts: number[] = [];
  walkJson(text, (frames, start) => {
    if (frames.length !== path.length + 1 || frames.at(-1)?.isArray !== true) return;
    if (path.every((step, index) => frames[index]?.at === step)) starts.push(start);
  });
  return starts;
}

/** The number, from 1, of the line in which an offset lies. */
export function toLineNumber(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** Reads a text without recursion, so that no depth of nesting can overflow the stack. */
function walkJson(text: string, onValue: (frames: readonly Frame[], start: number) => void): number | undefined {
  const frames: Frame[] = [];
  let at = skipSpace(text, 0);
  let keyStart = 0;
  let isDone = false;
  while (!isDone) {
    const frame = frames.at(-1);
    const character = text[at];
    if (character === undefined) return at;
    if (frame?.state === 'colon') {
      if (character !== ':') return at;
      frame.state = 'value';
      at++;
    } else if (frame?.state === 'after' && character === ',') {
      if (frame.isArray && typeof frame.at === 'number') frame.at++;
      frame.state = frame.isArray ? 'value' : 'key';
      at++;
    } else if (
      frame !== undefined &&
      (frame.state === 'after' || frame.state === 'first') &&
      isClosing(frame, character)
    ) {
      frames.pop();
      at++;
      isDone = finishValue(frames);
    } else if (frame !== undefined && !frame.isArray && (frame.state === 'first' || frame.state === 'key')) {
      const end = character === '"' ? findStringEnd(text, at) : { fault: at };
      if (typeof end !== 'number') return end.fault;
      frame.at = String(JSON.parse(text.slice(at, end)));
      frame.state = 'colon';
      keyStart = at;
      at = end;
    } else if (frame?.state === 'after') {
      return at;
    } else {
      onValue(frames, frame === undefined || frame.isArray ? at : keyStart);
      if (character === '{' || character === '[') {
        frames.push({ isArray: character === '[', at: 0, state: 'first' });
        at++;
      } else {
        const end = character === '"' ? findStringEnd(text, at) : findLiteralEnd(text, at);
        if (typeof end !== 'number') return end.fault;
        at = end;
        isDone = finishValue(frames);
      }
    }
    at = skipSpace(text, at);
  }
  return at < text.length ? at : undefined;
}

function isClosing(frame: Frame, character: string): boolean {
  return character === (frame.isArray ? ']' : '}');
}

/** @returns whether that was the outermost value */
function finishValue(frames: readonly Frame[]): boolean {
  const outer = frames.at(-1);
  if (outer !== undefined) outer.state = 'after';
  return outer === undefined;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at++;
  return at;
}

function findLiteralEnd(text: string, start: number): number | { readonly fault: number } {
  LITERAL.lastIndex = start;
  return LITERAL.test(text) ? LITERAL.lastIndex : { fault: start };
}

function findStringEnd(text: string, start: number): number | { readonly fault: number } {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code < 0x20) return { fault: at };
    if (code !== BACKSLASH) continue;
    ESCAPE.lastIndex = at;
    if (!ESCAPE.test(text)) return { fault: at };
    at = ESCAPE.lastIndex - 1;
  }
  return { fault: text.length };
}
