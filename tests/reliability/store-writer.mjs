// Writes to a store without end, and tells of each write only when it is settled; killed in the middle by the tests.
// node store-writer.mjs COMPILED_STORE TARGET_JSON FIRST_NUMBER
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const [, , modulePath, targetJson, first] = process.argv;
const { openStore } = await import(modulePath);
const { Secret } = await import(new URL('../lib/secret.js', `file://${modulePath}`).href);
const target = JSON.parse(targetJson);
const silent = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };

const say = (line) => writeSync(1, `${line}\n`);

const store = await openStore({
  target: target.kind === 'sqlite' ? target : { kind: 'postgresql', url: new Secret(target.url) },
  access: 'write',
  secretKey: new Secret('k'.repeat(32)),
  now: () => Date.now(),
  log: silent,
});
say('open');

const SPACE = 'discord:guild:1';
const text = 'The ferry sails again. It carries bread. Nobody was hurt.';
const spans = [
  [0, 22],
  [23, 40],
  [41, 57],
];

const toReply = (article) => ({
  kind: 'answer',
  certainty: 'stated',
  question: 'When does the ferry sail?',
  confidence: 0.9,
  also: [],
  citations: [{ n: 1, article, revision: 'aaaaaaaaaaaa', title: 'Ferry' }],
  sentences: spans.map(([start, end], index) => ({
    text: text.slice(start, end),
    article,
    revision: 'aaaaaaaaaaaa',
    paragraph: 1,
    sentence: index + 1,
    start,
    end,
    citation: 1,
    role: 'answer',
  })),
});

const steps = {
  async reply(number) {
    const id = `reply-${number}`;
    await store.replies.keep({
      id,
      space: SPACE,
      thread: 'thread',
      command: 'ask',
      asker: `discord:${number}`,
      reply: toReply(`article-${number}`),
    });
    say(`reply ${id}`);
  },
  async event(number) {
    if (await store.events.claim(`event-${number}`)) say(`event event-${number}`);
  },
  async article(number) {
    const article = {
      id: `article-${number}`,
      revision: 'aaaaaaaaaaaa',
      title: 'Ferry',
      body: text,
      people: [],
      places: [],
      organizations: [],
      topics: [],
      sources: [],
    };
    await store.articles.add(article, [SPACE, 'slack:T1']);
    say(`article ${article.id}`);
  },
  async delivery(number) {
    const id = `delivery-${number}`;
    await store.deliveries.plan({ id, subscription: 'subscription', occasion: String(number), dueAt: number });
    say(`planned ${id}`);
    const claimed = await store.deliveries.claim(id, 60_000);
    if (claimed === undefined) return;
    const isNoted = await store.deliveries.settle(claimed, { state: 'sent', message: `message-${number}` });
    if (isNoted) say(`sent ${id}`);
  },
};

if ((await store.subscriptions.get('subscription', SPACE)) === undefined) {
  await store.subscriptions.add({
    id: 'subscription',
    space: SPACE,
    platform: 'discord',
    channel: '1',
    schedule: '08:00',
    empty: 'line',
    zone: 'UTC',
  });
}

// Several writers at once, so that on PostgreSQL a kill meets several transactions.
let number = Number(first);
const write = async (step) => {
  for (;;) {
    number += 1;
    try {
      await step(number);
    } catch (error) {
      // A server that is gone must end neither this process nor the writing once it is back.
      if (error?.code !== 'store-unavailable') throw error;
      say(`failed ${error.message}`);
      await sleep(50);
    }
  }
};
await Promise.all(Object.values(steps).map(write));
