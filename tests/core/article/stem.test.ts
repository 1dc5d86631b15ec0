import { describe, expect, it } from 'vitest';
import { stemWord } from '../../../src/core/article/stem.js';

describe('stemWord', () => {
  it.each<[string, ...string[]]>([
    ['say', 'said', 'says', 'saying'],
    ['china', 'chinese', "china's"],
    ['egypt', 'egyptian', 'egyptians'],
    ['turkey', 'turkish', 'turkiye'],
    ['harbour', 'harbours', "harbour's", "harbours'"],
    ['strike', 'struck', 'strikes'],
    ['speak', 'spoke', 'spoken'],
    ['abstain', 'abstained', 'abstention', 'abstentions'],
    ['veto', 'vetoes', 'vetoed'],
    ['die', 'died', 'deaths', 'dying'],
    ['child', 'children'],
    ['agree', 'agreement', 'agrees'],
    ['organization', 'organisation', 'organizations'],
    ['university', 'universities'],
    ['emergency', 'emergencies'],
    ['centre', 'center'],
    ['defence', 'defense'],
    ['labour', 'labor'],
    ['truck', 'lorries'],
    ['percent', 'percentage'],
    ['evacuate', 'evacuation'],
    ['withdraw', 'withdrawal', 'withdrew'],
  ])('joins %s with its other forms', (word, ...forms) => {
    expect(forms.map(stemWord)).toEqual(forms.map(() => stemWord(word)));
  });

  it.each([
    ['university', 'universe'],
    ['university', 'universal'],
    ['organization', 'organ'],
    ['police', 'policy'],
    ['international', 'internal'],
    ['important', 'import'],
    ['emergency', 'emerge'],
    ['egypt', 'jordan'],
    ['say', 'sail'],
    ['kill', 'kiln'],
  ])('keeps %s apart from %s', (word, other) => {
    expect(stemWord(word)).not.toBe(stemWord(other));
  });

  it.each(['نور', '港口', 'порт', '1400', 'covid19', ''])('leaves %j as it is', (word) => {
    expect(stemWord(word)).toBe(word);
  });
});
