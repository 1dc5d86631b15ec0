import { html } from 'hono/html';
import type { FailureReply, Reply } from '../../core/reply.js';
import { answerPage, statusFor, type WebContext } from './context.js';
import { renderReply } from './render.js';
import { renderFailurePage } from './render-pages.js';
import type { FailureStatus } from './status.js';

/** Answers with a reply that was to be another one: mostly a failure. */
export function answerReply(c: WebContext, reply: Reply, title: string) {
  if (reply.kind === 'failure') return answerFailure(c, reply, statusFor(c, reply));
  return answerPage(c, title, html`<h1>${title}</h1>${renderReply(reply)}`);
}

const HEADINGS: Readonly<Partial<Record<number, string>>> = {
  401: 'Sign in first',
  403: 'That is not allowed',
  404: 'There is nothing here',
  429: 'A moment, please',
  503: 'Not right now',
};

/** Answers with a page that says what went wrong. */
export function answerFailure(c: WebContext, failure: FailureReply, status: FailureStatus) {
  const heading = HEADINGS[status] ?? 'That did not work';
  return answerPage(c, heading, renderFailurePage(failure, heading), { status });
}
