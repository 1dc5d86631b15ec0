import { Hono } from 'hono';
import { BotError } from '../../core/errors.js';
import { toFailure } from '../../core/failure.js';
import { toReplyJson } from '../../core/reply.js';
import { addApi } from './api.js';
import { addAsking } from './asking.js';
import { type Env, type RouteOptions, statusFor, toArrival, type WebContext } from './context.js';
import { addDigests } from './digests.js';
import { answerFailure } from './failure-page.js';
import { addProbes } from './probes.js';
import { addReading } from './reading.js';
import { addSession } from './session.js';
import { HttpError } from './status.js';

/** What changes nothing. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Said with every answer. `same-origin`, since with `no-referrer` browsers send forms without their origin. */
const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, no-cache',
};

/** Everything that the port answers, but for Slack's requests. */
export function createRoutes(options: RouteOptions): Hono<Env> {
  const app = new Hono<Env>();
  const { access, newId, log } = options;

  app.use(async (c, next) => {
    const arrival = toArrival(c);
    c.set('arrival', arrival);
    c.set('requestId', newId());
    c.set('viewer', access.viewerOf(arrival));
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
    if (!SAFE_METHODS.has(c.req.method)) {
      const refusal = access.refuse(arrival);
      if (refusal !== undefined) throw new HttpError(403, 'not-allowed', refusal);
    }
    await next();
  });

  addProbes(app, options);
  addApi(app, options);
  addSession(app, options);
  addAsking(app, options);
  addDigests(app, options);
  addReading(app, options);

  app.notFound((c) =>
    fail(c, new HttpError(404, 'bad-request', 'This address leads nowhere: check how it is written.')),
  );
  app.onError((error, c) => fail(c, error));

  /** Programs are told in JSON, people on a page. */
  const fail = (c: WebContext, error: unknown) => {
    const reference = c.get('requestId') ?? newId();
    const failure = toFailure(error, reference);
    if (!(error instanceof BotError)) log.error({ request: reference, err: error }, 'a request of the web failed');
    const status = error instanceof HttpError ? error.status : statusFor(c, failure);
    if (error instanceof HttpError && error.retrySeconds !== undefined) {
      c.header('retry-after', String(error.retrySeconds));
    }
    if (status === 401) c.header('www-authenticate', 'Bearer');
    const isForProgram = c.req.path.startsWith('/api/') || c.req.path === '/metrics';
    return isForProgram ? c.json(toReplyJson(failure), status) : answerFailure(c, failure, status);
  };
  return app;
}
