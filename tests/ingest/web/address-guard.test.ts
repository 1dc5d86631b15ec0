import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BotError } from '../../../src/core/errors.js';
import { createAddressGuard, isPublicAddress } from '../../../src/ingest/web/address-guard.js';
import { failureOf, startClient } from './client-fixture.js';

/** First address and number of fixed bits of what is not public. */
const NOT_PUBLIC: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['168.63.129.16', 32],
];

const toNumber = (address: string): number =>
  address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
const toBytes = (number: number): number[] => [24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff);
const toQuad = (number: number): string => toBytes(number).join('.');
const toHex = (number: number): string => number.toString(16);

/** IPv4 addresses that are not public, as numbers of 32 bits. */
const notPublic = fc
  .tuple(fc.constantFrom(...NOT_PUBLIC), fc.nat({ max: 0xffff_ffff }))
  .map(([[start, bits], random]) => toNumber(start) + (bits === 32 ? 0 : random % 2 ** (32 - bits)));

/** One of the ways in which such an address can be written into the address of a page. */
const spelling = notPublic.chain((number) => {
  const [a = 0, b = 0, c = 0, d = 0] = toBytes(number);
  const part = (value: number) =>
    fc.constantFrom(`${value}`, `0x${toHex(value)}`, `0X${toHex(value)}`, `0${value.toString(8)}`);
  const words = `${toHex(a * 256 + b)}:${toHex(c * 256 + d)}`;
  const joined = (...values: readonly number[]) => fc.tuple(...values.map(part)).map((parts) => parts.join('.'));
  return fc.oneof(
    joined(number),
    joined(a, number % 2 ** 24),
    joined(a, b, number % 2 ** 16),
    joined(a, b, c, d),
    joined(a, b, c, d).map((host) => `${host}.`),
    fc.constantFrom(
      `[::ffff:${toQuad(number)}]`,
      `[::FFFF:${words}]`,
      `[0:0:0:0:0:ffff:${words}]`,
      `[::${words}]`,
      `[::ffff:0:${words}]`,
      `[64:ff9b::${words}]`,
      `[64:ff9b:1::${words}]`,
      `[2002:${words}::1]`,
      toQuad(number).replaceAll('.', '。'),
      toQuad(number).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
      toQuad(number).replace(/^\d/, (digit) => `%3${digit}`),
    ),
  );
});

/** IPv6 addresses outside what is handed out for the public internet, with at most a zone or an odd spelling. */
const notPublic6 = fc
  .tuple(
    fc.constantFrom(
      '::',
      '::1',
      'fe80::',
      'fec0::',
      'fc00::',
      'fd00:ec2::254',
      'ff02::',
      '100::',
      '2001:db8::',
      '2001::',
      '5f00::',
    ),
    fc.boolean(),
  )
  .map(([address, isUpper]) => `[${isUpper ? address.toUpperCase() : address}]`);

describe('what is not public', () => {
  it('is refused however it is written', async () => {
    const client = startClient({ allowPrivate: [] });
    await fc.assert(
      fc.asyncProperty(fc.oneof(spelling, notPublic6), fc.constantFrom('http', 'https'), async (host, scheme) => {
        const error = await failureOf(client.fetchFeed(`${scheme}://${host}/`));
        expect(error.code).toBe('not-allowed');
        expect(error.message).toMatch(
          /^The address leads to [\d.:a-f]+, which is not public\. List it in FEED_ALLOW_PRIVATE/,
        );
      }),
      { numRuns: 500 },
    );
  });

  it.each(['localhost', 'LOCALHOST.', 'ip6-localhost'])('is refused under the name %s', async (host) => {
    const client = startClient({ allowPrivate: [], resolve: async () => ['::1', '127.0.0.1'] });
    expect((await failureOf(client.fetchPage(`http://${host}:8080/`))).code).toBe('not-allowed');
  });

  it('is not public to the guard, as number or embedded', () => {
    fc.assert(
      fc.property(notPublic, (number) => {
        expect(isPublicAddress(toQuad(number))).toBe(false);
        expect(isPublicAddress(`::ffff:${toQuad(number)}`)).toBe(false);
      }),
    );
  });
});

it.each([
  '8.8.8.8',
  '172.15.255.255',
  '172.32.0.1',
  '100.128.0.1',
  '2606:4700::1111',
  '64:ff9b::808:808',
  '::ffff:8.8.8.8',
])('takes %s for public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

it.each([
  '',
  'post.example',
  '8.8.8',
  '0x08080808',
  '134744072',
  '4000::1',
  '::8.8.8.8',
  '2002:808:808::1',
  'fe80::1%eth0',
])('does not take %j for public', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it.each<[entry: string, host: string, address: string, isPermitted: boolean]>([
  ['wiki.example', 'wiki.example', '10.0.0.5', true],
  ['Wiki.Example', 'wiki.example', '::1', true],
  ['wiki.example', 'a.wiki.example', '10.0.0.5', false],
  ['wiki.example', 'wiki.example', 'nonsense', false],
  ['10.0.0.0/8', 'any.example', '10.255.0.1', true],
  ['10.0.0.0/8', 'any.example', '::ffff:10.255.0.1', true],
  ['10.0.0.0/8', 'any.example', '11.0.0.1', true],
  ['10.0.0.0/8', 'any.example', '192.168.0.1', false],
  ['10.0.0.5', '10.0.0.5', '10.0.0.5', true],
  ['10.0.0.5', 'any.example', '10.0.0.6', false],
  ['fd00::/8', 'any.example', 'fd12::1', true],
  ['[::1]', '[::1]', '::1', true],
  ['::1', 'any.example', '::2', false],
  ['münchen.example', 'xn--mnchen-3ya.example', '10.0.0.5', true],
])('with %s listed, %s at %s is permitted: %s', (entry, host, address, isPermitted) => {
  expect(createAddressGuard([entry]).permits(host, address)).toBe(isPermitted);
});

it.each([
  '',
  '*',
  '*.example',
  'http://wiki.example',
  'wiki.example:80',
  'wiki.example/rss',
  'a b',
  '10.0.0.0/33',
  '10/8',
  '127.1',
  '10.0.0.0/8/8',
  'me@wiki.example',
  'a..b',
])('refuses %j as an entry, and says what is wrong', (entry) => {
  const create = () => createAddressGuard(['10.0.0.0/8', entry]);
  expect(create).toThrow(BotError);
  expect(create).toThrow(`FEED_ALLOW_PRIVATE: "${entry}" is neither`);
});
