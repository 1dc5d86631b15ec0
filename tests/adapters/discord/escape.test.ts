import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText, escapeLine, escapeText, toLine, toQuotation, toShown } from '../../../src/adapters/discord/escape.js';
import { anyText } from './texts.js';

/** What Discord shows of a text in which nothing is active but backslashes. */
function read(markdown: string): string {
  return markdown.replace(/\\([^0-9A-Za-z\s])/g, '$1');
}

describe('escapeText', () => {
  it.each<[what: string, text: string, escaped: string]>([
    ['emphasis', '*a* _b_ **c** ~~d~~', '\\*a\\* \\_b\\_ \\*\\*c\\*\\* \\~\\~d\\~\\~'],
    ['spoilers and code', '||a|| `b` ```c```', '\\|\\|a\\|\\| \\`b\\` \\`\\`\\`c\\`\\`\\`'],
    ['mentions', '<@1> <@!1> <@&2> <#3>', '\\<@1> \\<@!1> \\<@&2> \\<#3>'],
    ['timestamps and emoji', '<t:1:R> <:wave:1> <a:wave:1>', '\\<t:1:R> \\<:wave:1> \\<a:wave:1>'],
    ['everyone and here', '@everyone @here me@here.example', '\\@everyone \\@here me\\@here.example'],
    ['masked links', '[a](b)', '\\[a](b)'],
    ['addresses', 'see https://a.example/x', 'see https\\://a.example/x'],
    ['headings', '# a\n## b\n### c\n#d', '\\# a\n\\## b\n\\### c\n#d'],
    ['small print', '-# a', '\\-# a'],
    ['lists', '- a\n+ b\n1. c\n2) d', '\\- a\n\\+ b\n1\\. c\n2\\) d'],
    ['quotations', '> a\n>>> b', '\\> a\n\\>>> b'],
    ['backslashes', '\\*a\\*', '\\\\\\*a\\\\\\*'],
    ['nothing in ordinary text', 'On 2.5., at 3:30 - he (5) paid $1.', 'On 2.5., at 3:30 - he (5) paid $1.'],
  ])('takes the meaning of %s away', (_, text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });

  it('leaves every text readable as it was written', () => {
    fc.assert(
      fc.property(anyText(500), (text) => {
        expect(read(escapeText(text))).toBe(toShown(text));
        expect(read(escapeLine(text))).toBe(toLine(text));
      }),
    );
  });

  it('leaves nothing at the beginning of a line that Discord would take for a heading, list or quotation', () => {
    fc.assert(
      fc.property(anyText(500), (text) => {
        for (const line of escapeText(text).split('\n')) {
          expect(line).not.toMatch(/^\s*(?:#{1,3}\s|-#?\s|[*+]\s|>|\d+[.)]\s)/);
        }
      }),
    );
  });
});

describe('toShown', () => {
  it.each([
    ['controls', 'a\u0000b\u001b[31mc\u0085d', 'ab[31mc d'],
    ['overrides of the direction', 'a\u202ecba\u202c', 'acba'],
    ['lone halves of characters', 'a\ud800b', 'a\ufffdb'],
    ['line breaks of other systems', 'a\r\nb\u2028c', 'a\nb c'],
    ['nothing of other scripts', 'آبار كيل 理事会 👩‍👩‍👧', 'آبار كيل 理事会 👩‍👩‍👧'],
  ])('takes out %s', (_, text, shown) => {
    expect(toShown(text)).toBe(shown);
  });
});

describe('toQuotation', () => {
  it('keeps every line of a sentence inside the quotation', () => {
    expect(toQuotation('One\ntwo', ' **[1]**')).toBe('> “One\n> two” **[1]**');
  });
});

describe('cutText', () => {
  it.each([
    ['at a word', 'the ferry sailed', 12, 'the ferry…'],
    ['inside a word where there is no other place', 'a'.repeat(20), 5, 'aaaa…'],
    ['not when it fits', 'the ferry', 9, 'the ferry'],
    ['before a character that does not fit in full', '👩‍👩‍👧👩‍👩‍👧', 10, '👩‍👩‍👧…'],
  ])('cuts %s', (_, text, most, cut) => {
    expect(cutText(text, most)).toBe(cut);
  });

  it('is never longer than asked for, and a beginning of the text', () => {
    fc.assert(
      fc.property(anyText(500), fc.integer({ min: 1, max: 400 }), (text, most) => {
        const cut = cutText(text, most, '');
        expect(cut.length).toBeLessThanOrEqual(most);
        expect(text.startsWith(cut)).toBe(true);
      }),
    );
  });
});
