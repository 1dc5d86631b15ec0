import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Gazetteer } from '../../../src/core/article/gazetteer.js';
import { parseName } from '../../../src/core/article/name.js';
import { openNameFinder } from '../../../src/ingest/names/name-finder.js';
import { NOTHING_KNOWN } from './measure-names.js';

const finder = await openNameFinder();

const gazetteer = new Gazetteer();
gazetteer.add({
  id: 'ferry',
  people: ['Ada Verrin (A. Verrin)', 'Osama'].map(parseName),
  places: ['Lunholm (Lunnholm)', 'Gaza Strip (Gaza; غزة)', 'Southern Israel', 'Northern Ostrel'].map(parseName),
  organizations: ['Port Office', 'Chinese Foreign Ministry', 'French Presidency', 'France', 'United Nations'].map(
    parseName,
  ),
});

const read = (body: string, title = '') => finder.findNames({ title, body, language: 'en' }, NOTHING_KNOWN);
const readKnown = (body: string, language = 'en') => finder.findNames({ title: '', body, language }, gazetteer);

describe('persons in English wording', () => {
  it.each([
    ['a title', 'Israeli Foreign Minister Bezalel Ottrich visited the town.', ['Bezalel Ottrich']],
    ['several titles', 'Deputy Prime Minister General Pavlo Dremin resigned.', ['Pavlo Dremin']],
    ['a title with its office', 'Secretary of State Orsolt Benvik spoke.', ['Orsolt Benvik']],
    ['a title with a hyphen', 'UN Secretary-General António Guterres came.', ['António Guterres']],
    ['a role', 'A statement by spokesman Yahor Vasnetsov was short.', ['Yahor Vasnetsov']],
    ['a role behind a comma', 'Ruvanna Jadaat, regional director for the north, agreed.', ['Ruvanna Jadaat']],
    ['an age', 'Police named Orsolt Benvik, 41, as the driver.', ['Orsolt Benvik']],
    ['what is said', 'Orsolt Benvik said the road was shut.', ['Orsolt Benvik']],
    ['a first name', 'They voted for Maria Tselik in spring.', ['Maria Tselik']],
    ['small words inside', 'Sheikh Mohammed bin Abdulrahman Al Thani agreed.', ['Mohammed bin Abdulrahman Al Thani']],
    ['a hyphen', 'Ambassador Linda Thomas-Greenfield spoke.', ['Linda Thomas-Greenfield']],
    ['a royal title, kept', 'He met King Abdullah in the palace.', ['King Abdullah']],
    [
      'a list',
      'They freed Danielle Aloni, Rimon Kirsht and Yelena Trupan.',
      ['Danielle Aloni', 'Rimon Kirsht', 'Yelena Trupan'],
    ],
    ['a possessive', "It was Maria Tselik's second win.", ['Maria Tselik']],
  ])('are shown by %s', (_, body, people) => expect(read(body).people).toEqual(people));

  it.each([
    ['a title alone', 'The Foreign Minister of the country resigned.'],
    ['months and days', 'In April May was near, and on Monday March came.'],
    ['nationalities', 'French President and German Chancellor spoke.'],
    ['first words', 'However, officials were silent. Several Western diplomats said nothing. Police said so.'],
    ['contests', 'The Nations Cup said nothing new.'],
  ])('are not made of %s', (_, body) => expect(read(body).people).toEqual([]));

  it('are given in the order of the text when they are equally frequent', () => {
    expect(readKnown('Minister Orsolt Benvik met Ada Verrin.').people).toEqual(['Orsolt Benvik', 'Ada Verrin']);
  });

  it('count under the full name when only the last one is given', () => {
    const body = 'Maria Tselik met Donald Ferrin. Tselik left early. Tselik came back. Ferrin did not.';
    expect(read(`Ola Brandt, a doctor, waited. ${body}`).people).toEqual([
      'Maria Tselik',
      'Donald Ferrin',
      'Ola Brandt',
    ]);
  });
});

