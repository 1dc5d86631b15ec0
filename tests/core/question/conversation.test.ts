import { describe, expect, it } from 'vitest';
import { parseQuestion } from '../../../src/core/question/parse-question.js';
import { articlesOf, askForAnswer, createLibrary } from '../corpus-fixture.js';

const library = createLibrary();
const parse = (text: string, ...conversation: string[]) => parseQuestion(text, library, { conversation });
const firstArticle = (text: string, ...conversation: string[]) =>
  articlesOf(askForAnswer(text, library, { conversation }))[0];

describe('a follow-up', () => {
  it.each<[text: string, earlier: string, article: string]>([
    ['And why?', 'Who resigned as mayor of Ostrel?', 'lind-resigns'],
    ['Why did she do it?', 'When did Una Lind resign as mayor?', 'lind-resigns'],
    ['How much did it cost?', 'When was the new bridge at Ostrel opened?', 'bridge-opens'],
    ['And who lit it?', 'When did the lamp of the lighthouse of Kell burn again?', 'lamp-lit'],
    ['What about fares?', 'Where do the ferries of the shipping line go?', 'ferry-fares-rise'],
    ['Where?', 'How many lessons were held after the river flooded the school?', 'school-flooded'],
  ])('%j after %j is answered from %s, and says what it took over', (text, earlier, article) => {
    const reply = askForAnswer(text, library, { conversation: [earlier] });
    expect(articlesOf(reply)[0]).toBe(article);
    expect(reply.understood?.about).toMatch(/\S/);
  });

  it('says in the words of the earlier question what it took over', () => {
    expect(parse('And why?', 'Who resigned as mayor of Ostrel?').about).toBe('resigned mayor Ostrel');
  });

  it('takes over names and the day, and leaves its own day when it has one', () => {
    const earlier = 'What did Una Lind propose on 15 May?';
    expect(parse('And why did she do so?', earlier)).toMatchObject({
      names: [{ name: 'Oona Lind' }],
      dates: [{ from: '2031-05-15' }],
    });
    expect(parse('And what did she do on 28 May?', earlier).dates).toEqual([{ from: '2031-05-28', to: '2031-05-28' }]);
  });

  it('counts days from the day of the conversation', () => {
    expect(parse('And the next day?', 'What happened at the port on 9 May?').dates).toEqual([
      { from: '2031-05-10', to: '2031-05-10' },
    ]);
  });

  it('keeps the filters of the conversation, unless it has its own', () => {
    const earlier = 'How did the strike go? topic:strike publisher:Wire';
    expect(parse('And why?', earlier).filters).toEqual({ topic: 'strike', publisher: 'Wire' });
    expect(parse('And why? publisher:Courier', earlier).filters).toEqual({ topic: 'strike', publisher: 'Courier' });
  });

  it('keeps what it asks for when it only names another thing', () => {
    expect(parse('And the ferry?', 'How much did the bridge cost?').kind).toBe('how_many');
    expect(parse('And when?', 'How much did the bridge cost?').kind).toBe('when');
  });

  it('reaches back over several turns', () => {
    expect(firstArticle('And why?', 'Who resigned as mayor of Ostrel?', 'When?')).toBe('lind-resigns');
  });

  it('prefers its own words to those it took over', () => {
    expect(firstArticle('And who lit the lamp?', 'How many dockers voted for the strike?')).toBe('lamp-lit');
  });
});

describe('a question that stands alone', () => {
  it.each([
    'How many herring did the Sea Institute count in the sound?',
    'Who lit the lamp of the Kell lighthouse with a match?',
    'What does a single ferry ticket to Lunholm cost?',
  ])('%j takes nothing over', (text) => {
    const earlier = 'What did Una Lind propose on 15 May? topic:strike';
    expect(parse(text, earlier)).toEqual(parse(text));
    const alone = askForAnswer(text, library);
    expect(askForAnswer(text, library, { conversation: [earlier] })).toEqual(alone);
    expect(alone.understood).not.toHaveProperty('about');
  });

  it('is every question without a conversation', () => {
    expect(parse('And why?')).toMatchObject({ about: undefined, slots: [] });
  });

  it('takes nothing from an empty turn', () => {
    expect(parse('And who came?', '')).toMatchObject({ about: undefined });
  });
});
