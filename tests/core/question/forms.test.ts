import { describe, expect, it } from 'vitest';
import { searchArticles } from '../../../src/core/answer/search.js';
import type { Article } from '../../../src/core/article/article.js';
import { createMiniSearchIndex } from '../../../src/core/index/minisearch-index.js';
import { Library } from '../../../src/core/library.js';
import { parseQuestion } from '../../../src/core/question/parse-question.js';
import { ALIASES, createArticle, PORT_ARTICLES } from '../corpus-fixture.js';

const french = createArticle({
  id: 'inondation',
  language: 'fr',
  title: "La crue de l'Orvanne",
  body: "Huit cents habitants ont été évacués à Saint-Aubrac. L'armée a prêté deux hélicoptères aux pompiers.",
});
const spanish = createArticle({
  id: 'inundaciones',
  language: 'es',
  title: 'Inundaciones en el Torcal',
  body: 'Los bomberos rescataron a 35 personas. La gobernadora ordenó cerrar las escuelas.',
});
const hebrew = createArticle({ id: 'gesher', title: 'פתיחה', body: 'השרה חנכה את גשר ורדן ביום שני.' });

function createLibraryOf(articles: readonly Article[], base?: Library): Library {
  const library = new Library(createMiniSearchIndex(), ALIASES, base);
  for (const article of articles) library.add(article);
  return library;
}

const found = (text: string, library: Library, isExact = false): string[] => {
  const reply = searchArticles(parseQuestion(text, library, { isExact }), library, { text, limit: 10 });
  return reply.kind === 'articles' ? reply.hits.map(({ article }) => article) : [];
};

describe('words of other languages', () => {
  const library = createLibraryOf([...PORT_ARTICLES, french, spanish, hebrew]);

  it.each([
    ['évacuer', 'inondation'],
    ["qu'évacuait-on ?", 'inondation'],
    ["les armées d'Aubrac", 'inondation'],
    ['helicoptere', 'inondation'],
    ['inundación', 'inundaciones'],
    ['inundacion', 'inundaciones'],
    ['rescatar bombero', 'inundaciones'],
    ['בגשר', 'gesher'],
  ])('%s finds %s', (text, id) => {
    expect(found(text, library)[0]).toBe(id);
    expect(found(text, library, true)[0]).toBe(id);
  });

  it('find an English name in a French question, and a French one in an English question', () => {
    expect(found("Qui a inauguré le pont d'Ostrel ?", library)).toContain('bridge-opens');
    expect(found('Who was evacuated at Saint-Aubrac?', library)[0]).toBe('inondation');
  });

  it('find a text between double quotes word for word', () => {
    expect(found('"l\'armée a prêté"', library)).toEqual(['inondation']);
    expect(found('"les armées ont prêté"', library)).toEqual([]);
  });

  it('count less than the word that was typed, and a letter in front of a Hebrew word less still', () => {
    const weights = (text: string) =>
      parseQuestion(text, library).slots.map(({ alternatives }) => alternatives.map(({ weight }) => weight));
    expect(weights('rescataron')).toEqual([[1]]);
    expect(weights('rescatar')).toEqual([[0.95]]);
    expect(weights('בגשר')).toEqual([[0.7]]);
  });

  it('are forgotten with their article', () => {
    const own = createLibraryOf([french, spanish]);
    own.remove('inondation');
    expect(found('évacuer', own)).toEqual([]);
    expect(own.lexicon.forms.hasLanguage('fr')).toBe(false);
    expect(found('inundación', own)).toEqual(['inundaciones']);
  });

  it('of a space are unknown to the shared library', () => {
    const shared = createLibraryOf(PORT_ARTICLES);
    const space = createLibraryOf([french], shared);
    expect(found('évacuer', space)).toEqual(['inondation']);
    expect(found('évacuer', shared)).toEqual([]);
    expect(parseQuestion("l'armée", shared)).toEqual(parseQuestion("l'armée", createLibraryOf(PORT_ARTICLES)));
  });
});
