import { describe, expect, it } from 'vitest';
import { foldText } from '../../../src/core/article/fold.js';
import type { Language } from '../../../src/core/article/languages.js';
import { isStopWord } from '../../../src/core/article/stop-words.js';

describe('isStopWord', () => {
  it.each<[Language | undefined, string]>([
    [undefined, 'the which who'],
    ['fr', 'les des dans avec où quand combien pourquoi qui'],
    ['es', 'los las para con quién cuándo cuántos dónde qué'],
    ['ar', 'في على من إلى متى كم أين لماذا الذي'],
    ['he', 'של את על מי מתי כמה איפה למה'],
    ['zh', '的 了 在 谁 何时 多少 哪里 为什么'],
  ])('knows the small and the question words of %s: %s', (language, words) => {
    expect(words.split(' ').filter((word) => !isStopWord(foldText(word), language))).toEqual([]);
  });

  it.each<[Language | undefined, string]>([
    [undefined, 'pont les'],
    ['fr', 'pont ministre blessés the'],
    ['es', 'acuerdo trabajo general muertos'],
    ['ar', 'مليون سنوات زيارة الوزير'],
    ['he', 'גשר שרה'],
    ['zh', '三 年 大桥 人 结果'],
  ])('keeps in %s what news is about: %s', (language, words) => {
    expect(words.split(' ').filter((word) => isStopWord(foldText(word), language))).toEqual([]);
  });
});
