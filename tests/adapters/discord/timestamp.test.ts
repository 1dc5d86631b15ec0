import { describe, expect, it } from 'vitest';
import { toTimestamp } from '../../../src/adapters/discord/timestamp.js';

describe('an instant', () => {
  it('is shown in the zone of each reader, and a text that is none is not', () => {
    expect(toTimestamp('2031-05-02T12:00:00Z', 'f')).toBe('<t:1935489600:f>');
    expect(toTimestamp('yesterday', 'f')).toBeUndefined();
  });
});
