import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/core/commands/catalogue.js';
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
  ])('takes %j for the command %s %j', (text, command, args) => {
    expect(parse(text)).toEqual({ command, arguments: args });
  });
});
