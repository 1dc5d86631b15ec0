import { describe, expect, it } from 'vitest';
import { findEventDay } from '../../../src/core/question/event-day.js';
import { parseQuestion } from '../../../src/core/question/parse-question.js';
import { createLibrary } from '../corpus-fixture.js';

describe('findEventDay', () => {
  it.each<[event: string, day: string | undefined]>([
    ['the new bridge opened', '2031-05-02'],
    ['the flood at the school of Tarn', '2031-06-03'],
    ['the count of herring in the sound', '2031-06-10'],
    ['the coronation of the king', undefined],
    ['the', undefined],
    ['', undefined],
  ])('finds the day of %j', (event, day) => {
    expect(findEventDay(event, createLibrary())).toBe(day);
  });
});

describe('a question that counts from an event', () => {
  it.each<[text: string, day: string | undefined]>([
    ['What happened four days after the bridge opened?', '2031-05-06'],
    ['What did Tarek Bossu say a day after the lighthouse burned again?', '2031-05-21'],
    ['Who spoke two days before the school was flooded?', '2031-06-01'],
    ['Who spoke two days after 9 May, the strike?', '2031-05-11'],
    ['Who spoke two days after the coronation?', undefined],
  ])('%j asks for its own day', (text, day) => {
    expect(parseQuestion(text, createLibrary()).dates).toEqual(day === undefined ? [] : [{ from: day, to: day }]);
  });
});
