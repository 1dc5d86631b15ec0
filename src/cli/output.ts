import { once } from 'node:events';
import { renderReply } from '../adapters/terminal/render.js';
import { toSafeText } from '../adapters/terminal/safe-text.js';
import { type Reply, toReplyJson } from '../core/reply.js';

/** Where a command writes: replies to stdout, everything else to stderr. */
export interface Output {
  readonly isJson: boolean;
  /**
   * Writes a reply: one JSON line, or text for people. A failure's text goes to stderr, so that what reads stdout never
   * takes it for a result.
   */
  reply(reply: Reply): Promise<void>;
  /** Writes the reply to one line of a batch; a failure too stands on stdout, in its place. */
  batchReply(reply: Reply, line: { readonly id?: string | number; readonly text?: string }): Promise<void>;
  /** Writes any other JSON value as one line, or the text that people see in its place. */
  value(json: unknown, text: string): Promise<void>;
  /** One line for people on stderr, after the name of the program. */
  note(message: string): void;
}

// A terminal that does not know its size says 0.
const DEFAULT_COLUMNS = 80;

/**
 * @param color  true or false where the configuration decides; undefined: colours on a terminal only
 */
export function createOutput(isJson: boolean, color: boolean | undefined): Output {
  const { stdout, stderr } = process;
  const layout = { width: stdout.columns || DEFAULT_COLUMNS, color: color ?? stdout.isTTY === true };

  const write = async (text: string) => {
    // Waits for slow readers; a reader that has gone away ends the process instead (see main.ts).
    if (!stdout.write(`${text}\n`)) await once(stdout, 'drain');
  };
  const note = (message: string) => {
    stderr.write(`dateline: ${toSafeText(message)}\n`);
  };

  return {
    isJson,
    note,
    value: (json, text) => write(isJson ? JSON.stringify(json) : text),
    reply: async (reply) => {
      if (reply.kind === 'failure') note(reply.message);
      if (isJson) await write(JSON.stringify(toReplyJson(reply)));
      else if (reply.kind !== 'failure') await write(renderReply(reply, layout));
    },
    batchReply: async (reply, { id, text }) => {
      if (isJson) {
        const { schema, ...rest } = toReplyJson(reply);
        await write(JSON.stringify({ schema, ...rest, ...(id === undefined ? {} : { id }) }));
        return;
      }
      const heading = [id === undefined ? '' : `[${id}]`, text ?? ''].filter(Boolean).join(' ');
      await write(`> ${toSafeText(heading)}\n\n${renderReply(reply, layout)}\n`);
    },
  };
}
