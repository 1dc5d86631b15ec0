import { describe, expect, it } from 'vitest';
import { toExitCode } from '../../src/cli/exit-code.js';
import { toUsageError } from '../../src/cli/usage-error.js';
import type { FailureReply, Reply } from '../../src/core/reply.js';

const failure = (code: FailureReply['code'], isMissing?: true): Reply => ({
  kind: 'failure',
  code,
  message: 'No.',
  reference: 'r',
  ...(isMissing && { isMissing }),
});

describe('toExitCode', () => {
  it.each<[string, Reply, number]>([
    ['nothing found', { kind: 'articles', hits: [] }, 0],
    ['a malformed request', failure('bad-request'), 2],
    ['a request for something that is not there', failure('bad-request', true), 1],
    ['an unreadable corpus', failure('corpus-unreadable'), 1],
    ['a fault of our own', failure('internal'), 1],
    ['sound quotations', { kind: 'verified', checked: 3, broken: [] }, 0],
    ['a broken quotation', { kind: 'verified', checked: 3, broken: [{ line: 1, article: 'a', message: 'x' }] }, 1],
    ['an import', { kind: 'imported', added: ['a'], unchanged: [], duplicates: [], failed: [] }, 0],
    [
      'an import with a bad source',
      { kind: 'imported', added: ['a'], unchanged: [], duplicates: [], failed: [{ source: 's', message: 'm' }] },
      1,
    ],
  ])('for %s', (_, reply, code) => {
    expect(toExitCode(reply)).toBe(code);
  });
});

describe('toUsageError', () => {
  it('names the fault, the likely word and the right usage', () => {
    const error = toUsageError("error: unknown option '--sinse'\n(Did you mean --since?)", 'dateline ask QUESTION…');
    expect(error.code).toBe('bad-request');
    expect(error.message).toBe("unknown option '--sinse'. Did you mean --since? Usage: dateline ask QUESTION…");
  });
});
