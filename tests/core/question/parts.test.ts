import { describe, expect, it } from 'vitest';
import { splitQuestion } from '../../../src/core/question/parts.js';

describe('splitQuestion', () => {
  it.each<[text: string, ...parts: string[]]>([
    ['What flag did the ship fly and who owned it?', 'What flag did the ship fly', 'who owned it?'],
    ['How many men came, and how many of them stayed?', 'How many men came', 'how many of them stayed?'],
    ['Who cut the ribbon? And when did she resign?', 'Who cut the ribbon', 'And when did she resign?'],
    ['Where did they meet; what did they say?', 'Where did they meet', 'what did they say?'],
    ['Who said that ships and cranes stood still?', 'Who said that ships and cranes stood still?'],
    ['How many did the union and the port count?', 'How many did the union and the port count?'],
    ['strike and what came of it', 'strike and what came of it'],
    ['', ''],
  ])('reads %j as its parts', (text, ...parts) => {
    expect(splitQuestion(text)).toEqual(parts);
  });
});
