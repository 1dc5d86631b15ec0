import { type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { createWebServer, type WebServer, type WebServerOptions } from '../../../src/adapters/web/server.js';
import { type App, createApp } from '../../../src/app.js';
import { catalogue } from '../../../src/core/commands/catalogue.js';
import { createSigner, type Member, toSignInPath } from '../../../src/core/sign-in.js';
import { createMetrics } from '../../../src/metrics.js';
import { openStore, type Store } from '../../../src/store/store.js';
import { RecordingLog } from '../../fakes/recording-log.js';
import { HARBOUR_CORPUS } from '../../flows/harbour-corpus.js';
import { createFolder } from '../../flows/run-command.js';

/** What a page is opened with. */
export interface DeskOptions
  extends Partial<Pick<WebServerOptions, 'host' | 'publicUrl' | 'trustedProxies' | 'token'>> {
  /** Files of the corpus; default the harbour town. */
  readonly corpus?: Readonly<Record<string, string>>;
  /** What the clock of the articles says, as an ISO instant; default that of the machine. */
  readonly now?: string;
  /** Whether answers are kept; default yes. */
  readonly keeps?: boolean;
}

/** An answer of the port. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON. */
  json(): Record<string, unknown>;
}

/** What is sent, beside the address. */
interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The web page of a bot with its articles, its state and its port, on 127.0.0.1. */
export interface WebDesk {
  readonly address: string;
  readonly port: number;
  readonly app: App;
  readonly store: Store | undefined;
  readonly log: RecordingLog;
  readonly server: WebServer;
  /** Milliseconds by which the clock of the sign-ins is ahead. */
  ahead: number;
  send(path: string, sent?: Sent): Promise<Answer>;
  ask(question: string, more?: Readonly<Record<string, unknown>>, headers?: Sent['headers']): Promise<Answer>;
  /** Sends a form as a browser does. */
  submit(path: string, fields: readonly (readonly [string, string])[], headers?: Sent['headers']): Promise<Answer>;
  /** The path of a link that signs a member in. */
  linkFor(member: Member): string;
  stop(): Promise<void>;
}

/** Opens a page; it is closed when the test is over. */
export async function openDesk(options: DeskOptions = {}): Promise<WebDesk> {
  const desk = await startDesk(options);
  onTestFinished(desk.stop);
  return desk;
}

/** Opens a page that whoever opened it closes. */
export async function startDesk({
  corpus = HARBOUR_CORPUS,
  keeps = true,
  now,
  ...reached
}: DeskOptions = {}): Promise<WebDesk> {
  const folder = await createFolder(corpus);
  const log = new RecordingLog();
  const target = { kind: 'sqlite', folder: `${folder.path}/data` } as const;
  const store = keeps ? await openStore({ target, access: 'write', now: Date.now, log }) : undefined;
  let count = 0;
  const newId = () => {
    count += 1;
    return `id-${count}`;
  };
  const metrics = createMetrics();
  const app = await createApp({
    corpus: `${folder.path}/corpus`,
    version: '0.0.0',
    log,
    measure: metrics.measure,
    ...(now !== undefined && { now: () => Date.parse(now) }),
    ...(reached.publicUrl !== undefined && { publicUrl: reached.publicUrl }),
    ...(store && { state: { store, newId, newShortId: newId } }),
  });
  const signer = createSigner('k'.repeat(64));
  const desk = { ahead: 0 };
  const server = createWebServer({
    host: '127.0.0.1',
    trustedProxies: 0,
    ...reached,
    port: 0,
    signer,
    catalogue,
    log,
    newId,
    now: () => Date.now() + desk.ahead,
  });
  const opened = new URL(await server.start());
  const port = Number(opened.port);
  server.serve({ services: app.createWebServices({ metrics, adapters: () => [] }) });

  const send: WebDesk['send'] = (path, sent = {}) => sendTo(port, path, sent);
  return Object.assign(desk, {
    address: `http://127.0.0.1:${port}`,
    port,
    app,
    store,
    log,
    server,
    send,
    ask: (question: string, more = {}, headers = {}) =>
      send('/api/ask', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ question, ...more }),
      }),
    submit: (path: string, fields: readonly (readonly [string, string])[], headers = {}) =>
      send(path, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: `http://127.0.0.1:${port}`,
          'sec-fetch-site': 'same-origin',
          ...headers,
        },
        body: new URLSearchParams([...fields].map(([name, value]): [string, string] => [name, value])).toString(),
      }),
    linkFor: (member: Member) => toSignInPath(signer, member, newId(), Date.now()),
    stop: async () => {
      await server.stop();
      await app.stop();
      await store?.close();
      await folder.remove();
    },
  });
}

/** With node:http, which sends any `Host` and leaves a path as it is. */
async function sendTo(port: number, path: string, { method = 'GET', headers = {}, body }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sending = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      text(response).then(
        (content) =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: content,
            json: () => JSON.parse(content) as Record<string, unknown>,
          }),
        reject,
      );
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

/** The part of a page that a reader may copy and paste, without its marks. */
export function toPlainText(page: string): string {
  return page
    .replace(/^.*<main[^>]*>|<\/main>.*$/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}
