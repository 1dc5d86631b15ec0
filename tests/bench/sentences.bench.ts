import { bench, describe } from 'vitest';
import { splitSentences } from '../../src/core/article/sentences.js';
import { openApp } from './starter-corpus.js';

const app = await openApp();
const bodies = [...app.library.all()].map(({ article }) => article.body);
const chars = bodies.reduce((sum, { length }) => sum + length, 0);
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

describe(`sentences of ${bodies.length} bodies, ${chars} characters`, () => {
  bench('Intl.Segmenter alone', () => {
    for (const body of bodies) for (const _ of segmenter.segment(body));
  });
  bench('splitSentences', () => {
    for (const body of bodies) splitSentences(body, 'en');
  });
});
