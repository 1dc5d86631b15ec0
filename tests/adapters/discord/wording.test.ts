import { describe, expect, it } from 'vitest';
import { toInviteLink } from '../../../src/adapters/discord/invite.js';
import {
  toDayText,
  toOrigin,
  toPeriodText,
  toSourcesText,
  toTimestamp,
} from '../../../src/adapters/discord/wording.js';

describe('a day', () => {
  it.each([
    ['2023-10-07', '7 October 2023'],
    ['2023-10', 'October 2023'],
    ['2023', '2023'],
    ['2023-13-45', '2023-13-45'],
    ['soon', 'soon'],
  ])('%s reads %s', (day, text) => {
    expect(toDayText(day)).toBe(text);
  });

  it('reads as one when a period begins and ends with it', () => {
    expect(toPeriodText('2023-10-07', '2023-10-07')).toBe('7 October 2023');
    expect(toPeriodText('2023-10-07', '2023-10-09')).toBe('7 October 2023 to 9 October 2023');
  });
});

describe('an instant', () => {
  it('is shown in the zone of each reader, and a text that is none is not', () => {
    expect(toTimestamp('2031-05-02T12:00:00Z', 'f')).toBe('<t:1935489600:f>');
    expect(toTimestamp('yesterday', 'f')).toBeUndefined();
  });
});

describe('the origin of an article', () => {
  it('is its publisher and day, or that it has none', () => {
    expect(toOrigin({ publisher: 'Harbour Post', published: '2031-05-02' })).toBe('Harbour Post, 2 May 2031');
    expect(toOrigin({})).toBe('undated');
  });

  it('names at most four of those it is based on', () => {
    const sources = ['A', 'B', 'C', 'D', 'E', 'A'].map((name) => ({ name }));
    expect(toSourcesText({ sources, publisher: 'E' })).toBe('Based on: A; B; C; D');
    expect(toSourcesText({ sources: [...sources, { name: 'F' }], publisher: 'E' })).toBe(
      'Based on: A; B; C; and 2 more',
    );
  });
});

describe('the invite link', () => {
  it('asks for two scopes and four permissions', () => {
    const { searchParams } = new URL(toInviteLink('42'));
    expect(searchParams.get('client_id')).toBe('42');
    expect(searchParams.get('scope')).toBe('bot applications.commands');
    // View Channel, Send Messages, Read Message History, Send Messages in Threads.
    expect(BigInt(searchParams.get('permissions') ?? 0)).toBe((1n << 10n) | (1n << 11n) | (1n << 16n) | (1n << 38n));
  });
});
