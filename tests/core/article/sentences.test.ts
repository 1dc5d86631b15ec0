import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { splitSentences } from '../../../src/core/article/sentences.js';

function textsOf(body: string, language?: string): string[] {
  return splitSentences(body, language).map(({ start, end }) => body.slice(start, end));
}

// ` | ` marks where a sentence ends and a space follows, `‖` where the next one follows at once.
const CASES: Readonly<Record<string, readonly string[]>> = {
  titles: [
    'Mr. Lind met Mrs. Orrin. | They talked.',
    'Dr. Vale and Prof. Amery agreed. | Nobody else did.',
    'Gen. Ruud called Sen. Pell and Rep. Moss. | Lt. Col. Hale listened.',
    'The letter went to Gov. Tarn. | Capt. Brook carried it.',
    'The ex-Gen. Ruud spoke first.',
    'She works as a sales rep. | The shop is small.',
    'MR. LIND WON. | NOBODY CLAPPED.',
    'The ferry from St. Petersburg was late. | Passengers waited.',
    'The bakery stands on Mill St. | The mayor lives above it.',
    'The road to Mt. Harrow is closed.',
  ],
  'names of firms and people': [
    'Samuel Orrin Jr. Library opened. | It is free.',
    'The founder was Samuel Orrin Jr. | He died young.',
    'Brightwater Inc. Chairman Olga Fenn resigned. | Shares fell.',
    'She left Brightwater Inc. | The firm thanked her.',
    'Orrin & Co. and Fenn Ltd. merged. | Their rival was Tarn Corp. | It closed.',
    'J. K. Arden wrote it. | George W. Marsh printed it.',
    'The story is by J.R. Arden. | It is long.',
    'They chose plan B. | The rain had won.',
    'The poet Ö. Şen read. | People clapped.',
    'Anna Vale, Ph.D., spoke. | Otto Lind, Ph.D. | He teaches.',
    'Yahoo! said sales rose. | Yahoo! Mail was down.',
    'The paper by Fenn et al. (2019) was short. | Fenn et al. 2020 was long.',
    'The first to try were Lind et al. | Others followed.',
  ],
  'numbered things': [
    'It was Resolution No. 14 of the year. | Few read it.',
    'He said no. | She said yes.',
    'He is the world no. 5 in chess.',
    'The door is 6 ft. 2 in. high. | It costs Rs. 500.',
    'Rules: (a) come early. | (b) bring bread.',
    'See p. 4 and pp. 4-6 of the plan. | The rest is blank.',
    'Art. 99 was used. | Arts. 3 and 4 were not.',
    'Vol. II sold well. | Fig. 3 shows how.',
    'The bridge is approx. 40 m long. | It is old.',
    'The museum shows modern art. | Fourteen people came.',
  ],
  'Latin shortcuts': [
    'They sell fruit, e.g. Pears. | They sell i.e. what they grow.',
    'They brought bread, cheese, etc. | Rain fell.',
    'They brought bread, cheese, etc. and ate.',
    'It was Harrow vs. Tarn in the final. | The case Lind v. Orrin was older.',
  ],
  'dates and times': [
    'On Oct. 10 the fair opened. | It closed in Nov. | Snow fell.',
    'It opened on Sat. 14 Dec. 2019 at noon.',
    'The fair ended in Oct. | Traders went home.',
    'They counted in Oct. | 1,400 geese came.',
    'It began at 6 a.m. | Rescuers came.',
    'It began at 6 a.m. Friday. | It ended at 7 p.m. Harrow time.',
    'It began at 6 p.m. GMT and at 7 p.m. | The hall was full.',
    'Doors shut at 18.59. | Then the lights went out.',
  ],
  'dotted letters': [
    'The talks were held at the U.N. | The envoy left.',
    'The U.S. Senate voted. | The U.K. Parliament did not.',
    'She flew to the U.S. | In the evening she slept.',
    'The hall is in Washington, D.C. | It seats nine.',
    'The E.U. agreed with the U.N. | 14 states abstained.',
    'The U.S. 6th Street office moved.',
    'A U.S.-led team came. | U.N.-run kitchens opened.',
    'He read the "U.S. Almanac" twice.',
  ],
  numbers: [
    'It rose 3.5 per cent to 1,400.50. | Version v2.0 came later.',
    'The vote was 13-1-1. | Nobody left.',
    'Prices rose. | 14 people complained.',
    'Prices rose. | $14 million was lost.',
    'That was in 2019. | 3 of them stayed.',
    'Costs fell by 3. | 5 shops opened.',
    '1. He spoke first.',
    'First there was bread. | 2. Then there was soup.',
  ],
  'addresses and files': [
    'The site example.org is fine. | Next came the test.',
    'See https://example.org/a.html?x=1.2&y=!a. | Then close it.',
    'Open notes.v2.txt and read it! | Nothing is lost.',
    'Write to desk@example.org. | Answers take a day.',
    'Node.js is fast. | 2.0.1 is newer.',
  ],
  'ellipses and repeated marks': [
    'He waited… | Nobody came.',
    'He waited… and waited.',
    'He waited... | Nobody came.',
    'He waited ... and left.',
    'Really?! | Yes!!! | Good.',
    '… and so it ended. | … Then it began.',
    'He said “it … was late.” | She nodded.',
  ],
  quotations: [
    'He said: "We want peace." | He left.',
    'He said: “We want peace.” | Then he left.',
    '"Stop!" he said. | "Go on," she said.',
    '“We will see.” the minister said.',
    '“Where are you going?” Olga Fenn asked. | Nobody knew.',
    '“Stop!” | He said nothing.',
    'She asked "why now?" and left. | He stayed.',
    "He called it 'a mess.' | They agreed.",
    '“We came. | We saw.” | Then we left.',
    '« Non ! » dit-il. | « Oui. » | Puis il part.',
    '„Halt!“ | Dann kam er. | „Nein“, sagte sie.',
    'He left. | “They will come,” she said.',
    'The sign read "Closed". | Nobody knocked.',
    'We waited (“why?” she asked) and slept. | It rained.',
  ],
  'brackets and notes': [
    'He left (see p. 4). | Then it rained.',
    'He left. | (It was late.) | She stayed.',
    'He left at dawn (at 6 a.m.). | Nobody saw him.',
    'It was late.[1] | They slept.[2][3] | Dawn came.',
    'It was late. [4] | They slept.¹ | Dawn came.*',
    '**It was late.** | They slept.',
    'He quoted her: “It […] was late.” | She agreed.',
  ],
  'small first letters': [
    'iPhone sales rose. | iPads fell.',
    'The clinic closed. | al-Nahr hospital stayed open.',
    'He came late. but he came.',
    'Is it so? perhaps.',
  ],
  'colons, dashes and datelines': [
    'He named three: bread, salt; and tea. | She named none.',
    'HARROW/TARN, 10 October 2023 - Otto Lind arrived. | He left.',
    'HARROW, Oct. 10 (Newswire) -- Otto Lind arrived. | He left.',
    'TARN, D.C. — The river froze. | It thawed.',
    'HARROW, 10 October 2023. The river froze. | It thawed.',
    'LONDON, Oct. 10. – The river froze. | It thawed.',
    'Would he come? – nobody knew.',
  ],
  'other scripts': [
    'وصل الوفد صباحا. | هل بقي طويلا؟ | غادر مساء.',
    'التقى أ. سالم بالوفد. | ثم غادر.',
    'הרכבת איחרה. | מי חיכה? | איש לא.',
    'ש. לוי כתב ספר. | הוא קצר.',
    '火车晚点了。‖谁在等？‖没有人！',
    '他说：“我们走吧。”‖然后他走了。',
    '火车晚点了。‖“我们等。”她说。‖天黑了。',
    '火车晚点了!‖谁在等?‖没有人。',
    '電車が遅れた。‖「行こう。」と彼は言った。‖雨だ。',
    '電車が遅れた。‖「行こう。」‖雨だ。',
    '火车晚点了……天黑了。',
    'وصل الوفد إلى مقر (U.N.) أمس. | ثم غادر.',
    'La oficina está en EE. UU. desde mayo.',
    '« Vraiment ? » demanda-t-il. | M. Orrin rit.',
    'रेल देर से आई। | कौन रुका? | कोई नहीं।',
    'डॉ. शर्मा आए। | वे चले गए।',
    'The sign said 火车。 | Then the train came.',
    'Поезд опоздал. | Кто ждал? | А. С. Иванов ждал.',
    'Der Zug kam am 10. Oktober an. | Es war z. B. Montag.',
  ],
  'signs without letters': [
    'Great news! 🎉',
    'Great news! | 🎉 The train came. | 👩‍👩‍👧 Friends waited.',
    '\u200fוהרכבת איחרה.\u200f | \u200fמי חיכה?',
    'It rained.\u200b | \u200bIt stopped.',
    '. . . . It rained.',
    '***',
  ],
};

