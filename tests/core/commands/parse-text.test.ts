import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/core/commands/catalogue.js';
import { findCommand } from '../../../src/core/commands/command.js';
import { parseOptions } from '../../../src/core/commands/parse-options.js';
import { parseText } from '../../../src/core/commands/parse-text.js';

const parse = (text: string) => parseText(text, catalogue, (id) => id === 'lamp-lit');
const asked = (question: string) => ({ command: 'ask', arguments: { question } });

describe('parseText', () => {
  it.each<[text: string, question: string]>([
    ['Who cut the ribbon?', 'Who cut the ribbon?'],
    ['  strike in Ostrel  ', 'strike in Ostrel'],
    ['', ''],
    ['ask Who cut the ribbon?', 'Who cut the ribbon?'],
    ['ASK strike', 'strike'],
    ['ask search strike', 'search strike'],
    ['ask status', 'status'],
    ['? search strike', 'search strike'],
    ['?status', 'status'],
    ['?', ''],
    ['search', 'search'],
    ['search strike?', 'search strike?'],
    ['searching for the quay', 'searching for the quay'],
    ['status of the strike', 'status of the strike'],
    ['help the dockers', 'help the dockers'],
    ['article', 'article'],
    ['article no-such-article', 'article no-such-article'],
    ['article lamp-lit is wrong', 'article lamp-lit is wrong'],
    ['article 7 of the treaty', 'article 7 of the treaty'],
    ['ask', 'ask'],
    ['-wages strike', '-wages strike'],
    ['constructor of the bridge', 'constructor of the bridge'],
    ['feed', 'feed'],
    ['feed prices rise', 'feed prices rise'],
    ['feed list of the port', 'feed list of the port'],
    ['feed add what?', 'feed add what?'],
    ['feed removed', 'feed removed'],
    ['feeding the gulls', 'feeding the gulls'],
    ['متى افتتح الجسر؟', 'متى افتتح الجسر؟'],
  ])('takes %j for the question %j', (text, question) => {
    expect(parse(text)).toEqual(asked(question));
  });

  it.each<[text: string, command: string, args: object]>([
    ['search strike', 'search', { query: 'strike' }],
    ['Search "warm water" -fish', 'search', { query: '"warm water" -fish' }],
    ['  search   ferry fares ', 'search', { query: 'ferry fares' }],
    ['search ferry\nfares', 'search', { query: 'ferry\nfares' }],
    ['article lamp-lit', 'article', { id: 'lamp-lit' }],
    ['ARTICLE lamp-lit ', 'article', { id: 'lamp-lit' }],
    ['status', 'status', {}],
    [' Status ', 'status', {}],
    ['help', 'help', {}],
    ['feed list', 'feed list', {}],
    ['Feed LIST', 'feed list', {}],
    ['feed add', 'feed add', {}],
    ['feed add https://post.example/rss', 'feed add', { url: 'https://post.example/rss' }],
    [
      'feed add https://post.example/rss?a=b --excerpt 400 --embargo 2h',
      'feed add',
      { url: 'https://post.example/rss?a=b', excerpt: '400', embargo: '2h' },
    ],
    [
      'feed add excerpt:400 https://post.example/rss EMBARGO:2h',
      'feed add',
      { url: 'https://post.example/rss', excerpt: '400', embargo: '2h' },
    ],
    ['feed add --excerpt=400 post.example/rss', 'feed add', { url: 'post.example/rss', excerpt: '400' }],
    ['feed add post.example/rss —excerpt 400', 'feed add', { url: 'post.example/rss', excerpt: '400' }],
    ['feed add url:"post.example/rss"', 'feed add', { url: 'post.example/rss' }],
    ['feed add a b', 'feed add', { url: 'a b' }],
    ['feed add a --quiet yes', 'feed add', { url: 'a', quiet: 'yes' }],
    ['feed add a --excerpt', 'feed add', { url: 'a', excerpt: '' }],
    ['feed add "', 'feed add', { url: '' }],
    ['feed remove 4f9a1c07be', 'feed remove', { id: '4f9a1c07be' }],
  ])('takes %j for the command %s %j', (text, command, args) => {
    expect(parse(text)).toEqual({ command, arguments: args });
  });

  it('makes of any text a command that there is, with its words', () => {
    const word = fc.constantFrom(
      'feed',
      'add',
      'list',
      'remove',
      'search',
      '--excerpt',
      'excerpt:',
      '"',
      '“',
      '?',
      'a',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join(' ')),
        ),
        (text) => {
          const { command } = parse(text);
          expect(findCommand(catalogue, command)).toBeDefined();
          if (command !== 'ask')
            expect(text.trim().toLowerCase().split(/\s+/).join(' ').startsWith(command)).toBe(true);
        },
      ),
    );
  });
});

describe('options of a subcommand', () => {
  const described = [
    { name: 'day', type: 'date', summary: '' },
    { name: 'quiet', type: 'switch', summary: '' },
    { name: 'topic', type: 'word', summary: '' },
  ] as const;

  it.each<[text: string, values: object | undefined]>([
    ['', {}],
    ['2031-05-02', { day: '2031-05-02' }],
    ['--quiet 2031-05-02', { quiet: true, day: '2031-05-02' }],
    ['quiet:no', { quiet: false }],
    ['quiet:YES', { quiet: true }],
    ['quiet:perhaps', { quiet: 'perhaps' }],
    ['topic:"aid convoys" 2031-05-02', { topic: 'aid convoys', day: '2031-05-02' }],
    ['topic:“aid convoys”', { topic: 'aid convoys' }],
    ['day:2031-05-02 tomorrow', { day: '2031-05-02' }],
  ])('%j are %j', (text, values) => {
    expect(parseOptions(text, described)).toEqual(values);
  });

  it('are no options where there is nothing to say', () => {
    expect(parseOptions('of the port', [])).toBeUndefined();
    expect(parseOptions('', [])).toEqual({});
  });
});
