import { describe, expect, it } from 'vitest';
import { parseQuestion } from '../../../src/core/question/parse-question.js';
import { articlesOf, ask, askForAnswer, createLibrary } from '../corpus-fixture.js';

const namesIn = (text: string, isExact = false): string[] =>
  parseQuestion(text, createLibrary(), { isExact }).names.map(({ name }) => name);

describe('names of a question', () => {
  it.each<[text: string, names: string[]]>([
    ['Why did Oona Lind resign?', ['Oona Lind']],
    ['why did una lind resign', ['Oona Lind']],
    ['What did Tareq Bosu promise?', ['Tarek Bossu']],
    ['Did Tarek Bossu call Oona Lind in Kell?', ['Tarek Bossu', 'Oona Lind', 'Kell']],
    ['Who is Zandor Quill of Kell?', ['Kell', 'Zandor Quill']],
    ['Where is the quay?', []],
    ['', []],
  ])('%j names %j', (text, names) => {
    expect(namesIn(text).sort()).toEqual(names.sort());
  });

  it('takes the capital at the beginning for none of a name', () => {
    expect(namesIn('Ropes are shown where?')).toEqual([]);
  });
});

describe('aliases', () => {
  it.each<[what: string, question: string, article: string, asked: string, found: string]>([
    [
      'the main name for the other spelling',
      'Why did Oona Lind resign as mayor?',
      'lind-resigns',
      'Oona Lind',
      'Una Lind',
    ],
    ['the other spelling for the main name', 'Which ribbon did Una Lind cut?', 'bridge-opens', 'Una Lind', 'Oona Lind'],
    [
      'a name of the alias file',
      'What did Tarek Bossu promise about food ships?',
      'strike-begins',
      'Tarek Bossu',
      'Tareq Bosu',
    ],
    [
      'the same the other way round',
      'What did Tareq Bosu say about wages?',
      'dockers-vote',
      'Tareq Bosu',
      'Tarek Bossu',
    ],
    ['a name in another script', 'Is the water of Kell safe?', 'wells-of-kell', 'Kell', 'كيل'],
    ['the same the other way round', 'كيل lighthouse', 'lamp-lit', 'كيل', 'Kell'],
  ])('finds %s, and says so', (_, question, article, asked, found) => {
    const reply = askForAnswer(question, createLibrary(), { limit: 5 });
    expect(articlesOf(reply)).toContain(article);
    expect(reply.understood?.aliases).toContainEqual([asked, found]);
  });

  it('says nothing of aliases that were not needed', () => {
    expect(askForAnswer('How much did the bridge cost?').understood?.aliases).toEqual([]);
    expect(askForAnswer('Who is Ivo Marsh, keeper of the lamp?', undefined, { limit: 1 }).understood?.aliases).toEqual(
      [],
    );
  });

  it('finds one part of a name under its other spelling', () => {
    expect(articlesOf(ask('Bosu')).sort()).toEqual(['dockers-vote', 'strike-begins', 'strike-ends']);
  });

  it('takes names as they are typed when asked to', () => {
    const exact = { isExact: true };
    expect(articlesOf(ask('Bosu', undefined, exact))).toEqual(['strike-begins']);
    for (const question of ['Why did Oona Lind resign?', 'What did Tareq Bosu say about wages?', 'Kell']) {
      const reply = askForAnswer(question, undefined, exact);
      expect(reply.understood?.aliases).toEqual([]);
    }
    expect(articlesOf(ask('Kell', undefined, exact))).toEqual(['lamp-lit']);
  });

  it('finds a country by its people', () => {
    expect(articlesOf(ask('Vessmark'))).toContain('fish-count');
    expect(articlesOf(ask('Vessmark', undefined, { isExact: true }))).toEqual([]);
  });
});

describe('spelling', () => {
  it.each<[question: string, wrong: string, right: string, article: string]>([
    ['Who blamed the warn watter?', 'watter', 'water', 'fish-count'],
    ['Who lit the lamp with a mathc?', 'mathc', 'match', 'lamp-lit'],
    ['How many membres voted?', 'membres', 'members', 'dockers-vote'],
    ['the lighthouze', 'lighthouze', 'lighthouse', 'lamp-lit'],
    ['herrinng', 'herrinng', 'herring', 'fish-count'],
  ])('corrects in %j %s to %s, and says so', (question, wrong, right, article) => {
    const reply = askForAnswer(question);
    expect(reply.understood?.corrected).toMatchObject({ [wrong]: right });
    expect(reply.understood?.terms).toContain(right);
    expect(articlesOf(reply)).toContain(article);
  });

  it('corrects no name of which the articles have no part', () => {
    expect(parseQuestion('What did Tarem Holgersson promise?', createLibrary()).corrected).toEqual({});
    expect(parseQuestion('What did Tarem Bossu promise?', createLibrary()).corrected).toEqual({ tarem: 'tarek' });
  });

  it('corrects no word that the articles have, no number and no short word', () => {
    for (const question of ['Who blamed warm water?', 'Were it 31,001 herring?', 'The lamq and the quai?']) {
      expect(ask(question).understood).not.toHaveProperty('corrected');
    }
  });

  it('corrects nothing when asked to take words as typed', () => {
    const reply = ask('the lighthouze', undefined, { isExact: true });
    expect(reply.kind).toBe('no-match');
    expect(reply.understood).not.toHaveProperty('corrected');
    expect(reply.understood?.terms).toEqual(['lighthouze']);
  });
});
