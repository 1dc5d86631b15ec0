import { createReadStream } from 'node:fs';
import type { Article, Sentence } from '../core/article/article.js';
import { BotError } from '../core/errors.js';
import { verifyReplies } from '../core/evaluation/verify.js';
import type { VerifiedReply } from '../core/reply.js';
import { splitLines } from './split-lines.js';

/** The part of the library that checking saved replies needs. */
export interface VerifyLibrary {
  get(id: string): { readonly article: Article } | undefined;
  articleAt(id: string, revision: string): Article | undefined;
  sentencesOf(id: string): readonly Sentence[];
}

/**
 * Checks a file of saved `--json` replies, one a line, without holding more than one of them in memory.
 *
 * @param path  a file, or `-` for standard input
 * @throws {BotError} `bad-request` when the file cannot be read
 */
export async function verifyFile(path: string, library: VerifyLibrary): Promise<VerifiedReply> {
  const input = path === '-' ? process.stdin.setEncoding('utf8') : createReadStream(path, 'utf8');
  try {
    return await verifyReplies(linesOf(input), {
      articleAt: (id, revision) => library.articleAt(id, revision),
      newestOf: (id) => library.get(id)?.article,
      sentencesOf: (article) => library.sentencesOf(article.id),
    });
  } catch (cause) {
    if (!isFileError(cause)) throw cause;
    const reason = cause.code === 'ENOENT' ? 'There is no file' : `Cannot read (${cause.code})`;
    throw new BotError(
      'bad-request',
      `${reason} ${path}. Save replies first, for instance: dateline ask --json QUESTION > replies.jsonl`,
      { cause, isMissing: true },
    );
  }
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

/** The lines of a file, of any length: one long reply must not be passed over. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const { text } of splitLines(chunks, Number.POSITIVE_INFINITY)) yield text ?? '';
}
