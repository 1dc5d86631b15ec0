import { once } from 'node:events';
import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json, text } from 'node:stream/consumers';
import { afterAll, bench, describe } from 'vitest';
import { createWebServer } from '../../src/adapters/web/server.js';
import { catalogue } from '../../src/core/commands/catalogue.js';
import { toReplyJson } from '../../src/core/reply.js';
import { createSigner } from '../../src/core/sign-in.js';
import { Secret } from '../../src/lib/secret.js';
import { createMetrics } from '../../src/metrics.js';
import { RecordingLog } from '../fakes/recording-log.js';
import { createSamples, printTimes, time } from './report.js';
import { openApp, readQuestions, toAskRequest } from './starter-corpus.js';

// What the page costs beside a server of twenty lines that answers with the same reply as JSON. Both answer the same
// questions in turn, over one connection that is kept open.

const app = await openApp();
const questions = await readQuestions();
for (const question of questions) await app.run(toAskRequest(question));

const plainServer = createServer(async (incoming, response) => {
  const { question } = (await json(incoming)) as { question: string };
  const reply = await app.run(
    toAskRequest({ id: 'plain', question, context: [], answer: null, articles: [], evidence: [] }),
  );
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(toReplyJson(reply)));
});
const plainPort = await listen(plainServer);

const web = createWebServer({
  host: '127.0.0.1',
  port: 0,
  // Whoever asks comes from a new address each time, so that nobody is told to wait.
  trustedProxies: 1,
  token: new Secret('token-of-the-benchmark'),
  signer: createSigner('k'.repeat(64)),
  catalogue,
  log: new RecordingLog(),
  newId: () => 'id',
  now: Date.now,
});
const webPort = Number(new URL(await web.start()).port);
web.serve({ services: app.createWebServices({ metrics: createMetrics(), adapters: () => [] }) });

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
afterAll(async () => {
  agent.destroy();
  plainServer.close();
  await web.stop();
});

const plain = createSamples('plain node:http, the reply as JSON');
const api = createSamples('Dateline, POST /api/ask');
const page = createSamples('Dateline, the page of the answer');
const article = createSamples('Dateline, the page of an article');
const front = createSamples('Dateline, the front page');

describe(`a request on ${app.library.size} articles`, () => {
  const nextPlain = createTurns();
  bench(plain.name, () => time(plain, () => send(plainPort, 'POST', '/', nextPlain())), { time: 3000 });
  const nextApi = createTurns();
  bench(api.name, () => time(api, () => send(webPort, 'POST', '/api/ask', nextApi())), { time: 3000 });
  const nextPage = createTurns();
  bench(page.name, () => time(page, () => send(webPort, 'GET', `/?${new URLSearchParams({ q: nextPage() })}`)), {
    time: 3000,
  });
  bench(
    article.name,
    () => time(article, () => send(webPort, 'GET', '/articles/2023-10-10-zhai-jun-egypt-phone-call')),
    { time: 1000 },
  );
  bench(front.name, () => time(front, () => send(webPort, 'GET', '/')), {
    time: 1000,
    teardown: (_, mode) =>
      void (mode === 'run' && printTimes('From a request to the last byte', [plain, api, page, article, front])),
  });
});

let asked = 0;

/** @throws when it is answered with anything but 200 */
async function send(port: number, method: string, path: string, question?: string): Promise<void> {
  asked += 1;
  const sending = request({
    agent,
    port,
    method,
    path,
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer token-of-the-benchmark',
      'x-forwarded-for': `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`,
    },
  });
  sending.end(question === undefined ? undefined : JSON.stringify({ question }));
  const [response] = await once(sending, 'response');
  await text(response);
  if (response.statusCode !== 200) throw new Error(`${path} was answered with ${response.statusCode}`);
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function createTurns() {
  let turn = 0;
  return () => {
    const question = questions[turn++ % questions.length];
    if (question === undefined) throw new Error('There is no question.');
    return question.question;
  };
}
