import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderSnippet, toExport } from '../../../src/adapters/slack/export-markdown.js';
import { findMessageFaults, readText } from './block-rules.js';
import { awkwardAnswers, CITATION, createAnswer, createSentence } from './replies.js';

describe('an export', () => {
  it('has every sentence, every source and how the question was taken', () => {
    const file = toExport(
      createAnswer([], {
        sentences: [
          createSentence('It was *late*.', { role: 'context' }),
          createSentence('The ferry sailed.\nAll waved.', { asOf: '2031-03-09', part: 1 }),
        ],
        also: [{ article: 'b', title: 'Ferry timetable' }],
        understood: { kind: 'when', terms: [], names: [], aliases: [['Lunhulm', 'Lunholm']] },
      }),
    );
    expect(file?.name).toBe('dateline-r1.md');
    expect(file?.title).toBe('When did the ferry sail?');
    expect(file?.content).toBe(`# When did the ferry sail?

The articles state:

> “It was \\*late\\*.” [1]
>
> (the sentence before, for context; article 2031-03-09-ferry; revision abcdef012345; paragraph 1; sentence 1; characters 0 to 14)

> “The ferry sailed.
> All waved.” [1]
>
> (part 1 of the question; as of 9 March 2031; article 2031-03-09-ferry; revision abcdef012345; paragraph 1; sentence 1; characters 0 to 28)

## Sources

- \\[1\\] Ferry to Lunholm sails again, Harbour Post, 9 March 2031. Based on: Port Office; Coast Agency <${CITATION.link}>

## See also

- Ferry timetable, undated

## How the question was taken

- Names: Lunhulm = Lunholm.
`);
  });

  it('is there for answers only', () => {
    expect(toExport({ kind: 'articles', id: 'r', hits: [] })).toBeUndefined();
  });

  it('fits into one message as a snippet, cut with a mark where it must be', () => {
    fc.assert(
      fc.property(awkwardAnswers, (reply) => {
        const file = toExport(reply);
        if (file === undefined) throw new Error('nothing was exported');
        const message = renderSnippet(file);
        expect(findMessageFaults(message)).toEqual([]);
        const isWhole = readText(message.blocks).includes('The whole answer as Markdown:');
        expect(isWhole || readText(message.blocks).includes('[…]')).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
