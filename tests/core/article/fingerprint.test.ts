import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFingerprints, countShared, toFingerprint } from '../../../src/core/article/fingerprint.js';

const fingerprint = (body: string, language = 'en') => toFingerprint({ body, language });

describe('a fingerprint', () => {
  it('does not change with case, accents, punctuation, line breaks', () => {
    expect(fingerprint('The café at Tarn – “closed” since MAY, she said.\n\nNobody knew why.')).toEqual(
      fingerprint('the cafe at tarn closed since may she said nobody knew why'),
    );
  });

  it('of a text of fewer words than a run is empty', () => {
    const { sketch, runs, ownRuns } = fingerprint('Two words');
    expect([sketch.length, runs.length, ownRuns.length]).toEqual([0, 0, 0]);
  });

  it('counts a run that is repeated once', () => {
    expect(fingerprint('one two three one two three').runs).toHaveLength(3);
  });

  it('has at most 32 numbers by which it is found, ascending, of 30 bits', () => {
    const words = Array.from({ length: 300 }, (_, index) => `word${index}`);
    const sketch = [...fingerprint(words.join(' ')).sketch];
    expect(sketch).toHaveLength(32);
    expect(sketch).toEqual([...sketch].sort((a, b) => a - b));
    expect(Math.max(...sketch)).toBeLessThan(2 ** 30);
  });

  it.each([
    ['straight', '"', '"'],
    ['curly', '“', '”'],
    ['German', '„', '“'],
    ['French', '« ', ' »'],
  ])('sets the words of a long quotation in %s marks apart', (_, open, close) => {
    const quoted = 'we will not leave the harbour before every ship is home';
    const { runs, ownRuns } = fingerprint(`He said this: ${open}${quoted}${close} and he left.`);
    expect(runs).toHaveLength(15);
    // "he said this" and "and he left" are left: what touches the quotation goes with it.
    expect(ownRuns).toHaveLength(2);
  });

  it('keeps the words of a short quotation', () => {
    const { runs, ownRuns } = fingerprint('He called it "a step backwards for everybody" and left.');
    expect(ownRuns).toEqual(runs);
  });

  it('lets a quotation that is never closed end with its paragraph', () => {
    const { ownRuns } = fingerprint('“We will not leave the harbour before they come.\n\nThe mayor of Ostrel said so.');
    expect(ownRuns).toHaveLength(4);
  });

  it.each([
    ['zh', '内塔尼亚胡周五在耶路撒冷会见了来访的外交部长', 8],
    ['ar', 'أعلن المجلس أن مياه الآبار في كيل صالحة للشرب وأن العمل استمر عشرين يوما', 10],
  ])('reads words of %s', (language, body, least) => {
    expect(fingerprint(body, language).runs.length).toBeGreaterThanOrEqual(least);
  });
});

describe('a comparison', () => {
  const text = Array.from({ length: 60 }, (_, index) => `word${index}`);
  const whole = fingerprint(text.join(' '));
  const half = fingerprint(text.slice(0, 31).join(' '));

  it('finds a shortened text contained, and half as long', () => {
    expect(compareFingerprints(whole, half)).toEqual({ contained: 1, ownContained: 1, shared: 0.5, size: 0.5 });
  });

  it('finds nothing in common with an empty text', () => {
    expect(compareFingerprints(whole, fingerprint(''))).toEqual({ contained: 0, ownContained: 0, shared: 0, size: 0 });
  });

  it('is the same both ways', () => {
    const words = fc
      .array(fc.constantFrom('a1', 'b2', 'c3', 'd4', '"'), { maxLength: 40 })
      .map((some) => some.join(' '));
    fc.assert(
      fc.property(words, words, (one, other) => {
        const [a, b] = [fingerprint(one), fingerprint(other)];
        expect(compareFingerprints(a, b)).toEqual(compareFingerprints(b, a));
      }),
    );
  });

  it('counts what two ascending lists share', () => {
    const list = fc.uniqueArray(fc.nat(50)).map((some) => Uint32Array.from(some).sort());
    fc.assert(
      fc.property(list, list, (a, b) => {
        expect(countShared(a, b)).toBe([...a].filter((value) => b.includes(value)).length);
      }),
    );
  });
});
