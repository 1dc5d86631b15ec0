import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Command } from '../../core/commands/command.js';
import type { Run } from '../../core/commands/request.js';
import type { Reply } from '../../core/reply.js';
import { renderReply } from './render.js';
import { toRequest } from './to-request.js';

/** What the prompt is built from. */
export interface TerminalOptions {
  readonly catalogue: readonly Command[];
  readonly run: Run;
  readonly input: Readable;
  readonly output: Writable & { readonly columns?: number };
  /** Whether line editing is possible, which takes a terminal at both ends. */
  readonly isInteractive: boolean;
  readonly color: boolean;
  /** Said once, at the start. */
  readonly greeting: string;
  newId(): string;
  isKnownArticle(id: string): boolean;
}

/** A prompt in a terminal: a question a line, each in the conversation of the earlier ones. */
export interface TerminalAdapter {
  start(): Promise<void>;
  /** Takes no more lines, and settles when the last reply is written. */
  stop(): Promise<void>;
  ready(): boolean;
  /** Settles when the reader has left, or after `stop`. */
  readonly closed: Promise<void>;
}

const PROMPT = 'dateline> ';
/** Earlier questions that a follow-up may refer to. */
const MAX_TURNS = 10;
// A terminal that does not know its size says 0.
const DEFAULT_COLUMNS = 80;
const EXACT_HINT = 'put it in "quotation marks"';

/** A terminal adapter that reads lines from `input` until the end of input, `quit`, `exit`, Ctrl-D or Ctrl-C twice. */
export function createTerminalAdapter(options: TerminalOptions): TerminalAdapter {
  const { input, output, isInteractive } = options;
  let conversation: readonly string[] = [];
  let isOpen = false;
  let close = () => {};
  let work = Promise.resolve();
  let settle = () => {};
  const closed = new Promise<void>((resolve) => {
    settle = resolve;
  });

  const answer = async (line: string) => {
    const request = toRequest(line, {
      id: options.newId(),
      catalogue: options.catalogue,
      conversation,
      isKnownArticle: options.isKnownArticle,
    });
    const reply = await options.run(request);
    if (request.command === 'ask') conversation = addTurn(conversation, reply);
    const width = output.columns || DEFAULT_COLUMNS;
    output.write(`${renderReply(reply, { width, color: options.color, exactHint: EXACT_HINT })}\n\n`);
  };

  const start = async () => {
    // The history lives in memory only: what somebody asks about is nobody else's business, so it is never put on disk.
    const lines = createInterface({ input, output, terminal: isInteractive, prompt: PROMPT, historySize: 200 });
    const prompt = () => {
      if (isInteractive && isOpen) lines.prompt();
    };
    let wasInterrupted = false;
    isOpen = true;
    close = () => lines.close();
    output.write(`${options.greeting}\n\n`);
    lines.on('line', (line) => {
      wasInterrupted = false;
      if (!isOpen) return;
      const text = line.trim();
      if (/^(?:quit|exit)$/i.test(text)) {
        lines.close();
        return;
      }
      // One after the other, so that replies stand in the order of the questions and a follow-up knows the reply before it.
      work = work.then(() => (text === '' ? undefined : answer(text))).then(prompt);
    });
    lines.on('SIGINT', () => {
      if (lines.line === '' && wasInterrupted) {
        lines.close();
        return;
      }
      wasInterrupted = lines.line === '';
      if (wasInterrupted) output.write('\n(Ctrl-C again, or Ctrl-D, to leave)\n');
      else {
        lines.write(null, { ctrl: true, name: 'e' });
        lines.write(null, { ctrl: true, name: 'u' });
      }
      prompt();
    });
    lines.on('close', () => {
      isOpen = false;
      if (isInteractive) output.write('\n');
      void work.finally(settle);
    });
    prompt();
  };

  const stop = async () => {
    close();
    await work;
  };

  return { start, stop, ready: () => isOpen, closed };
}

function addTurn(conversation: readonly string[], reply: Reply): readonly string[] {
  const isTurn = reply.kind === 'answer' || (reply.kind === 'no-match' && reply.reason !== 'empty-question');
  return isTurn && reply.question ? [...conversation, reply.question].slice(-MAX_TURNS) : conversation;
}
