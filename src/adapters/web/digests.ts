import type { Hono } from 'hono';
import { toDigestTitle } from '../../core/digest-wording.js';
import {
  answerPage,
  type Env,
  type RouteOptions,
  servicesOf,
  spend,
  statusFor,
  toTextContext,
  type WebContext,
} from './context.js';
import { findDigestDays, parseAskedDigest } from './digest-request.js';
import { EXPORT_FORMS } from './export.js';
import { QUESTION } from './limits.js';
import { renderDigestFailure, renderDigestPage } from './render-digest-page.js';
import { sendFile } from './send-file.js';
import { toWebRequest } from './to-request.js';

/** Adds the digest of any day, as a page and as files. Nothing of it is kept, and nothing need have been. */
export function addDigests(app: Hono<Env>, options: RouteOptions): void {
  const compose = async (c: WebContext) => {
    await spend(c, options, QUESTION);
    const services = servicesOf(options);
    const { space } = c.get('viewer');
    const asked = parseAskedDigest(new URL(c.req.url).searchParams);
    const days = findDigestDays(asked, services, space);
    const args = { ...asked, day: days.day };
    const reply = await services.run(toWebRequest('digest preview', args, toTextContext(c, options, services)));
    return { reply, asked, days };
  };

  app.get('/digest', async (c) => {
    const { reply, asked, days } = await compose(c);
    if (reply.kind === 'digest') {
      return answerPage(c, toDigestTitle(reply), renderDigestPage({ reply, asked, days }), { current: 'digest' });
    }
    const status = reply.kind === 'failure' ? statusFor(c, reply) : 200;
    return answerPage(c, 'Digest', renderDigestFailure(reply, asked, days), { status, current: 'digest' });
  });

  for (const form of EXPORT_FORMS) {
    app.get(`/digest.${form}`, async (c) => sendFile(c, options, (await compose(c)).reply, form));
  }
}
