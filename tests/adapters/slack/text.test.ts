import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesWithin, cutText, decodeText, escapeText, toLine, toShown } from '../../../src/adapters/slack/text.js';
import { awkwardText } from './replies.js';

describe('toShown', () => {
  it.each([
    ['plain words', 'plain words'],
    ['*as* _it_ ~is~ `written` <!here> & :smile:', '*as* _it_ ~is~ `written` <!here> & :smile:'],
    ['two\nlines', 'two\nlines'],
    ['two\r\nlines', 'two\nlines'],
    ['a\tb', 'a b'],
    ['ring\u0007', 'ring'],
    ['ab\u202ecd', 'abcd'],
    ['\u2067שלום', '\u2067שלום\u2069'],
    ['\u202bא\u2066b', '\u202bא\u2066b\u2069\u202c'],
    ['\u2067שלום\u2069', '\u2067שלום\u2069'],
    ['half \ud800 pair', 'half \ufffd pair'],
    ['سوق السمك', 'سوق السمك'],
    ['👩‍🚒 crew', '👩‍🚒 crew'],
  ])('shows %j as %j', (text, shown) => {
    expect(toShown(text)).toBe(shown);
  });

  it('never lets half a character or a control character but a line break through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(toShown(text).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\u202d\u202e]/u);
      }),
    );
  });
});

describe('toLine', () => {
  it('is one line without white space at its ends', () => {
    expect(toLine(' two\nlines ')).toBe('two lines');
  });
});

describe('escapeText', () => {
  it('leaves nothing that Slack could take for a mention, a link or an entity', () => {
    fc.assert(
      fc.property(awkwardText(500), (text) => {
        const escaped = escapeText(text);
        expect(escaped).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
        expect(escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).toBe(text);
      }),
    );
  });
});

describe('cutText', () => {
  it.each([
    ['short', 10, 'short'],
    ['the ferry sails again', 15, 'the ferry…'],
    ['Donaudampfschifffahrt', 10, 'Donaudamp…'],
    ['港口重新开放了', 4, '港口重…'],
    ['👩‍🚒👩‍🚒👩‍🚒', 11, '👩‍🚒👩‍🚒…'],
  ])('cuts %j to %d as %j', (text, most, cut) => {
    expect(cutText(text, most)).toBe(cut);
  });

  it('never exceeds its limit, in characters or in bytes', () => {
    fc.assert(
      fc.property(awkwardText(400), fc.integer({ min: 10, max: 300 }), (text, most) => {
        expect(cutText(text, most).length).toBeLessThanOrEqual(most);
        expect(bytesWithin(cutText(toShown(text), most, ' […]', bytesWithin))).toBeLessThanOrEqual(most);
      }),
    );
  });
});

describe('decodeText', () => {
  it.each([
    ['<@U1> who opened it?', 'who opened it?'],
    ['what did <@U2|bob> say', 'what did say'],
    ['in <#C1|general> today', 'in general today'],
    ['see <https://a.example|this page>', 'see this page'],
    ['see <https://a.example/x>', 'see https://a.example/x'],
    ['<!here> and <!subteam^S1|@crew>', 'and'],
    ['<!date^1392734382^{date}|18 February 2014>', '18 February 2014'],
    ['fish &amp; chips &lt;b&gt; &amp;lt;', 'fish & chips <b> &lt;'],
    ['"exact phrase" -word', '"exact phrase" -word'],
    ['a\nb', 'a\nb'],
    ['', ''],
  ])('reads %j as %j', (written, text) => {
    expect(decodeText(written)).toBe(text);
  });
});
