import { describe, expect, it } from 'vitest';
import { createSigner } from '../../src/core/sign-in.js';

const MEMBER = { space: 'slack:T1', asker: 'slack:U1', mayManage: false };
const KEY = 'k'.repeat(64);
const signer = createSigner(KEY);

describe('a sign-in token', () => {
  it('tells who it is for until its time is over', () => {
    const token = signer.sign('link', MEMBER, 'id-1', 1_000);
    expect(token).toMatch(/^[\w.-]+$/);
    expect(signer.read('link', token, 999)).toEqual({ member: MEMBER, id: 'id-1' });
    expect(signer.read('link', token, 1_000)).toBeUndefined();
  });

  it('serves the purpose that it was made for and no other', () => {
    expect(signer.read('session', signer.sign('link', MEMBER, 'id-1', 1_000), 0)).toBeUndefined();
  });

  it('cannot be made or changed without the key', () => {
    const token = signer.sign('session', MEMBER, 'id-1', 1_000);
    const [payload = '', signature = ''] = token.split('.');
    const forged = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const other = Buffer.from(JSON.stringify({ ...forged, mayManage: true })).toString('base64url');
    for (const wrong of [
      `${other}.${signature}`,
      `${payload}.${signature.slice(0, -2)}`,
      `${token}.${signature}`,
      payload,
      '',
      '.',
      'x'.repeat(100_000),
      createSigner('j'.repeat(64)).sign('session', MEMBER, 'id-1', 1_000),
    ]) {
      expect(signer.read('session', wrong, 0)).toBeUndefined();
    }
  });
});
