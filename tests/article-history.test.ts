import { rm } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createArticleHistory } from '../src/article-history.js';
import { toRevision } from '../src/core/article/identity.js';
import { importSources } from '../src/ingest/import.js';
import { createArticle } from './contracts/store/samples.js';
import { createFolder } from './flows/run-command.js';

const FERRY = '2031-04-02-ferry-is-back';

async function createCorpus() {
  const { path } = await createFolder({});
  onTestFinished(() => rm(path, { recursive: true }));
  const write = async (text: string) => {
    const entry = { title: 'Ferry is back', body: text, date: '2031-04-02', url: 'https://post.example/ferry' };
    const { path: folder } = await createFolder({ 'ferry.json': JSON.stringify(entry) });
    const reply = await importSources([`${folder}/ferry.json`], `${path}/corpus`);
    await rm(folder, { recursive: true });
    return reply;
  };
  return { corpus: `${path}/corpus`, write };
}

describe('the history of an article of the corpus folder', () => {
  it('keeps every text that an import has replaced', async () => {
    const { corpus, write } = await createCorpus();
    for (const text of ['One came.', 'Two came.', 'Three came.']) expect((await write(text)).added).toEqual([FERRY]);
    const history = createArticleHistory(corpus);
    expect(await history.revisionsOf(FERRY, 'local')).toEqual([
      { revision: toRevision('One came.') },
      { revision: toRevision('Two came.') },
    ]);
    expect(await history.textOf(FERRY, toRevision('One came.'), 'local')).toMatchObject({ body: 'One came.' });
    expect(await history.textOf(FERRY, toRevision('Nine came.'), 'local')).toBeUndefined();
  });

  it('keeps nothing of an article that never changed', async () => {
    const { corpus, write } = await createCorpus();
    await write('One came.');
    await write('One came.');
    expect(await createArticleHistory(corpus).revisionsOf(FERRY, 'local')).toEqual([]);
  });

  it('names a revision once that a bot has seen too, with the instant', async () => {
    const { corpus, write } = await createCorpus();
    await write('One came.');
    await write('Two came.');
    const seen = { revision: toRevision('One came.'), firstSeen: '2031-04-02T08:00:00.000Z' };
    const history = createArticleHistory(corpus, {
      revisionsOf: async () => [seen],
      articleAt: async () => createArticle('other'),
    });
    expect(await history.revisionsOf(FERRY, 'local')).toEqual([seen]);
    expect(await history.textOf(FERRY, 'r', 'local')).toMatchObject({ id: 'other' });
  });
});
