import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/core/reply.js';
import { createRequest, createTestRun } from '../commands/request-fixture.js';
import { createLibrary } from '../corpus-fixture.js';

const library = createLibrary();
const { run, log } = createTestRun({ libraryOf: () => library });

/** Pieces that mean something to the parser, so that many texts reach beyond it. */
const pieces = fc.constantFrom(
  ...'who when how many why and the strike bridge Oona Lind Bosu Kell كيل herring 14 million crowns yesterday'.split(
    ' ',
  ),
  ...[
    'since:2031',
    'until:2031-05',
    'on:2031-05-09',
    'on:',
    'since:x',
    'topic:strike',
    'publisher:"Quay',
    '-wages',
    '--',
    '"',
    '“',
    '”',
  ],
  ...[
    '9 May 2031',
    '31 February',
    'the next day',
    'two weeks later',
    'Today is 9 May.',
    '?',
    '\n',
    '\0',
    '\u202e',
    '👩‍🚒',
    '港口',
  ],
);
const questions = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 500 }),
  fc.string({ unit: 'grapheme', maxLength: 250 }),
  fc.string({ unit: 'binary-ascii', maxLength: 500 }),
  fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join(' ').slice(0, 500)),
);

function expectSound(reply: Reply): void {
  if (reply.kind === 'failure') {
    expect(reply.code).toBe('bad-request');
    return;
  }
  if (reply.kind === 'no-match') {
    expect(reply.message).not.toBe('');
    return;
  }
  if (reply.kind !== 'answer') throw new Error(`a question got ${reply.kind}`);
  expect(reply.sentences.length).toBeGreaterThan(0);
  for (const { article, start, end, text, citation } of reply.sentences) {
    expect(text).not.toBe('');
    expect(text).toBe(library.get(article)?.article.body.slice(start, end));
    expect(reply.citations[citation - 1]).toMatchObject({ n: citation, article });
  }
}

describe('any text at all', () => {
  it('gets an answer with exact quotations, a reason why not, or the fault that is in it', async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (question) => expectSound(await run(createRequest('ask', { question })))),
      { numRuns: 400 },
    );
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('may stand in a conversation of any texts', async () => {
    await fc.assert(
      fc.asyncProperty(questions, fc.array(questions, { maxLength: 3 }), async (question, conversation) =>
        expectSound(await run(createRequest('ask', { question }, { conversation }))),
      ),
      { numRuns: 100 },
    );
  });

  it('may be searched for', async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (query) => {
        const reply = await run(createRequest('search', { query }));
        expect(['articles', 'no-match', 'failure']).toContain(reply.kind);
        if (reply.kind === 'failure') expect(reply.code).toBe('bad-request');
        if (reply.kind !== 'articles') return;
        for (const { article, snippet } of reply.hits) {
          expect(snippet.text).toBe(library.get(article)?.article.body.slice(snippet.start, snippet.end));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('leaves the library as it was', async () => {
    const before = [library.lexicon.size, library.size];
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        await run(createRequest('ask', { question }));
        expect([library.lexicon.size, library.size]).toEqual(before);
      }),
      { numRuns: 50 },
    );
  });
});
