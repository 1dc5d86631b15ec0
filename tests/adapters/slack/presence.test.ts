import { describe, expect, it } from 'vitest';
import { createPresence } from '../../../src/adapters/slack/presence.js';

function createNotes() {
  const notes: string[] = [];
  const presence = createPresence({
    spaceJoined: async (space) => {
      notes.push(`joined ${space}`);
    },
    spaceRemoved: async (space) => {
      notes.push(`removed ${space}`);
    },
  });
  return { notes, presence };
}

describe('a space', () => {
  it('is named once when it is seen', async () => {
    const { notes, presence } = createNotes();
    await presence.seen('slack:T1', 1_000);
    await presence.seen('slack:T1', 2_000);
    await presence.seen('slack:T2', 2_000);
    expect(notes).toEqual(['joined slack:T1', 'joined slack:T2']);
  });

  it('that was left comes back only with what happened after that', async () => {
    const { notes, presence } = createNotes();
    await presence.seen('slack:T1', 1_000);
    await presence.left('slack:T1', 5_000);
    await presence.seen('slack:T1', 4_000);
    await presence.seen('slack:T1', 5_000);
    expect(notes).toEqual(['joined slack:T1', 'removed slack:T1']);
    await presence.seen('slack:T1', 6_000);
    expect(notes.at(-1)).toBe('joined slack:T1');
  });
});
