import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Command } from '../../core/commands/command.js';
import type { Log } from '../../core/ports.js';
import type { FailureReply } from '../../core/reply.js';
import type { Signer } from '../../core/sign-in.js';
import type { WebServices } from '../../core/web.js';
import type { Access, Arrival, Viewer } from './access.js';
import { toPlainAddress } from './host.js';
import type { Html } from './html.js';
import { type PageName, renderPage } from './layout.js';
import type { RateLimits } from './limits.js';
import { type FailureStatus, HttpError, toFailureStatus } from './status.js';
import type { TextContext } from './to-request.js';

/** What the routes work with. */
export interface RouteOptions {
  readonly catalogue: readonly Command[];
  readonly access: Access;
  readonly signer: Signer;
  readonly limits: RateLimits;
  readonly log: Log;
  /** Where people reach the page, without a slash at its end. */
  readonly publicUrl?: string;
  /** Whether somebody can sign in with the token of the configuration. */
  readonly hasToken: boolean;
  /** Undefined for as long as the articles are being read. */
  services(): WebServices | undefined;
  /** Makes ids of requests, hard to guess. */
  newId(): string;
  /** Milliseconds since 1970. */
  now(): number;
}

/** What every route knows of a request. */
export interface Env {
  Bindings: HttpBindings;
  Variables: { arrival: Arrival; viewer: Viewer; requestId: string };
}

export type WebContext = Context<Env>;

/** What is known of a request before anything in it is believed. */
export function toArrival(c: WebContext): Arrival {
  const { socket } = c.env.incoming;
  return {
    remoteAddress: toPlainAddress(socket.remoteAddress ?? ''),
    localAddress: toPlainAddress(socket.localAddress ?? ''),
    localPort: socket.localPort ?? 0,
    header: (name) => c.req.header(name),
    cookie: (name) => getCookie(c, name),
  };
}

/** The services, once the articles are read. */
export function servicesOf(options: RouteOptions): WebServices {
  const services = options.services();
  if (services !== undefined) return services;
  throw new HttpError(503, 'index-loading', 'The articles are still being read. Try again in a few seconds.', 2);
}

/**
 * Counts a request of an address in.
 *
 * @param cost  `QUESTION` or `READING`
 * @throws {HttpError} 429 when it was one too many
 */
export function spend(c: WebContext, { access, limits }: RouteOptions, cost: number): Promise<void> {
  const { by } = c.get('viewer');
  return limits.count(access.addressOf(c.get('arrival')), cost, by === 'machine' || by === 'token');
}

/** @throws {HttpError} 401 for whoever has not signed in */
export function demandMember(c: WebContext): void {
  if (c.get('viewer').isMember) return;
  throw new HttpError(
    401,
    'not-allowed',
    'This is for people who signed in: ask the bot for its status in Discord or Slack and press “Open the web page”, or run dateline web. Programs send WEB_TOKEN as a bearer token.',
  );
}

/** What a typed text is read with. */
export function toTextContext(c: WebContext, { catalogue }: RouteOptions, services: WebServices): TextContext {
  const viewer = c.get('viewer');
  return {
    id: c.get('requestId'),
    viewer,
    catalogue,
    isKnownArticle: (id) => services.knowsArticle(viewer.space, id),
  };
}

/** Answers with a page. */
export function answerPage(
  c: WebContext,
  title: string,
  content: Html,
  { status = 200, current }: { readonly status?: 200 | FailureStatus; readonly current?: PageName } = {},
) {
  return c.html(renderPage({ title, viewer: c.get('viewer'), current }, content), status);
}

/** The status of a failure for this viewer: whoever has not signed in is asked to. */
export function statusFor(c: WebContext, failure: FailureReply): FailureStatus {
  const status = toFailureStatus(failure);
  return status === 403 && !c.get('viewer').isMember ? 401 : status;
}
