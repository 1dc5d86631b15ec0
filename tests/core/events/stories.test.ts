import { describe, expect, it } from 'vitest';
import { createArticle, createLibrary } from '../corpus-fixture.js';

const report = (id: string, published: string | undefined, title: string, body: string, publisher = `${id} Post`) =>
  createArticle({ id, title, body, publisher, ...(published === undefined ? {} : { published }) });

const flood = report(
  'flood',
  '2031-05-02',
  'River Ume floods the school at Tarn',
  'The river Ume flooded the school at Tarn in the night to Friday after two days of rain. Nobody was hurt, said headmaster Ivo Marsh.',
);
const floodLater = report(
  'flood-later',
  '2031-05-03',
  'Lessons at Tarn move to the town hall',
  'Headmaster Ivo Marsh moved all lessons of the flooded school to Tarn town hall on Saturday, a day after the Ume rose. They will stay there until 20 June.',
);
const herring = report(
  'herring',
  '2031-05-02',
  'Fewer herring in the sound',
  'The Sea Institute counted 31,000 herring in the sound in April, half as many as a year before.',
);

describe('the story of an article', () => {
  it('has the articles of the days around that report the same event, and no others', () => {
    const library = createLibrary([herring, floodLater, flood]);
    expect(library.storyOf('flood-later')).toEqual({
      id: 'flood',
      title: flood.title,
      best: 'flood',
      newest: 'flood-later',
      articles: ['flood', 'flood-later'],
      from: '2031-05-02',
      to: '2031-05-03',
      independent: 2,
    });
    expect(library.storyOf('herring')?.articles).toEqual(['herring']);
  });

  it('is unknown for an unknown id', () => {
    expect(createLibrary([flood]).storyOf('herring')).toBeUndefined();
  });
});
