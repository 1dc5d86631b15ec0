import type { Hono } from 'hono';
import { toArticlePath } from '../../core/page-links.js';
import type { Reply } from '../../core/reply.js';
import type { WebServices } from '../../core/web.js';
import { type Asked, parseAsked, toAskedAgain } from './asked.js';
import { readForm } from './body.js';
import {
  answerPage,
  demandMember,
  type Env,
  type RouteOptions,
  servicesOf,
  spend,
  statusFor,
  toTextContext,
  type WebContext,
} from './context.js';
import { toDigestPath } from './digest-request.js';
import { findExamples } from './examples.js';
import { EXPORT_FORMS } from './export.js';
import { QUESTION, READING } from './limits.js';
import { renderFront, renderTurn, toSending, toTurnTitle } from './render-pages.js';
import { sendFile } from './send-file.js';
import { HttpError } from './status.js';
import { toPageCommand, toWebRequest } from './to-request.js';

/** Commands that change nothing: an address alone may call them. A page is no channel, so that nothing is subscribed here. */
const READING_COMMANDS: ReadonlySet<string> = new Set([
  'ask',
  'search',
  'article',
  'status',
  'help',
  'digest preview',
  'digest list',
  'digest subscribe',
]);
const CONVERSATION = 'web';

/** Adds the pages that ask and answer. They work without scripts; with scripts, forms are sent without leaving the page. */
export function addAsking(app: Hono<Env>, options: RouteOptions): void {
  const keepsFor = (c: WebContext, services: WebServices) => services.keeps && c.get('viewer').isMember;

  /** The kept replies of a conversation; those that are no longer kept are left out. */
  const recall = async (c: WebContext, services: WebServices, ids: readonly string[]): Promise<Reply[]> => {
    const context = toTextContext(c, options, services);
    const replies = await Promise.all(ids.map((reply) => services.run(toWebRequest('kept', { reply }, context))));
    return replies.filter(({ kind }) => kind !== 'failure');
  };

  /** Runs what was asked, in its conversation. */
  const ask = async (
    c: WebContext,
    services: WebServices,
    asked: Asked,
    earlier: readonly Reply[],
    thread?: string,
  ) => {
    const context = toTextContext(c, options, services);
    const { command, arguments: args } = toPageCommand(asked, context);
    const isChange = !READING_COMMANDS.has(command);
    if (isChange) demandMember(c);
    if (isChange && c.req.method !== 'POST') {
      throw new HttpError(400, 'bad-request', 'Send this with the form of the page: an address alone changes nothing.');
    }
    const turns = [...earlier.flatMap(({ question }) => question ?? []), ...asked.context];
    const request = toWebRequest(command, args, context, command === 'ask' ? turns : []);
    const reply = await services.run(thread === undefined ? request : { ...request, thread });
    return { reply, command };
  };

  const showTurn = (c: WebContext, services: WebServices, reply: Reply, asked: Asked, earlier: readonly Reply[]) => {
    const title = toTurnTitle(reply, asked) || 'Answer';
    const exports = reply.id === undefined ? '/citations' : `/answers/${encodeURIComponent(reply.id)}/citations`;
    const turn = {
      reply,
      asked,
      earlier,
      exports,
      sending: toSending(keepsFor(c, services)),
      corpus: services.range(c.get('viewer').space),
      isNoted: c.req.query('noted') !== undefined,
    };
    const status = reply.kind === 'failure' ? statusFor(c, reply) : 200;
    return answerPage(c, title, renderTurn(turn), { status, current: 'ask' });
  };

  /** Where a typed command has a page of its own. */
  const ownPageOf = (c: WebContext, services: WebServices, asked: Asked): string | undefined => {
    const { command, arguments: args } = toPageCommand(asked, toTextContext(c, options, services));
    if (command === 'article') return toArticlePath(String(args.id));
    if (command === 'digest preview') return toDigestPath(args);
    return command === 'status' ? '/status' : undefined;
  };

  app.get('/', async (c) => {
    const services = servicesOf(options);
    const asked = parseAsked(new URL(c.req.url).searchParams);
    if (asked.text === '') {
      await spend(c, options, READING);
      const { space } = c.get('viewer');
      const examples = await findExamples(services, space);
      const front = renderFront(services.range(space), examples, toSending(keepsFor(c, services)));
      return answerPage(c, 'Dateline', front, { current: 'ask' });
    }
    const page = ownPageOf(c, services, asked);
    if (page !== undefined) return c.redirect(page, 303);
    await spend(c, options, QUESTION);
    const earlier = await recall(c, services, asked.after);
    const { reply } = await ask(c, services, asked, earlier);
    return showTurn(c, services, reply, asked, earlier);
  });

  app.post('/ask', async (c) => {
    demandMember(c);
    const services = servicesOf(options);
    const asked = parseAsked(await readForm(c));
    if (asked.text === '') return c.redirect('/', 303);
    const page = ownPageOf(c, services, asked);
    if (page !== undefined) return c.redirect(page, 303);
    await spend(c, options, QUESTION);
    const earlier = await recall(c, services, asked.after);
    const thread = `${CONVERSATION}:${c.get('requestId')}`;
    const { reply } = await ask(c, services, asked, earlier, services.keeps ? thread : undefined);
    if (reply.id === undefined) return showTurn(c, services, reply, asked, earlier);
    // What the operator asks is no secret within the space; what a member asks here is the member's own.
    if (c.get('viewer').space === 'local') await services.delivered(reply.id, CONVERSATION, reply.id);
    return c.redirect(toAnswerPath(reply.id, asked), 303);
  });

  app.get('/answers/:id', async (c) => {
    await spend(c, options, READING);
    const services = servicesOf(options);
    const reply = await recallOne(c, services, c.req.param('id'));
    const { after, isExact } = parseAsked(new URL(c.req.url).searchParams);
    const earlier = await recall(c, services, after);
    return showTurn(c, services, reply, toAskedAgain(reply, { isExact, after }), earlier);
  });

  /** @throws {HttpError} 404 when the space has no such reply */
  const recallOne = async (c: WebContext, services: WebServices, id: string): Promise<Reply> => {
    const reply = await services.run(toWebRequest('kept', { reply: id }, toTextContext(c, options, services)));
    if (reply.kind !== 'failure') return reply;
    throw new HttpError(reply.isMissing === true ? 404 : statusFor(c, reply), reply.code, reply.message);
  };

  app.post('/answers/:id/judge', async (c) => {
    demandMember(c);
    await spend(c, options, READING);
    const services = servicesOf(options);
    const fields = await readForm(c);
    const id = c.req.param('id');
    const args = { reply: id, verdict: fields.get('verdict') ?? '' };
    const reply = await services.run(toWebRequest('judge', args, toTextContext(c, options, services)));
    if (reply.kind === 'failure') throw new HttpError(statusFor(c, reply), reply.code, reply.message);
    return c.redirect(`${toAnswerPath(id, parseAsked(fields), ['noted', '1'])}#question`, 303);
  });

  for (const form of EXPORT_FORMS) {
    app.get(`/answers/:id/citations.${form}`, async (c) => {
      await spend(c, options, READING);
      return sendFile(c, options, await recallOne(c, servicesOf(options), c.req.param('id')), form);
    });
    app.get(`/citations.${form}`, async (c) => {
      await spend(c, options, QUESTION);
      const services = servicesOf(options);
      const asked = parseAsked(new URL(c.req.url).searchParams);
      const { reply } = await ask(c, services, asked, await recall(c, services, asked.after));
      return sendFile(c, options, reply, form);
    });
  }
}

/** The address of a kept answer in its conversation. */
function toAnswerPath(
  id: string,
  { after, isExact }: Pick<Asked, 'after' | 'isExact'>,
  ...more: [string, string][]
): string {
  const query = new URLSearchParams([
    ...after.map((earlier): [string, string] => ['after', earlier]),
    ...(isExact ? [['exact', '1'] as [string, string]] : []),
    ...more,
  ]).toString();
  return `/answers/${encodeURIComponent(id)}${query === '' ? '' : `?${query}`}`;
}
