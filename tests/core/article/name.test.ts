import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseName, toNameText } from '../../../src/core/article/name.js';

const cases: [text: string, name: string, aliases: string[]][] = [
  ['Ada Holm', 'Ada Holm', []],
  ['Osama (Usama)', 'Osama', ['Usama']],
  ['  Harbour Office ( HO ;Office of the Harbour; HO )  ', 'Harbour Office', ['HO', 'Office of the Harbour']],
  ['Ostrel(Port Ostrel)', 'Ostrel', ['Port Ostrel']],
  ['Bank (of Ostrel) Limited', 'Bank (of Ostrel) Limited', []],
  ['Ostrel (A) (B)', 'Ostrel', ['A', 'B']],
  ['Ostrel ()', 'Ostrel', []],
  ['Ostrel (Ostrel)', 'Ostrel', []],
  ['(Ostrel)', '(Ostrel)', []],
  ['Ostrel (open', 'Ostrel (open', []],
  ['أسامة (Usama)', 'أسامة', ['Usama']],
];

describe('parseName', () => {
  it.each(cases)('reads %j', (text, name, aliases) => {
    expect(parseName(text)).toEqual({ name, aliases });
  });

  it('reads back what toNameText writes', () => {
    const piece = fc.constantFrom('a', ' ', '(', ')', ';', 'é', 'B');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const name = parseName(pieces.join(''));
        expect(parseName(toNameText(name))).toEqual(name);
      }),
      { numRuns: 2000 },
    );
  });
});
