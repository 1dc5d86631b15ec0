import { describe, expect, it } from 'vitest';
import { WordForms } from '../../../src/core/article/word-forms.js';
import { findQuestionLanguage } from '../../../src/core/question/question-language.js';

function createForms(...languages: string[]): WordForms {
  const forms = new WordForms();
  forms.count(new Map(languages.map((language, term) => [term, [`${language} x`]])), 1);
  return forms;
}

describe('findQuestionLanguage', () => {
  it.each([
    ['fr', 'Qui a ouvert le pont ?'],
    ['fr', "les blessés d'Ostrel"],
    ['es', '¿Cuándo abrió el puente?'],
    ['es', 'quien gano las elecciones'],
    ['en', 'Who opened the bridge?'],
    ['en', 'Who is the mayor of Le Mans?'],
    ['en', 'Ostrel'],
    ['en', 'מי פתח את הגשר?'],
    ['en', ''],
  ])('takes for %s: %s', (language, text) => {
    expect(findQuestionLanguage(text, createForms('fr', 'es', 'he'))).toBe(language);
  });

  it('takes no language of which there are no articles', () => {
    expect(findQuestionLanguage('Qui a ouvert le pont ?', createForms('he'))).toBe('en');
  });
});
