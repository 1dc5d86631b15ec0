import { describe, expect, it } from 'vitest';
import { toInviteLink } from '../../../src/adapters/discord/invite.js';

describe('the invite link', () => {
  it('asks for two scopes and four permissions', () => {
    const { searchParams } = new URL(toInviteLink('42'));
    expect(searchParams.get('client_id')).toBe('42');
    expect(searchParams.get('scope')).toBe('bot applications.commands');
    // View Channel, Send Messages, Read Message History, Send Messages in Threads.
    expect(BigInt(searchParams.get('permissions') ?? 0)).toBe((1n << 10n) | (1n << 11n) | (1n << 16n) | (1n << 38n));
  });
});
