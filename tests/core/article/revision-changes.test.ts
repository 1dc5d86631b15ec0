import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toRevisionChange } from '../../../src/core/article/revision-changes.js';
import { createArticle } from '../../contracts/store/samples.js';

const change = (before: string, after: string, titles: readonly [string, string] = ['Ferry', 'Ferry']) =>
  toRevisionChange(
    createArticle('ferry', { body: before, title: titles[0] }),
    createArticle('ferry', { body: after, title: titles[1] }),
  );

describe('the difference of two revisions', () => {
  it('names the sentences that went and those that came', () => {
    const { removed, added } = change(
      'The ferry is back. Nine people were hurt. It sails daily.',
      'The ferry is back. Eleven people were hurt. It sails daily. A second one follows.',
    );
    expect(removed).toEqual(['Nine people were hurt.']);
    expect(added).toEqual(['Eleven people were hurt.', 'A second one follows.']);
  });

  it('names the revisions that it compares', () => {
    const { from, to } = change('One.', 'Two.');
    expect([from, to]).toEqual([
      createArticle('a', { body: 'One.' }).revision,
      createArticle('a', { body: 'Two.' }).revision,
    ]);
  });

  it('counts the title in', () => {
    expect(change('One.', 'One.', ['Ferry sinks', 'Ferry is safe'])).toMatchObject({
      removed: ['Ferry sinks'],
      added: ['Ferry is safe'],
    });
  });

  it('sees none in white space', () => {
    expect(change('One came.\n\nTwo went.', 'One  came. Two went.')).toMatchObject({ removed: [], added: [] });
  });

  it('shows two texts whole that have little in common, in bounded time', () => {
    const text = (word: string) =>
      Array.from({ length: 5_000 }, (_, index) => `The ${word} number ${index} came.`).join(' ');
    const { removed, added } = change(text('ship'), text('train'));
    expect([removed.length, added.length]).toEqual([5_001, 5_001]);
  });

  it('leaves a text as it is when what was removed and added is taken back', () => {
    const sentences = fc.array(fc.constantFrom('One came.', 'Two went.', 'Three stayed.', 'Four slept.'), {
      minLength: 1,
    });
    fc.assert(
      fc.property(sentences, sentences, (before, after) => {
        const { removed, added } = change(before.join(' '), after.join(' '));
        const rest = (all: readonly string[], taken: readonly string[]) => {
          const left = [...all].sort();
          for (const one of taken) left.splice(left.indexOf(one), 1);
          return left;
        };
        expect(rest(before, removed)).toEqual(rest(after, added));
      }),
    );
  });
});
