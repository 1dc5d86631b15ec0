import type { IncomingMessage, ServerResponse } from 'node:http';
import { chatHandlers } from './chat-methods.js';
import { conversationHandlers } from './conversation-methods.js';
import type { CallFaults } from './faults.js';
import { fileHandlers, takeUpload } from './file-methods.js';
import { type Answer, parseArguments, parseJson, type RawBody, readBody, sendAnswer } from './http.js';
import { Call, type CallName, type Handlers, type MethodName } from './methods.js';
import { otherHandlers } from './other-methods.js';
import type { Json, Platform } from './platform.js';
import { SlackError, toErrorBody, toSlackError } from './slack-error.js';
import { streamHandlers } from './stream-methods.js';
import type { TestTeam } from './team.js';
import { viewHandlers } from './view-methods.js';

const handlers: Handlers<Exclude<MethodName, 'apps.connections.open'>> = {
  ...chatHandlers,
  ...conversationHandlers,
  ...fileHandlers,
  ...otherHandlers,
  ...streamHandlers,
  ...viewHandlers,
};

/** Fields that a form carries as JSON; in the record of a call they are parsed. */
const JSON_FIELDS = new Set(['blocks', 'view', 'metadata', 'files', 'prompts', 'chunks', 'attachments']);

/** A call of the Web API, as it came. */
export interface ApiCall {
  /** Known or not. */
  readonly method: string;
  /** Without the token. */
  readonly args: Json;
  readonly token: string | undefined;
  readonly atMs: number;
  /** Of the answer; undefined while the call runs and when the connection was lost. */
  status: number | undefined;
  /** Slack's word for a refusal. */
  error: string | undefined;
}

interface Received {
  readonly record: ApiCall;
  /** With JSON still in texts; an error where the body could not be read. */
  readonly args: Json | SlackError;
}

/** Everything that the bot calls over HTTP: the Web API, the addresses of what people did, and those of uploads. */
export class WebApi {
  readonly calls: ApiCall[] = [];
  readonly #platform: Platform;
  readonly #faults: CallFaults;

  constructor(platform: Platform, faults: CallFaults) {
    this.#platform = platform;
    this.#faults = faults;
  }

  /** Answers one request. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.#platform.origin);
    const [, kind = '', id = ''] = /^\/(api|response|upload)\/([\w.]+)$/.exec(pathname) ?? [];
    const body = await readBody(request);
    const call = kind === 'api' ? await this.#receive(id, request, body) : undefined;
    const name = toCallName(kind, id);
    const fault = name === undefined ? undefined : this.#faults.take(name);
    if (fault?.kind === 'wait') await fault.until;
    if (fault?.kind === 'surround') await fault.before?.();
    if (fault?.kind === 'lose-request') {
      request.socket.destroy();
      return;
    }
    const done = fault?.kind === 'answer' ? fault.answer : await this.#answer(kind, id, body, call);
    if (fault?.kind === 'surround') await fault.after?.();
    const answer = fault?.kind === 'surround' ? (fault.answer ?? done) : done;
    this.#platform.changes.notify();
    if (fault?.kind === 'lose-response') {
      request.socket.destroy();
      return;
    }
    if (call !== undefined) call.record.status = answer.status;
    sendAnswer(response, answer);
    this.#platform.changes.notify();
  }

  async #receive(method: string, { headers }: IncomingMessage, body: RawBody): Promise<Received> {
    const form = await parseArguments(body).catch(toSlackError);
    const { token: given, ...args } = form instanceof SlackError ? {} : form;
    const [, bearer] = /^Bearer (\S+)$/.exec(headers.authorization ?? '') ?? [];
    const token = bearer ?? (typeof given === 'string' ? given : undefined);
    const atMs = this.#platform.now();
    const record: ApiCall = { method, args: parseFields(args), token, atMs, status: undefined, error: undefined };
    this.calls.push(record);
    this.#platform.changes.notify();
    return { record, args: form instanceof SlackError ? form : args };
  }

  async #answer(kind: string, id: string, body: RawBody, call: Received | undefined): Promise<Answer> {
    if (kind === 'response') return this.#platform.responseUrls.handle(id, body.bytes.toString('utf8'));
    if (kind === 'upload') return takeUpload(this.#platform, id, body);
    return call === undefined ? { status: 404, body: 'not found' } : this.#run(call);
  }

  #run({ record, args }: Received): Answer {
    const { method, token } = record;
    try {
      if (args instanceof SlackError) throw args;
      if (!isMethod(method)) throw new SlackError('unknown_method');
      if (method === 'apps.connections.open') {
        this.#checkAppToken(token);
        return { status: 200, body: { ok: true, url: this.#platform.socket.createUrl() } };
      }
      const team = this.#teamOf(token);
      const result = handlers[method](new Call(this.#platform, method, team, args));
      const headers = { 'x-oauth-scopes': [...team.scopes].join(',') };
      return { status: 200, body: { ok: true, ...result }, headers };
    } catch (error) {
      const refusal = toSlackError(error);
      record.error = refusal.code;
      this.#platform.refusals.push({ method, error: refusal.code, reasons: refusal.reasons });
      return { status: 200, body: toErrorBody(refusal) };
    }
  }

  #teamOf(token: string | undefined): TestTeam {
    if (token === undefined) throw new SlackError('not_authed');
    if (token === this.#platform.appToken) throw new SlackError('not_allowed_token_type');
    const team = this.#platform.teams.find(({ botToken }) => botToken === token);
    if (team === undefined) throw new SlackError('invalid_auth');
    if (!team.isInstalled) throw new SlackError('account_inactive');
    return team;
  }

  #checkAppToken(token: string | undefined): void {
    if (token === undefined) throw new SlackError('not_authed');
    if (token === this.#platform.appToken) return;
    throw new SlackError(token.startsWith('xapp-') ? 'invalid_auth' : 'not_allowed_token_type');
  }
}

function isMethod(name: string): name is MethodName {
  return name === 'apps.connections.open' || Object.hasOwn(handlers, name);
}

function toCallName(kind: string, id: string): CallName | undefined {
  if (kind === 'response') return 'response_url';
  if (kind === 'upload') return 'upload';
  return isMethod(id) ? id : undefined;
}

function parseFields(args: Json): Json {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => {
      const isJson = typeof value === 'string' && JSON_FIELDS.has(name);
      return [name, isJson ? (parseJson(value) ?? value) : value];
    }),
  );
}
