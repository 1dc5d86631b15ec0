import type { Hono } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { type Member, OPERATOR, SESSION_LIFE_MS } from '../../core/sign-in.js';
import { SESSION_COOKIE } from './access.js';
import { readForm } from './body.js';
import { answerPage, type Env, type RouteOptions, servicesOf, spend, type WebContext } from './context.js';
import { QUESTION } from './limits.js';
import { renderSignIn } from './render-pages.js';
import { HttpError } from './status.js';

const MILLISECONDS = 1_000;

/** Adds signing in, by a link of the bot or by the token, and signing out. */
export function addSession(app: Hono<Env>, options: RouteOptions): void {
  const { access, signer, newId, now, hasToken } = options;

  const begin = (c: WebContext, member: Member) => {
    setCookie(c, SESSION_COOKIE, signer.sign('session', member, newId(), now() + SESSION_LIFE_MS), {
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
      secure: access.isSecure(c.get('arrival')),
      maxAge: SESSION_LIFE_MS / MILLISECONDS,
    });
    return c.redirect('/', 303);
  };

  app.get('/signin', (c) => answerPage(c, 'Sign in', renderSignIn(hasToken)));

  app.get('/signin/:token', async (c) => {
    await spend(c, options, QUESTION);
    // Under another name the session would not be known, and the link would be gone.
    const refusal = access.refuseName(c.get('arrival'));
    if (refusal !== undefined) throw new HttpError(403, 'not-allowed', refusal);
    // Whoever only looks ahead must not use the link up.
    const isLookingAhead = c.req.method === 'HEAD' || /prefetch|prerender/i.test(c.req.header('sec-purpose') ?? '');
    const read = signer.read('link', c.req.param('token'), now());
    const isFirst =
      read !== undefined && !isLookingAhead && (await servicesOf(options).claimEvent(`web:signin:${read.id}`));
    if (read === undefined || !isFirst) {
      throw new HttpError(
        401,
        'not-allowed',
        'This link was used already, or its time is over: it works once, for 15 minutes. Ask the bot for another one.',
      );
    }
    return begin(c, read.member);
  });

  app.post('/signin', async (c) => {
    await spend(c, options, QUESTION);
    const token = (await readForm(c)).get('token') ?? '';
    if (!access.isToken(token)) throw new HttpError(401, 'not-allowed', 'That is not the token of this bot.');
    return begin(c, OPERATOR);
  });

  app.post('/signout', (c) => {
    deleteCookie(c, SESSION_COOKIE, { path: '/' });
    return c.redirect('/', 303);
  });
}