describe('places in English wording', () => {
  it.each([
    ['a dateline', 'HUWARRA, West Bank, 6 October 2023 - A road was shut.', ['Huwarra', 'West Bank']],
    ['a dateline with an agency', 'NEW YORK, Oct 10 (Agency) - A road was shut.', ['New York']],
    ['a dateline of two towns', 'OSTREL/LUNHOLM (Agency) - A road was shut.', ['Ostrel', 'Lunholm']],
    ['a country', 'The talks between Chad and Côte d’Ivoire ended.', ['Chad', 'Côte d’Ivoire']],
    ['another name of a country', 'The US and Britain voted.', ['US', 'Britain']],
    ['a kind of place', 'It happened in the village of Ostrel.', ['Ostrel']],
    ['a last word', 'Ships left the Karolin Sea.', ['Karolin Sea']],
    ['a first word', 'Ships left the Gulf of Aden.', ['Gulf of Aden']],
    ['two sentences', 'It rained in Ostrelin. The road near Ostrelin was shut.', ['Ostrelin']],
  ])('are shown by %s', (_, body, places) => expect(read(body).places).toEqual(places));

  it.each([
    ['adjectives', 'An Israeli official and two Egyptians spoke to American troops.'],
    ['a country in another name', 'The Jordan Times and US troops were there.'],
    ['one mention behind "in"', 'They spoke in Parlando about it.'],
  ])('are not made of %s', (_, body) => expect(read(body).places).toEqual([]));
});

describe('organizations in English wording', () => {
  it.each([
    ['a last word', 'The Palestinian Red Crescent Society counted them.', ['Palestinian Red Crescent Society']],
    ['a first word', 'The Ministry of Public Works and Housing counted.', []],
    ['its country', "Qatar's Foreign Ministry announced it.", ["Qatar's Foreign Ministry"]],
    ['initials in brackets', 'The World Harbour Congress (WHC) met. The WHC voted.', ['World Harbour Congress (WHC)']],
    [
      'initials elsewhere',
      'The World Harbour Council met. The vote of WHC was close.',
      ['World Harbour Council (WHC)'],
    ],
    ['initials that speak', 'The OVNK said the road was shut.', ['OVNK']],
    ['a small "to"', 'The Committee to Protect Journalists counted.', ['Committee to Protect Journalists']],
    ['its end', 'The Harbour Safety Council met. The Safety Council voted.', ['Harbour Safety Council']],
    ['what everybody knows', 'He works for Google.', ['Google']],
  ])('are shown by %s', (_, body, organizations) => expect(read(body).organizations).toEqual(organizations));

  it.each([
    ['what every country has', 'The Foreign Ministry and the Ministry of Health agreed.'],
    ['other initials', 'He sold the USS Carney for 3 GBP at 10 GMT, the CEO of a TV.'],
    ['a bank of a river', 'They went to the West Bank.'],
  ])('are not made of %s', (_, body) => expect(read(body).organizations).toEqual([]));
});

describe('a headline', () => {
  it('is read when it is a sentence', () => {
    expect(read('It rained.', 'Minister Orsolt Benvik resigns after the flood').people).toEqual(['Orsolt Benvik']);
  });

  it('shows nothing by its capitals when most words have one', () => {
    const title = 'Minister Orders Complete Siege While Market Opens Doors Again';
    expect(read('It rained.', title)).toEqual({ people: [], places: [], organizations: [] });
  });
});