describe('splitSentences', () => {
  describe.each(Object.entries(CASES))('%s', (_, cases) => {
    it.each(cases)('%s', (marked) => {
      const body = marked.replaceAll(' | ', ' ').replaceAll('‖', '');
      expect(textsOf(body)).toEqual(marked.split(/ \| |‖/));
    });
  });

  it.each(['', ' ', '\n\n \t\n', '\ufeff'])('finds nothing in the empty body %j', (body) => {
    expect(splitSentences(body)).toEqual([]);
  });

  it('counts paragraphs and sentences from 1 over the whole article', () => {
    const body = 'It rained. Nobody came.\n\nIt stopped.\n \t\n\n\nThey came.';
    expect(splitSentences(body)).toEqual([
      { number: 1, paragraph: 1, start: 0, end: 10 },
      { number: 2, paragraph: 1, start: 11, end: 23 },
      { number: 3, paragraph: 2, start: 25, end: 36 },
      { number: 4, paragraph: 3, start: 42, end: 52 },
    ]);
  });

  it('ends a sentence with its paragraph, whatever its last character', () => {
    expect(textsOf('He met Dr.\n\nLind and left\n\nthen”\n\n” it rained')).toEqual([
      'He met Dr.',
      'Lind and left',
      'then”',
      '” it rained',
    ]);
  });

  it.each([
    ['a line break inside a sentence', 'The river\nfroze. It\nthawed', ['The river\nfroze.', 'It\nthawed']],
    ['a line break after an abbreviation', 'He met Dr.\nLind.\nThen he left.', ['He met Dr.\nLind.', 'Then he left.']],
    ['a line break in a script without spaces', '火车\n晚点了。\n天黑了。', ['火车\n晚点了。', '天黑了。']],
    [
      'a dateline on its own line',
      'HARROW, 10 October 2023\nThe river froze.',
      ['HARROW, 10 October 2023\nThe river froze.'],
    ],
    [
      'a dash at the start of one line',
      'The envoy\n- as planned - left\nat noon.',
      ['The envoy\n- as planned - left\nat noon.'],
    ],
    ['a number at the start of one line', 'They were\n14. Then it rained.', ['They were\n14.', 'Then it rained.']],
  ])('keeps %s as white space', (_, body, expected) => {
    expect(textsOf(body)).toEqual(expected);
  });

  it.each([
    ['hyphens', '- bread\n- salt, e.g. Sea salt\n- tea', ['- bread', '- salt, e.g. Sea salt', '- tea']],
    ['stars after a line', 'They sell\n* bread\n* salt', ['They sell', '* bread', '* salt']],
    ['one bullet after a colon', 'They sell:\n• bread', ['They sell:', '• bread']],
    ['numbers', '1. Bread\n2. Salt\n10) Tea', ['1. Bread', '2. Salt', '10) Tea']],
    ['letters', 'They sell:\na) bread\nb) salt', ['They sell:', 'a) bread', 'b) salt']],
    ['wrapped items', '– bread and\n  butter\n– salt\nand tea', ['– bread and\n  butter', '– salt\nand tea']],
    ['nested items', '- bread\n  - white\n  - brown\n- salt', ['- bread', '- white', '- brown', '- salt']],
    ['items of two sentences', '1. Bread. It is old.\n2. Salt', ['1. Bread.', 'It is old.', '2. Salt']],
    [
      'the rows of a vote',
      'The plan passed.\nIn favour: Harrow, St. Olan, Tarn\nAgainst: Brook\nAbstained (2): Fenn, Vale',
      ['The plan passed.', 'In favour: Harrow, St. Olan, Tarn', 'Against: Brook', 'Abstained (2): Fenn, Vale'],
    ],
  ])('ends a sentence with each line of a list: %s', (_, body, expected) => {
    expect(textsOf(body)).toEqual(expected);
    expect(new Set(splitSentences(body).map(({ paragraph }) => paragraph))).toEqual(new Set([1]));
  });

  it('takes a Markdown heading as a sentence of its own', () => {
    expect(textsOf('# What now? Nobody knows\nThe river froze.\n## Later\n- ice\n- snow\n#tag is none')).toEqual([
      '# What now? Nobody knows',
      'The river froze.',
      '## Later',
      '- ice',
      '- snow\n#tag is none',
    ]);
  });

  it.each(['not a tag', '', 'x', 'de', 'zz-Zzzz'])('splits under the language tag %j', (language) => {
    expect(textsOf('It rained. Nobody came.', language)).toEqual(['It rained.', 'Nobody came.']);
  });

  it('knows the question mark of the language', () => {
    expect(textsOf('Πού πάει; Δεν ξέρω.', 'el')).toEqual(['Πού πάει;', 'Δεν ξέρω.']);
  });

  // Bodies are segmented in pieces, so every place of the pattern meets the edge of a piece.
  it.each([
    ['火车晚点了。', '“我们等吧！”', '谁在等？'],
    ['هل وصل الوفد؟ ', 'نعم (أمس)؟! ', 'ثم غادر. '],
    ['रेल देर से आई।  ', '(कौन रुका?) '],
  ])('finds the same sentences however long the line is: %s', (...pattern) => {
    const rounds = Array.from({ length: 500 }, () => pattern).flat();
    expect(textsOf(rounds.join(''))).toEqual(rounds.map((sentence) => sentence.trim()));
  });

  it('segments a long line in pieces, each character once', () => {
    const segment = vi.spyOn(Intl.Segmenter.prototype, 'segment');
    try {
      const body = '火车晚点了。'.repeat(20_000);
      splitSentences(body);
      const lengths = segment.mock.calls.map(([piece]) => piece.length);
      expect(Math.max(...lengths)).toBeLessThan(3000);
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(body.length);
    } finally {
      segment.mockRestore();
    }
  });

  describe('for any text', () => {
    const piece = fc.constantFrom(
      ...[
        'Mr',
        'U.S',
        'p',
        'It',
        'the',
        'A',
        '14',
        '3.5',
        'no',
        '走',
        '彼',
        'वह',
        'قال',
        'É',
        '😀',
        '\ud83d',
        '👩‍👧',
        'e\u0301',
      ],
      ...[
        '.',
        '. ',
        '! ',
        '? ',
        '… ',
        '...',
        '。',
        '？',
        '।',
        '؟ ',
        '"',
        '“',
        '”',
        '«',
        ' »',
        "'",
        '(',
        ')',
        '[1]',
        '「',
        '」',
        '¹',
      ],
      ...[
        ' ',
        '  ',
        '\n',
        '\n\n',
        '\n \n',
        '\t',
        '\r\n',
        '\u00a0',
        '\u2028',
        '\u0085',
        '\ufeff',
        '\u200b',
        '\u200f',
        '\u3000',
      ],
      ...['\n- ', '\n1. ', '\n# ', '\nAgainst: ', ':', ';', ' - ', '—', '/', '*', '_'],
    );
    const anyBody = fc.oneof(
      fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary', maxLength: 80 }),
    );

    it('covers every character that is not white space, in order and without overlap', () => {
      fc.assert(
        fc.property(anyBody, (body) => {
          let covered = 0;
          for (const { start, end } of splitSentences(body)) {
            expect(start).toBeGreaterThanOrEqual(covered);
            expect(body.slice(covered, start).trim()).toBe('');
            const text = body.slice(start, end);
            expect(text).not.toBe('');
            expect(text).toBe(text.trim());
            covered = end;
          }
          expect(body.slice(covered).trim()).toBe('');
        }),
        { numRuns: 3000 },
      );
    });

    it('counts without a gap, never crosses a blank line and never splits a surrogate pair', () => {
      fc.assert(
        fc.property(anyBody, (body) => {
          let paragraph = 0;
          let covered = 0;
          for (const [i, sentence] of splitSentences(body).entries()) {
            expect(sentence.number).toBe(i + 1);
            const isNewParagraph = i === 0 || /\n\s*\n/.test(body.slice(covered, sentence.start));
            paragraph += isNewParagraph ? 1 : 0;
            expect(sentence.paragraph).toBe(paragraph);
            expect(body.slice(sentence.start, sentence.end)).not.toMatch(/\n\s*\n/);
            for (const at of [sentence.start, sentence.end]) {
              expect(/^[\ud800-\udbff][\udc00-\udfff]$/.test(body.slice(at - 1, at + 1))).toBe(false);
            }
            covered = sentence.end;
          }
        }),
        { numRuns: 3000 },
      );
    });

    it('splits each paragraph as it would alone', () => {
      fc.assert(
        fc.property(fc.array(anyBody, { maxLength: 4 }), (paragraphs) => {
          expect(textsOf(paragraphs.join('\n\n'))).toEqual(paragraphs.flatMap((paragraph) => textsOf(paragraph)));
        }),
      );
    });
  });

  it.each([
    ['one line without a full stop', 'word '.repeat(200_000), 1],
    ['only full stops', '.'.repeat(1_000_000), 1],
    ['only full stops and spaces', '. '.repeat(500_000), 1],
    ['a wide gap between two sentences', `It rained.${' '.repeat(1_000_000)}It stopped.`, 2],
    ['a million line breaks', `It rained.${'\n'.repeat(1_000_000)}It stopped.`, 2],
    ['a million closing quotes', `It rained.${'"'.repeat(1_000_000)} It stopped.`, 2],
    ['many loose brackets', `It rained.${' )'.repeat(500_000)}`, 1],
    ['many opening brackets', '. ('.repeat(300_000), 1],
    ['many indented lines', `It rained\n- bread${'\n  and'.repeat(200_000)}`, 1],
    ['many sentences', 'It rained. '.repeat(100_000), 100_000],
  ])('finishes on %s', (_, body, sentences) => {
    expect(splitSentences(body)).toHaveLength(sentences);
  });
});
