import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSafeArticleId, toArticleId, toRevision, toTextKey } from '../../../src/core/article/identity.js';

describe('toRevision', () => {
  it('is the start of the SHA-256 of the UTF-8 form', () => {
    // printf 'Fähre' | sha256sum
    expect(toRevision('Fähre')).toBe('7c9fefabac20');
    expect(toRevision('')).toBe('e3b0c44298fc');
  });
});

describe('toTextKey', () => {
  it('does not see white space, and sees everything else', () => {
    expect(toTextKey(' a\n\nb ')).toBe(toTextKey('a b'));
    expect(toTextKey('a b')).not.toBe(toTextKey('a B'));
  });
});

describe('toArticleId', () => {
  const body = 'Fähre';
  it.each([
    ['Ferry is back', '2031-04-02', '2031-04-02-ferry-is-back'],
    ['Ferry is back', undefined, 'ferry-is-back'],
    ['  “Ferry’s” back: 3.5 million!', undefined, 'ferrys-back-3-5-million'],
    ['Crème brûlée in Łódź, Århus & Straße', undefined, 'creme-brulee-in-lodz-arhus-strasse'],
    ['Паром в Ostrel', undefined, 'ostrel'],
    ['Паром вернулся', '2031-04-02', '2031-04-02-7c9fefab'],
    ['2031', undefined, '7c9fefab'],
    ['ﬁnal Ⅳ', undefined, 'final-iv'],
  ])('makes an id of %j on %s', (title, published, id) => {
    const article = { title, body, ...(published === undefined ? {} : { published }) };
    expect(toArticleId(article)).toBe(id);
  });

  it('cuts at the last whole word within 80 characters', () => {
    const title = `${'abcd '.repeat(15)}ijklm`;
    expect(toArticleId({ title, body })).toBe(`${'abcd-'.repeat(15)}ijklm`);
    expect(toArticleId({ title: `${title}n`, body })).toBe('abcd-'.repeat(15).slice(0, -1));
  });

  it('cuts a first word that is too long by itself', () => {
    const id = toArticleId({ title: 'x'.repeat(200), body, published: '2031-04-02' });
    expect(id).toBe(`2031-04-02-${'x'.repeat(69)}`);
  });

  it('numbers clashes from 2', () => {
    const taken = new Set(['ferry', 'ferry-2']);
    expect(toArticleId({ title: 'Ferry', body }, (id) => taken.has(id))).toBe('ferry-3');
  });

  it('makes safe ids of at most 80 characters from any title, numbered or not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(12), (title, clashes) => {
        const taken = new Set<string>();
        for (let count = 0; count <= clashes; count++) {
          const id = toArticleId({ title, body, published: '2031-04-02' }, (made) => taken.has(made));
          expect(id).toMatch(/^2031-04-02-[a-z0-9]+(?:-[a-z0-9]+)*$/);
          expect(id.length).toBeLessThanOrEqual(80);
          expect(taken.has(id)).toBe(false);
          taken.add(id);
        }
      }),
    );
  });
});

describe('isSafeArticleId', () => {
  it.each(['ferry', '2031-04-02_ferry.v2', 'Fähre', 'паром', '渡轮', 'a'.repeat(120), 'console', 'com'])(
    'allows %j',
    (id) => {
      expect(isSafeArticleId(id)).toBe(true);
    },
  );

  it.each([
    '',
    '.',
    '..',
    '.hidden',
    'ends-with-a-dot.',
    '../../x',
    '/etc/x',
    'a/b',
    'a\\b',
    'a\0b',
    'a\n',
    'a b',
    'C:x',
    'nul',
    'CON.md',
    'lpt1',
    'a'.repeat(121),
    '渡'.repeat(41),
  ])('refuses %j', (id) => {
    expect(isSafeArticleId(id)).toBe(false);
  });
});