describe('known names', () => {
  it('are found by each spelling and given by the main one', () => {
    expect(readKnown('In Lunnholm, A. Verrin spoke for the Port Office.')).toEqual({
      people: ['Ada Verrin'],
      places: ['Lunholm'],
      organizations: ['Port Office'],
    });
  });

  it('are found in every language', () => {
    expect(readKnown('Ada Verrin a quitté Lunholm.', 'fr')).toMatchObject({
      people: ['Ada Verrin'],
      places: ['Lunholm'],
    });
    expect(readKnown('أطفال غزة ينتظرون.', 'ar').places).toEqual(['Gaza Strip']);
  });

  it('are not found in small letters, nor across the end of a sentence', () => {
    expect(readKnown('The port office shut. They left the Port. Office hours are short.').organizations).toEqual([]);
  });

  it('are not found inside a longer name', () => {
    expect(readKnown('Osama Rabbani ran the Gaza Marathon.').people).not.toContain('Osama');
    expect(readKnown('Osama Rabbani ran the Gaza Marathon.').places).toEqual([]);
  });

  it('are not places by their adjective, though an institution may be by its country', () => {
    expect(readKnown("China's Foreign Ministry wrote to southern Israelis and Gazans.")).toEqual({
      people: [],
      places: [],
      organizations: ['Chinese Foreign Ministry'],
    });
  });

  it('are not found by words of the same stem', () => {
    expect(readKnown('The French President and a French presidential aide came.').organizations).toEqual([]);
  });

  it('may begin with a small direction', () => {
    expect(readKnown('It rained in northern Ostrel.').places).toEqual(['Northern Ostrel']);
  });

  it('are places when they are countries, whatever they are listed as', () => {
    expect(readKnown('France voted.')).toEqual({ people: [], places: ['France'], organizations: [] });
  });

  it('give their spelling to what the wording shows', () => {
    expect(readKnown('UN Middle East envoy Orsolt Benvik came.').organizations).toEqual(['United Nations']);
  });
});

describe('other languages', () => {
  it.each([
    ['fr', 'Le ministre a quitté la Jordanie pour les États-Unis.', ['Jordanie', 'États-Unis']],
    ['es', 'El ministro viajó de Egipto a Arabia Saudí.', ['Egipto', 'Arabia Saudí']],
    ['ar', 'سافر الوزير من مصر إلى الأردن.', ['مصر', 'الأردن']],
    ['he', 'השר נסע אל ירדן.', ['ירדן']],
    ['zh', '外长前往埃及和约旦。', ['埃及', '约旦']],
  ])('find their countries: %s', (language, body, places) => {
    expect(finder.findNames({ title: '', body, language }, NOTHING_KNOWN)).toEqual({
      people: [],
      places,
      organizations: [],
    });
  });

  it('are searched for known names only when the tag is none', () => {
    expect(readKnown('Ada Verrin x', '??').people).toEqual(['Ada Verrin']);
  });
});

describe('texts of any kind', () => {
  it('gives names that stand in the text, each once', () => {
    const word = fc.constantFrom(
      'Minister',
      'Maria',
      'Tselik',
      'UN',
      'of',
      'the',
      'Council',
      'said',
      ',',
      '.',
      '(',
      ')',
      'in',
      '-',
      '\n',
      "'s",
      '中',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 40 }), (words) => {
        const body = words.join(' ');
        const found = read(body);
        for (const names of Object.values(found)) {
          expect(new Set(names).size).toBe(names.length);
          for (const name of names) {
            for (const part of name.match(/\p{L}+/gu) ?? []) expect(body.toLowerCase()).toContain(part.toLowerCase());
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['no space', 'A'.repeat(100_000)],
    [
      'a million characters',
      'Minister Maria Tselik spoke, and the market would open again, he said to us '.repeat(14_000),
    ],
    ['brackets', '(ABC) '.repeat(20_000)],
    ['capitals', 'Al Bo. '.repeat(20_000)],
    ['letters of no words', Array.from({ length: 20_000 }, (_, at) => `${at.toString(36).toUpperCase()}X`).join(' ')],
  ])('takes a bounded time over %s', (_, body) => {
    const startedAt = performance.now();
    read(body);
    // Some 0.5 s at worst on a quiet machine: what is quadratic in the text takes minutes.
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it('searches the first 30,000 characters of a body', () => {
    const filler = 'It rained again. '.repeat(1_760);
    expect(read(`${filler}Minister Maria Tselik spoke.`).people).toEqual(['Maria Tselik']);
    expect(read(`${filler.repeat(2)}Minister Maria Tselik spoke.`).people).toEqual([]);
  });
});
