import { describe, expect, it } from 'vitest';
import { toFileErrorMessage } from '../../src/ingest/file-error.js';

describe('toFileErrorMessage', () => {
  it.each([
    ['ENOSPC', 'the disk is full. Free some space, then try again.'],
    ['EROFS', 'the disk can only be read. Use another place.'],
    ['EACCES', 'permission is denied. Allow access to it (chmod) or use another place.'],
  ])('puts %s into words', (code, message) => {
    expect(toFileErrorMessage(Object.assign(new Error('x'), { code }))).toBe(message);
  });

  it('passes on what it does not know', () => {
    expect(toFileErrorMessage(Object.assign(new Error('odd'), { code: 'EODD' }))).toBe('odd.');
    expect(toFileErrorMessage('odd')).toBe('odd.');
  });
});
