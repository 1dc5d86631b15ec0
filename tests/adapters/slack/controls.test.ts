import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openButton, parseArticleValue, parseReplyValue, toReplyValue } from '../../../src/adapters/slack/controls.js';
import { parseReasonState, renderArticleModal, renderReasonModal } from '../../../src/adapters/slack/modals.js';
import { findFaults, readText } from './block-rules.js';
import { ARTICLE } from './replies.js';

describe('the value of a button', () => {
  it('carries a reply and a page there and back', () => {
    expect(parseReplyValue(toReplyValue({ reply: 'Zk3_r-1', page: 12 }))).toEqual({ reply: 'Zk3_r-1', page: 12 });
  });

  it('carries any article that can be carried there and back', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.option(fc.nat(), { nil: undefined }),
        (article, sentence) => {
          const reference = sentence === undefined ? { article } : { article, sentence };
          for (const { value } of openButton(1, reference, 'title'))
            expect(parseArticleValue(value)).toEqual(reference);
        },
      ),
    );
  });

  it.each(['', 'r1', 'r1 x', `${'r'.repeat(65)} 0`, ' 0'])('%j is none of ours', (value) => {
    expect(parseReplyValue(value)).toBeUndefined();
  });

  it('is left out when the id is too long', () => {
    expect(openButton(1, { article: 'a'.repeat(2_001) }, 't')).toEqual([]);
  });
});

describe('the modal for a reason', () => {
  it('remembers the reply and where to thank', () => {
    const state = { reply: 'r1', channel: 'C1', thread: '1.1' };
    const modal = renderReasonModal(state);
    expect(parseReasonState(modal.private_metadata ?? '')).toEqual(state);
    expect(findFaults(modal.blocks, 100)).toEqual([]);
  });

  it.each(['', '{}', '[', '{"reply":7}'])('reads nothing from %j', (metadata) => {
    expect(parseReasonState(metadata)).toBeUndefined();
  });
});

describe('the modal of an article', () => {
  it('sets the quoted sentence in bold, and shows the part around it when the article is long', () => {
    const sentences = Array.from({ length: 300 }, (_, index) => ({
      sentence: index + 1,
      paragraph: Math.floor(index / 4) + 1,
      start: 0,
      end: 1,
      text: `Sentence ${index + 1} is about the harbour and its cranes, which stood still.`,
    }));
    const { blocks } = renderArticleModal({ ...ARTICLE, sentences }, { sentence: 250 });
    expect(JSON.stringify(blocks)).toContain(
      '"text":"Sentence 250 is about the harbour and its cranes, which stood still.","style":{"bold":true}',
    );
    expect(readText(blocks)).not.toContain('Sentence 1 is');
    expect(findFaults(blocks, 100)).toEqual([]);
  });
});
