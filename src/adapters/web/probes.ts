import type { Hono } from 'hono';
import type { BotError } from '../../core/errors.js';
import { toFailure } from '../../core/failure.js';
import { toReplyJson } from '../../core/reply.js';
import { demandMember, type Env, type RouteOptions, servicesOf, type WebContext } from './context.js';
import { HttpError } from './status.js';

/** Adds what is asked by whoever keeps the process running: whether it lives, whether it can work, how it does. */
export function addProbes(app: Hono<Env>, options: RouteOptions): void {
  app.get('/healthz', (c) => c.text('ok\n'));

  app.get('/readyz', async (c) => {
    let reason: BotError | undefined;
    try {
      reason = await servicesOf(options).notReady();
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      reason = error;
    }
    if (reason === undefined) return c.text('ready\n');
    return c.json(toReplyJson(toFailure(reason, c.get('requestId'))), 503);
  });

  app.get('/metrics', async (c) => {
    demandMember(c);
    const { contentType, text } = await servicesOf(options).metrics();
    return c.body(text, 200, { 'content-type': contentType });
  });

  for (const path of ['/healthz', '/readyz', '/metrics']) {
    app.all(path, (c: WebContext) => {
      c.header('allow', 'GET, HEAD');
      return c.text('Ask with GET.\n', 405);
    });
  }
}
