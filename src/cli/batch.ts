import { toLocalRequest } from '../adapters/terminal/to-request.js';
import type { Run } from '../core/commands/request.js';
import { BotError } from '../core/errors.js';
import type { FailureReply } from '../core/reply.js';
import { findLineId, MAX_LINE_CHARS, parseBatchLine } from './batch-line.js';
import type { Output } from './output.js';
import { splitLines } from './split-lines.js';

/** What a batch runs with. */
export interface BatchOptions {
  readonly command: string;
  /** The argument that a line's text is. */
  readonly textArgument: string;
  /** Arguments of every line, which the line's own fields replace. */
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly chunks: AsyncIterable<string>;
  readonly run: Run;
  readonly output: Output;
  newId(): string;
}

/**
 * Answers each line as it arrives, one reply a line in the same order; a line that cannot be read gets a failure.
 *
 * @returns a failure, before any line is read, when the arguments of every line are wrong
 */
export async function runBatch(options: BatchOptions): Promise<FailureReply | undefined> {
  const trial = await options.run(
    toLocalRequest({
      id: options.newId(),
      command: options.command,
      arguments: { ...options.defaults, [options.textArgument]: '' },
      conversation: [],
    }),
  );
  if (trial.kind === 'failure') return trial;
  for await (const line of splitLines(options.chunks, MAX_LINE_CHARS)) {
    const requestId = options.newId();
    try {
      const parsed = parseBatchLine(line);
      const reply = await options.run(
        toLocalRequest({
          id: requestId,
          command: options.command,
          arguments: { ...options.defaults, ...parsed.arguments, [options.textArgument]: parsed.text },
          conversation: [],
        }),
      );
      await options.output.batchReply(reply, parsed);
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      const id = findLineId(line);
      const failure: FailureReply = {
        kind: 'failure',
        code: error.code,
        message: error.message,
        reference: requestId,
      };
      await options.output.batchReply(failure, id === undefined ? {} : { id });
    }
  }
  return undefined;
}
