import { afterEach, describe, expect, it } from 'vitest';
import { createApp } from '../src/app.js';
import type { Reply } from '../src/core/reply.js';
import { openStore, type Store } from '../src/store/store.js';
import { createRequest } from './core/commands/request-fixture.js';
import { createArticle } from './core/corpus-fixture.js';
import { RecordingLog } from './fakes/recording-log.js';
import { HARBOUR_CORPUS } from './flows/harbour-corpus.js';
import { createFolder } from './flows/run-command.js';

const QUARRY = createArticle({
  id: 'quarry-opens',
  title: 'Quarry of Tolm opens',
  published: '2031-07-01',
  body: 'TOLM, 1 July 2031 - The quarry of Tolm opened on Tuesday with forty workers.',
});
const QUESTION = 'When did the quarry of Tolm open?';
const cleanUps: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A folder with a corpus and a state, and a way to start the parts on it. */
async function createDesk() {
  const folder = await createFolder(HARBOUR_CORPUS);
  cleanUps.push(folder.remove);
  const log = new RecordingLog();
  const target = { kind: 'sqlite', folder: `${folder.path}/data` } as const;
  const store = await openStore({ target, access: 'write', now: () => Date.parse('2031-08-01T10:00:00Z'), log });
  cleanUps.push(() => store.close());
  let count = 0;
  const start = (kept: Store = store) =>
    createApp({
      corpus: `${folder.path}/corpus`,
      version: '1',
      log,
      state: {
        store: kept,
        newId: () => {
          count += 1;
          return `reply-${count}`;
        },
        newShortId: () => 'f1',
      },
    });
  return { store, log, start };
}

const ask = (space: string, question = QUESTION) => createRequest('ask', { question }, { space });

function quotedIn(reply: Reply): string[] {
  return reply.kind === 'answer' ? reply.sentences.map(({ article }) => article) : [];
}

describe('the joined parts', () => {
  it('answer from an article that was added at run time, after a restart too, to the space that has it', async () => {
    const { store, start } = await createDesk();
    await store.articles.add(QUARRY, ['slack:T1']);
    const { run } = await start();
    expect(quotedIn(await run(ask('slack:T1')))).toContain(QUARRY.id);
    expect(quotedIn(await run(ask('slack:T2')))).not.toContain(QUARRY.id);
    expect(quotedIn(await run(ask('local')))).not.toContain(QUARRY.id);
  });

  it('follow what another bot of the same state adds and takes away', async () => {
    const { store, start } = await createDesk();
    const { run, follow } = await start();
    expect(quotedIn(await run(ask('slack:T1')))).not.toContain(QUARRY.id);
    await store.articles.add(QUARRY, ['*']);
    await follow();
    expect(quotedIn(await run(ask('slack:T1')))).toContain(QUARRY.id);
    await store.articles.remove(QUARRY.id, '*');
    await follow();
    expect(quotedIn(await run(ask('slack:T1')))).not.toContain(QUARRY.id);
  });

  it('note the first sight of each article of the folder, and keep it', async () => {
    const { store, start } = await createDesk();
    const { library, run } = await start();
    await start();
    const [analysed] = library.all();
    const reply = await run(createRequest('article', { id: analysed?.article.id }));
    if (reply.kind !== 'article') throw new Error('no article');
    expect(reply.revisions).toEqual([{ revision: analysed?.article.revision, firstSeen: '2031-08-01T10:00:00.000Z' }]);
    expect(await store.articles.revisionsOf('unknown', 'local')).toEqual([]);
  });

  it('say in the log, and go on, when an added article has the id of one of the folder', async () => {
    const { store, log, start } = await createDesk();
    const [analysed] = (await start()).library.all();
    const id = analysed?.article.id ?? '';
    await store.articles.add({ ...QUARRY, id }, ['slack:T1']);
    const { run } = await start();
    expect(await run(createRequest('article', { id }, { space: 'slack:T1' }))).toMatchObject({
      article: { title: analysed?.article.title },
    });
    expect(log.lines.filter(({ level }) => level === 'warn').map(({ fields }) => fields.article)).toEqual([id]);
  });

  it('give chats what they need, keep replies of a thread, and limit how often one person asks', async () => {
    const { store, start } = await createDesk();
    const { services } = await start();
    if (services === undefined) throw new Error('no services');
    const request = { ...ask('slack:T1', 'When did the ferry sail again?'), thread: 't1' };
    const reply = await services.run(request);
    expect(await store.replies.get(reply.id ?? '', 'slack:T1')).toMatchObject({ kind: 'answer' });
    for (let time = 0; time < 19; time += 1) await services.run(createRequest('help', {}, { space: 'slack:T1' }));
    expect(await services.run(request)).toMatchObject({ kind: 'failure', code: 'rate-limited' });
  });
});
