import { describe, expect, it } from 'vitest';
import {
  agencyOfCopies,
  type CreditedArticle,
  findAgency,
  isAgencyName,
  sourceKeys,
} from '../../../src/core/article/agencies.js';

const article = (parts: Partial<CreditedArticle>): CreditedArticle => ({ body: 'It rained.', sources: [], ...parts });

describe('a name', () => {
  it.each([
    'Reuters',
    'REUTERS',
    'The Associated Press',
    'Agence France-Presse (AFP)',
    'Xinhua News Agency',
    '新华社',
    'وكالة أنباء الشرق الأوسط',
    'Harbour Press Agency',
    'Harbour Press Agency (HPA)',
    'Quay Agency',
    'Agencia del Puerto',
    '海港通讯社',
  ])('%s is that of an agency', (name) => {
    expect(isAgencyName(name)).toBe(true);
  });

  it.each([
    'Harbour Post',
    'Agency Road Gazette',
    'Reuters Avenue School',
    'Radio Kell',
    'جريدة الميناء',
    'Agencement',
    '',
  ])('%s is not', (name) => {
    expect(isAgencyName(name)).toBe(false);
  });
});

describe('the agency of an article', () => {
  it.each<[string, Partial<CreditedArticle>, string]>([
    ['its publisher', { publisher: 'Xinhua News Agency' }, 'Xinhua News Agency'],
    [
      'one of its sources',
      { sources: [{ name: 'City Hall' }, { name: 'Harbour Press Agency' }] },
      'Harbour Press Agency',
    ],
    ['its dateline', { body: 'GAZA, Oct 10 (Xinhua) -- Trucks crossed.' }, 'Xinhua'],
    ['its dateline with a dash', { body: 'JERUSALEM (AP) — Trucks crossed.' }, 'AP'],
    ['its dateline beside another', { body: 'PARIS, 3 mai (Courier/AFP) - Il pleut.' }, 'AFP'],
    ['its beginning in Chinese', { body: '新华社北京10月10日电 外交部表示。' }, 'Xinhua'],
    ['its beginning in Arabic', { body: 'القاهرة (رويترز) - قال المجلس.' }, 'Reuters'],
    ['its byline', { author: 'By Reuters Staff' }, 'Reuters'],
    ['its byline beside a person', { author: 'Jem Orrick, Associated Press' }, 'AP'],
    ['its last line', { body: 'It rained.\n\n(Reporting by Jem Orrick; editing by Nan Ullery; Reuters)' }, 'Reuters'],
    ['the end of its last line', { body: 'It rained. It will stop. (dpa)' }, 'dpa'],
    ['a last line without brackets', { body: 'It rained.\n\n© AFP' }, 'AFP'],
  ])('is read from %s', (_, parts, agency) => {
    expect(findAgency(article(parts))).toBe(agency);
  });

  it.each<[string, Partial<CreditedArticle>]>([
    ['only named in the text', { body: 'He told Reuters (by telephone) that AFP was wrong.' }],
    ['unknown, in a dateline', { body: 'OSTREL (HPA) - It rained.' }],
    ['part of a name', { author: 'Anna Reuters-Lind' }],
    ['not there', { publisher: 'Harbour Post', author: 'Jem Orrick' }],
  ])('is not found when %s', (_, parts) => {
    expect(findAgency(article(parts))).toBeUndefined();
  });
});

describe('the agency of several copies', () => {
  it('is the publisher that is one, before what others credit', () => {
    const copies = [article({ publisher: 'Quay Agency' }), article({ body: 'OSTREL (AP) - It rained.' })];
    expect(agencyOfCopies(copies)).toBe('Quay Agency');
  });

  it('is the one that most of them credit', () => {
    const bodies = ['KELL (AP) - It rained.', 'KELL (AFP) - It rained.', 'KELL (AFP) - It rained a lot.'];
    expect(agencyOfCopies(bodies.map((body) => article({ body })))).toBe('AFP');
  });

  it('is a name that no list has when two datelines carry it', () => {
    const twice = ['KELL, 3 May (HPA) -- It rained.', 'KELL (hpa) - It rained.'].map((body) => article({ body }));
    expect(agencyOfCopies(twice)).toBe('HPA');
    expect(agencyOfCopies(twice.slice(0, 1))).toBeUndefined();
  });
});

describe('the keys of a source', () => {
  it.each([
    ['AP', 'The Associated Press'],
    ['MPA', 'Marrow Press Agency (MPA)'],
    ['marrow press agency', 'Marrow Press Agency (MPA)'],
    ['Télam', 'TELAM'],
  ])('%s and %s have one in common', (one, other) => {
    expect(sourceKeys(one).some((key) => sourceKeys(other).includes(key))).toBe(true);
  });

  it('of different papers have none in common', () => {
    expect(sourceKeys('Harbour Post').some((key) => sourceKeys('Harbour Courier').includes(key))).toBe(false);
  });
});
