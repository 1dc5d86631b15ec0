import { describe, expect, it } from 'vitest';
import { type AccessOptions, type Arrival, createAccess } from '../../../src/adapters/web/access.js';
import { createSigner } from '../../../src/core/sign-in.js';
import { Secret } from '../../../src/lib/secret.js';

const PORT = 8787;
const MEMBER = { space: 'slack:T1', asker: 'slack:U1', mayManage: false };
const signer = createSigner('k'.repeat(64));
const SESSION = signer.sign('session', MEMBER, 'id-1', 1_000);

function create(changes: Partial<AccessOptions> = {}) {
  return createAccess({ host: '127.0.0.1', trustedProxies: 0, signer, now: () => 0, ...changes });
}

function arrive(headers: Readonly<Record<string, string>> = {}, changes: Partial<Arrival> = {}): Arrival {
  const all: Readonly<Record<string, string>> = { host: `127.0.0.1:${PORT}`, ...headers };
  return {
    remoteAddress: '127.0.0.1',
    localAddress: '127.0.0.1',
    localPort: PORT,
    header: (name) => all[name],
    cookie: () => undefined,
    ...changes,
  };
}

const withSession = (headers: Readonly<Record<string, string>> = {}) => arrive(headers, { cookie: () => SESSION });

describe('who asks', () => {
  it('is the operator, at this machine', () => {
    for (const host of ['127.0.0.1:8787', 'localhost:8787', '[::1]:8787', 'LOCALHOST:8787']) {
      expect(create().viewerOf(arrive({ host }))).toMatchObject({ space: 'local', mayManage: true, by: 'machine' });
    }
  });

  it.each<[string, Partial<AccessOptions>, Arrival]>([
    ['the port listens for others', { host: '0.0.0.0' }, arrive()],
    ['a proxy stands in front', { trustedProxies: 1 }, arrive()],
    ['a proxy handed the request on', {}, arrive({ 'x-forwarded-for': '192.0.2.7' })],
    ['the connection comes from elsewhere', {}, arrive({}, { remoteAddress: '192.0.2.7' })],
    ['it is reached under another name (DNS rebinding)', {}, arrive({ host: 'rebound.example:8787' })],
    ['it is reached under its public name', { publicUrl: 'https://news.example' }, arrive({ host: 'news.example' })],
    ['another port is named', {}, arrive({ host: 'localhost:3000' })],
    ['no name is given', {}, arrive({ host: '' })],
  ])('is nobody in particular when %s', (_, options, arrival) => {
    const viewer = create(options).viewerOf(arrival);
    expect(viewer).toMatchObject({ space: 'public', mayManage: false, isMember: false, by: 'nothing' });
  });

  it('is the operator with the token, from anywhere', () => {
    const access = create({ host: '0.0.0.0', token: new Secret('t0ken') });
    const viewer = access.viewerOf(arrive({ host: 'api.example', authorization: 'Bearer t0ken' }));
    expect(viewer).toMatchObject({ space: 'local', by: 'token' });
    for (const authorization of ['Bearer t0ke', 'Bearer ', 'Basic t0ken', 't0ken']) {
      expect(access.viewerOf(arrive({ authorization })).isMember).toBe(false);
    }
  });

  it('is nobody with any token where none is set', () => {
    const access = create({ host: '0.0.0.0' });
    expect(access.viewerOf(arrive({ authorization: 'Bearer undefined' })).isMember).toBe(false);
  });

  it('is the member who signed in, until the session ends, under our own names only', () => {
    const options = { host: '0.0.0.0', publicUrl: 'https://news.example' };
    const host = { host: 'news.example' };
    expect(create(options).viewerOf(withSession(host))).toMatchObject({ ...MEMBER, isMember: true, by: 'session' });
    expect(create({ ...options, now: () => 1_000 }).viewerOf(withSession(host)).isMember).toBe(false);
    expect(create(options).viewerOf(withSession({ host: 'rebound.example' })).isMember).toBe(false);
    const link = arrive(host, { cookie: () => signer.sign('link', MEMBER, 'id-1', 1_000) });
    expect(create(options).viewerOf(link).isMember).toBe(false);
  });
});

describe('a request that changes something', () => {
  it.each<[string, Partial<AccessOptions>, Arrival]>([
    ['without an origin, from a program', {}, arrive()],
    ['from the page itself', {}, arrive({ origin: `http://127.0.0.1:${PORT}`, 'sec-fetch-site': 'same-origin' })],
    ['from the address bar', {}, arrive({ 'sec-fetch-site': 'none' })],
    [
      'under the public name',
      { publicUrl: 'https://news.example' },
      arrive({ host: 'news.example', origin: 'https://news.example' }),
    ],
    [
      'to the address of a machine',
      { host: '0.0.0.0' },
      arrive({ host: '10.0.0.7:8787' }, { localAddress: '10.0.0.7' }),
    ],
    ['to the configured name', { host: 'desk.example' }, arrive({ host: 'desk.example:8787' })],
  ])('is taken %s', (_, options, arrival) => {
    expect(create(options).refuse(arrival)).toBeUndefined();
  });

  it.each<[string, Arrival]>([
    ['under another name', arrive({ host: 'rebound.example:8787' })],
    ['under a name that only begins like ours', arrive({ host: 'localhost.evil.example:8787' })],
    ['without a name', arrive({ host: '' })],
    ['with a name that is none', arrive({ host: 'localhost:8787@evil.example' })],
    ['from another site', arrive({ origin: 'https://evil.example' })],
    ['from another port of this machine', arrive({ origin: 'http://localhost:3000' })],
    ['from a page without an origin', arrive({ origin: 'null' })],
    ['from another site by its own word', arrive({ 'sec-fetch-site': 'cross-site' })],
    ['from a neighbour of our site', arrive({ 'sec-fetch-site': 'same-site' })],
  ])('is refused %s', (_, arrival) => {
    expect(create().refuse(arrival)).toEqual(expect.any(String));
  });
});

describe('a proxy', () => {
  const told = { 'x-forwarded-for': '198.51.100.1, 192.0.2.7, 10.0.0.1', 'x-forwarded-proto': 'https' };

  it('is believed as far as it is trusted', () => {
    expect(create().addressOf(arrive(told))).toBe('127.0.0.1');
    expect(create({ trustedProxies: 1 }).addressOf(arrive(told))).toBe('10.0.0.1');
    expect(create({ trustedProxies: 2 }).addressOf(arrive(told))).toBe('192.0.2.7');
    expect(create({ trustedProxies: 1 }).addressOf(arrive())).toBe('127.0.0.1');
  });

  it('tells whether the way to it is encrypted; else the public address does', () => {
    expect(create().isSecure(arrive(told))).toBe(false);
    expect(create({ trustedProxies: 1 }).isSecure(arrive(told))).toBe(true);
    expect(create({ publicUrl: 'https://news.example' }).isSecure(arrive())).toBe(true);
  });
});
