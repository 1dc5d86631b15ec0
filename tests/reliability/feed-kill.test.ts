import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { createRandom } from '../../src/lib/random.js';
import { toRss } from '../flows/feed-desk.js';
import { HARBOUR_CORPUS } from '../flows/harbour-corpus.js';
import { createFolder, parseLines, runCommand, startCommand } from '../flows/run-command.js';
import { startWebServer } from '../servers/web/web-server.js';

// A small sample in every run of the tests; `npm run test:kill` kills more often and prints what it found.
const KILLS = Number(process.env.KILLS ?? 3);
const ITEMS = 150 + KILLS * 50;
const LIMIT_MS = 90_000 + KILLS * 6_000;
const MIN_WAIT_MS = 20;
const MAX_WAIT_MS = 250;

const cleanUps: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const cleanUp of cleanUps) await cleanUp();
});

it(
  'a bot killed with SIGKILL while it reads a feed loses no article and doubles none',
  async () => {
    const web = await startWebServer();
    cleanUps.push(() => web.stop());
    const items = Array.from({ length: ITEMS }, (_, index) => ({
      title: `Notice ${index}`,
      link: `https://post.example/notice/${index}`,
      content: `<p>Notice number ${index} of the harbour office concerns berth ${index}.</p>`,
    }));
    web.answer('/rss', { body: toRss('Harbour Post', items) });
    const outline = `<outline text="Post" type="rss" xmlUrl="${web.url('/rss')}"/>`;
    const folder = await createFolder({
      ...HARBOUR_CORPUS,
      'feeds.opml': `<opml version="2.0"><head><title>Desk</title></head><body>${outline}</body></opml>`,
    });
    cleanUps.push(folder.remove);
    const options = { cwd: folder.path, env: { FEEDS_OPML: 'feeds.opml', FEED_ALLOW_PRIVATE: '127.0.0.1' } };
    const random = createRandom(7);
    const told = new Set<string>();
    const doubled: string[] = [];
    let kills = 0;

    /** Starts the bot, and gives how many articles it told of when it ended. */
    const runUntil = async (isOver: (articles: number) => boolean, waitMs: number): Promise<void> => {
      const bot = await startCommand(['start'], options);
      let seen = 0;
      let kill: Promise<void> | undefined;
      let rest = '';
      bot.stderr?.on('data', (chunk: Buffer) => {
        const lines = (rest + chunk.toString()).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          const { msg, article } = JSON.parse(line) as { msg?: string; article?: string };
          if (msg !== 'an article arrived' || article === undefined) continue;
          // Told of twice would be an article that was doubled, or taken for new again.
          if (told.has(article)) doubled.push(article);
          told.add(article);
          seen += 1;
        }
        if (seen > 0 && kill === undefined && isOver(told.size))
          kill = sleep(waitMs).then(() => void bot.kill('SIGKILL'));
      });
      await once(bot, 'close');
    };

    while (kills < KILLS && told.size < ITEMS) {
      await runUntil(() => true, MIN_WAIT_MS + random() * (MAX_WAIT_MS - MIN_WAIT_MS));
      kills += 1;
    }
    if (told.size < ITEMS) await runUntil((articles) => articles >= ITEMS - kills, 2_000);
    expect(doubled).toEqual([]);
    const { stdout } = await runCommand(['status', '--json'], options);
    const [status] = parseLines(stdout);
    expect(status).toMatchObject({ articles: ITEMS + 3 });
    for (const article of [...told].slice(0, 5)) {
      const shown = await runCommand(['article', article, '--json'], options);
      expect(parseLines(shown.stdout)).toMatchObject([{ kind: 'article', revisions: [{}] }]);
    }
    if (process.env.KILLS !== undefined) {
      process.stdout.write(`feeds: ${JSON.stringify({ kills, articles: ITEMS, told: told.size })}\n`);
    }
  },
  LIMIT_MS,
);
