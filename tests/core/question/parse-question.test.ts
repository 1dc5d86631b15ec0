import { describe, expect, it } from 'vitest';
import { BotError } from '../../../src/core/errors.js';
import { parseQuestion } from '../../../src/core/question/parse-question.js';
import { createLibrary } from '../corpus-fixture.js';

const library = createLibrary();

describe('parseQuestion', () => {
  it('reads kind, names, days and filters of one text', () => {
    const question = parseQuestion('Who did Una Lind thank on 28 May? topic:"city hall" -health', library);
    expect(question).toMatchObject({
      text: 'Who did Una Lind thank on 28 May?',
      kind: 'who',
      names: [{ name: 'Oona Lind', type: 'person' }],
      dates: [{ from: '2031-05-28', to: '2031-05-28' }],
      filters: { topic: 'city hall' },
      about: undefined,
    });
    expect(question.excluded).toHaveLength(1);
  });

  it('does not take a day in the wording for a filter', () => {
    expect(parseQuestion('What happened on 2 May 2031?', library).filters).toEqual({});
  });

  it('lets operators win over filters that are given beside the text', () => {
    const filters = { topic: 'ferries', place: 'Kell' };
    expect(parseQuestion('who came topic:strike', library, { filters }).filters).toEqual({
      topic: 'strike',
      place: 'Kell',
    });
  });

  it('refuses operators that contradict the filters beside the text', () => {
    expect(() => parseQuestion('who came until:2031-05', library, { filters: { since: '2031-06-01' } })).toThrow(
      BotError,
    );
  });

  it('looks for nothing in stop words alone', () => {
    for (const text of ['', '   ', 'the of and', 'who did it', '?!']) {
      expect(parseQuestion(text, library).slots).toEqual([]);
    }
  });

  it('teaches the library no word', () => {
    const before = library.lexicon.size;
    parseQuestion('Zeppelins over Zandria? "quartz engine" -xylophone', library);
    expect(library.lexicon.size).toBe(before);
    expect(library.vocabulary.has('zeppelins')).toBe(false);
  });

  it('reads the same text twice alike', () => {
    const text = 'Who called the vote a step backwards on 6 May?';
    expect(parseQuestion(text, library)).toEqual(parseQuestion(text, library));
  });
});
