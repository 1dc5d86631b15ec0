import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseRobots } from '../../../src/ingest/web/robots-rules.js';

it.each<[what: string, text: string, path: string, isAllowed: boolean]>([
  ['no rules', '', '/a', true],
  ['a page that is no rules', '<html><body>Disallow: /', '/a', true],
  ['rules for all', 'User-agent: *\nDisallow: /', '/a', false],
  ['rules for others', 'User-agent: other\nDisallow: /', '/a', true],
  ['rules for a longer name', 'User-agent: datelinenews\nDisallow: /', '/a', true],
  ['rules for it with a version', 'user-agent:DateLine/2.0\ndisallow:/', '/a', false],
  [
    'its own rules before those for all',
    'User-agent: *\nDisallow: /\n\nUser-agent: Dateline\nDisallow: /b',
    '/a',
    true,
  ],
  [
    'its own empty rules before those for all',
    'User-agent: *\nDisallow: /\nUser-agent: Dateline\nDisallow:',
    '/a',
    true,
  ],
  ['one group for several', 'User-agent: other\nUser-agent: dateline\nDisallow: /a', '/a', false],
  [
    'several groups for it',
    'User-agent: dateline\nDisallow: /a\nUser-agent: x\nAllow: /\nUser-agent: dateline\nDisallow: /b',
    '/b',
    false,
  ],
  ['a group with lines of other kinds', 'User-agent: dateline\nSitemap: /s.xml\nDisallow: /a', '/a', false],
  ['rules before any name', 'Disallow: /a\nUser-agent: *', '/a', true],
  ['the longer rule', 'User-agent: *\nDisallow: /a\nAllow: /a/b', '/a/b/c', true],
  ['the longer rule, whatever the order', 'User-agent: *\nAllow: /a/b\nDisallow: /a', '/a/b/c', true],
  ['the kinder of two equal rules', 'User-agent: *\nDisallow: /a\nAllow: /a', '/a', true],
  ['a comment', 'User-agent: * # all\nDisallow: /a # not here', '/a', false],
  ['the start of a path', 'User-agent: *\nDisallow: /a', '/abc', false],
  ['capital letters in a path', 'User-agent: *\nDisallow: /A', '/a', true],
  ['a star', 'User-agent: *\nDisallow: /*/print', '/2031/ferry/print?x', false],
  ['a star that does not match', 'User-agent: *\nDisallow: /*/print', '/print', true],
  ['an end', 'User-agent: *\nDisallow: /*.pdf$', '/a.pdf', false],
  ['an end that goes on', 'User-agent: *\nDisallow: /*.pdf$', '/a.pdf?x', true],
  ['an end that comes twice', 'User-agent: *\nDisallow: /*a$', '/aba', false],
  ['a whole path', 'User-agent: *\nDisallow: /a$', '/ab', true],
  ['parts that may not overlap', 'User-agent: *\nDisallow: /ab*ba$', '/aba', true],
  ['a query', 'User-agent: *\nDisallow: /*?print', '/a?print=1', false],
  ['an accent', 'User-agent: *\nDisallow: /fähre', '/f%c3%a4hre', false],
  ['an accent, encoded in the rule', 'User-agent: *\nDisallow: /f%c3%A4hre', '/f%C3%A4hre', false],
  ['what need not be encoded', 'User-agent: *\nDisallow: /%61-b', '/a-b', false],
  ['what must be encoded', 'User-agent: *\nDisallow: /a%2Fb', '/a/b', true],
  ['the line ends of old systems', 'User-agent: *\rDisallow: /a\r', '/a', false],
])('reads %s', (_, text, path, isAllowed) => {
  expect(parseRobots(text, 'dateline').allows(path)).toBe(isAllowed);
});

it.each<[text: string, pauseMs: number]>([
  ['User-agent: *\nCrawl-delay: 2.5', 2_500],
  ['User-agent: *\nCrawl-delay: 2\nUser-agent: dateline\nDisallow:', 0],
  ['User-agent: *\nCrawl-delay: soon', 0],
  ['User-agent: *\nCrawl-delay: -1', 0],
])('reads the pause of %j', (text, pauseMs) => {
  expect(parseRobots(text, 'dateline').pauseMs).toBe(pauseMs);
});

it('matches as the plain expression of a rule does', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '$'), maxLength: 8 });
  fc.assert(
    fc.property(letters, fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 10 }), (rule, rest) => {
      fc.pre(!rule.slice(0, -1).includes('$'));
      const pattern = `/${rule}`;
      const expression = pattern.replaceAll(/[*$/]/g, (sign) => ({ '*': '.*', $: '$', '/': '\\/' })[sign] ?? sign);
      const isMatch = new RegExp(`^${expression}`).test(`/${rest}`);
      expect(parseRobots(`User-agent: *\nDisallow: ${pattern}`, 'dateline').allows(`/${rest}`)).toBe(!isMatch);
    }),
    { numRuns: 1_000 },
  );
});

it.each<[what: string, text: string]>([
  ['many names and rules', 'User-agent: *\n'.repeat(18_000) + 'Allow: /\n'.repeat(28_000)],
  ['many rules that nearly match', `User-agent: *\n${'Disallow: /*aaaaaaaaaaaaaaaaaaaa*b\n'.repeat(14_000)}`],
  ['one long rule', `User-agent: *\nDisallow: /${'*a'.repeat(250_000)}`],
  ['much that is encoded', `User-agent: *\nDisallow: /${'%41%C3'.repeat(80_000)}`],
  ['one long line of nothing', `User-agent: *\nDisallow: a${' '.repeat(500_000)}b`],
])('is through with %s within a second', (_, text) => {
  const startedAt = performance.now();
  expect(parseRobots(text, 'dateline').allows(`/${'a'.repeat(1_900)}`)).toBe(true);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});
