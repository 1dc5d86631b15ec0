import type { Hono } from 'hono';
import { html } from 'hono/html';
import { ASSETS } from './assets.js';
import { answerPage, demandMember, type Env, type RouteOptions, servicesOf, spend, toTextContext } from './context.js';
import { answerReply } from './failure-page.js';
import { QUESTION, READING } from './limits.js';
import { renderReply } from './render.js';
import { renderArticle } from './render-article.js';
import { toWebRequest } from './to-request.js';

/** Answers that are listed as quoting an article. */
const MAX_QUOTING = 10;

/** Adds the pages that are only read: articles, the status, and what pages load. */
export function addReading(app: Hono<Env>, options: RouteOptions): void {
  app.get('/articles/:id', async (c) => {
    await spend(c, options, READING);
    const services = servicesOf(options);
    const { space } = c.get('viewer');
    const id = c.req.param('id');
    const reply = await services.run(toWebRequest('article', { id }, toTextContext(c, options, services)));
    if (reply.kind !== 'article') return answerReply(c, reply, 'Article');
    const quotedIn = await services.quotedIn(id, space, MAX_QUOTING);
    const story = services.storyOf(id, space);
    return answerPage(c, reply.article.title || id, renderArticle(reply, { quotedIn, story }));
  });

  app.get('/status', async (c) => {
    await spend(c, options, QUESTION);
    demandMember(c);
    const services = servicesOf(options);
    const reply = await services.run(toWebRequest('status', {}, toTextContext(c, options, services)));
    if (reply.kind !== 'status') return answerReply(c, reply, 'Status');
    return answerPage(c, 'Status', html`<h1>Status</h1>${renderReply(reply)}`, { current: 'status' });
  });

  for (const { path, type, content } of Object.values(ASSETS)) {
    app.get(path, (c) =>
      c.body(content, 200, { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' }),
    );
  }
}
