import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../src/core/question/kind.js';

describe('the kind of a question in another language', () => {
  it.each([
    ['who', 'Qui a ouvert le pont ?'],
    ['when', 'Quand le pont a-t-il ouvert ?'],
    ['how_many', 'Combien de blessés y a-t-il ?'],
    ['how_many', 'Quel est le nombre de blessés ?'],
    ['where', 'Où sont les navires ?'],
    ['why', 'Pourquoi les dockers protestent-ils ?'],
    ['what', 'Que promet la maire ?'],
    ['yes_no', 'Est-ce que le pont est ouvert ?'],
    ['who', '¿Quién abrió el puente?'],
    ['when', '¿Cuándo abrió el puente?'],
    ['how_many', '¿Cuántos heridos hay?'],
    ['where', '¿Dónde están los buques?'],
    ['why', '¿Por qué protestan?'],
    ['what', '¿Qué promete la alcaldesa?'],
    ['who', 'من افتتح الجسر؟'],
    ['when', 'متى افتتح الجسر؟'],
    ['how_many', 'كم عدد الجرحى؟'],
    ['where', 'أين السفن؟'],
    ['where', 'من أين جاءت السفن؟'],
    ['why', 'لماذا أضرب العمال؟'],
    ['yes_no', 'هل افتتح الجسر؟'],
    ['who', 'מי פתח את הגשר?'],
    ['when', 'מתי נפתח הגשר?'],
    ['how_many', 'כמה פצועים יש?'],
    ['where', 'איפה האוניות?'],
    ['why', 'למה שבתו הסוורים?'],
    ['who', '谁为大桥剪彩？'],
    ['when', '大桥何时通车？'],
    ['how_many', '有多少人受伤？'],
    ['where', '货轮在哪里？'],
    ['why', '工人为什么罢工？'],
    ['yes_no', '大桥通车了吗？'],
    ['what', '市长承诺了什么？'],
    ['other', 'Les dockers du port'],
    ['other', 'The mayor in Como'],
    ['other', 'Comment by the mayor'],
  ])('is %s: %s', (kind, text) => {
    expect(kindOf(text)).toBe(kind);
  });
});
