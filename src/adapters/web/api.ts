import type { Hono } from 'hono';
import type { Request } from '../../core/commands/request.js';
import { toReplyJson } from '../../core/reply.js';
import { readJson } from './body.js';
import {
  demandMember,
  type Env,
  type RouteOptions,
  servicesOf,
  spend,
  statusFor,
  toTextContext,
  type WebContext,
} from './context.js';
import { QUESTION, READING } from './limits.js';
import { HttpError } from './status.js';
import { toAskRequest, toSearchRequest, toTypedRequest } from './to-request.js';

/** Fields of the page that are completed while somebody types. */
const FIELDS = ['article', 'publisher', 'topic', 'place', 'person'] as const;

/** Adds the routes for programs: every reply is the JSON of the contract. Nothing that is asked here is kept. */
export function addApi(app: Hono<Env>, options: RouteOptions): void {
  const answer = async (c: WebContext, request: Request) => {
    const reply = await servicesOf(options).run(request);
    return c.json(toReplyJson(reply), reply.kind === 'failure' ? statusFor(c, reply) : 200);
  };

  app.post('/api/ask', async (c) => {
    demandMember(c);
    const services = servicesOf(options);
    await spend(c, options, QUESTION);
    return answer(c, toAskRequest(await readJson(c), toTextContext(c, options, services)));
  });

  app.get('/api/search', async (c) => {
    const services = servicesOf(options);
    await spend(c, options, QUESTION);
    const { searchParams } = new URL(c.req.url);
    return answer(c, toSearchRequest(searchParams, toTextContext(c, options, services)));
  });

  app.post('/api/command', async (c) => {
    demandMember(c);
    const services = servicesOf(options);
    await spend(c, options, QUESTION);
    return answer(c, toTypedRequest(await readJson(c), toTextContext(c, options, services)));
  });

  app.get('/api/complete', async (c) => {
    const services = servicesOf(options);
    await spend(c, options, READING);
    const field = FIELDS.find((known) => known === c.req.query('field'));
    if (field === undefined) {
      throw new HttpError(400, 'bad-request', `field: must be one of ${FIELDS.join(', ')}.`);
    }
    const prefix = (c.req.query('prefix') ?? '').slice(0, 200);
    return c.json({ completions: await services.complete(field, prefix, c.get('viewer').space) });
  });

  for (const [path, allow] of [
    ['/api/ask', 'POST'],
    ['/api/search', 'GET, HEAD'],
    ['/api/command', 'POST'],
    ['/api/complete', 'GET, HEAD'],
  ] as const) {
    app.all(path, (c) => {
      c.header('allow', allow);
      throw new HttpError(405, 'bad-request', `${path} is asked with ${allow.split(',')[0]}.`);
    });
  }
}
