import { describe, expect, it } from 'vitest';
import { CUE, findCues } from '../../../src/core/article/cues.js';

const has = (text: string, cue: keyof typeof CUE): boolean => (findCues(text) & CUE[cue]) !== 0;

describe('findCues', () => {
  it.each<[keyof typeof CUE, string]>([
    ['speech', 'The mayor said that the bridge was safe.'],
    ['speech', 'Fares will rise, according to the shipping line.'],
    ['quote', 'The port called it "a step backwards".'],
    ['quote', 'The port called it “a step backwards”.'],
    ['reason', 'The lamp was lit with a match because the switch was broken.'],
    ['negation', 'Nobody knew, and the board had not been told.'],
    ['contrast', 'Harvests fell, while prices rose.'],
    ['clock', 'The gate opened at 11:00.'],
    ['pronoun', 'She gave her health as the reason.'],
    ['pronoun', '"They will come back," the keeper said.'],
  ])('sees %s in %j', (cue, text) => {
    expect(has(text, cue)).toBe(true);
  });

  it.each<[keyof typeof CUE, string]>([
    ['speech', 'The bridge opened on Friday.'],
    ['quote', "The dockers' strike ended."],
    ['negation', 'Notes were taken at noon.'],
    ['clock', 'The vote was 13-1-1.'],
    ['pronoun', 'Sheep crossed the bridge with her.'],
  ])('sees no %s in %j', (cue, text) => {
    expect(has(text, cue)).toBe(false);
  });

  it('sees nothing in an empty text', () => {
    expect(findCues('')).toBe(0);
  });
});
