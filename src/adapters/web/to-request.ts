import { z } from 'zod';
import type { Command } from '../../core/commands/command.js';
import { findCommand } from '../../core/commands/command.js';
import { type ParsedText, parseText } from '../../core/commands/parse-text.js';
import type { Request } from '../../core/commands/request.js';
import { BotError } from '../../core/errors.js';
import type { Viewer } from './access.js';
import type { Asked } from './asked.js';

/** What a request from the web is made with. */
export interface RequestContext {
  readonly id: string;
  readonly viewer: Viewer;
}

/** What a typed text is read with. */
export interface TextContext extends RequestContext {
  readonly catalogue: readonly Command[];
  isKnownArticle(id: string): boolean;
}

/** Sentences behind an answer that the page folds away. */
const MORE_SENTENCES = 9;
/** Articles that a search on the page lists. */
const ARTICLES = 20;

/** A request of this viewer. */
export function toWebRequest(
  command: string,
  args: Readonly<Record<string, unknown>>,
  { id, viewer }: RequestContext,
  conversation: readonly string[] = [],
): Request {
  const { space, asker, mayManage } = viewer;
  return { id, command, arguments: args, asker: { id: asker, mayManage }, space, conversation };
}

/**
 * The body of `POST /api/ask`: the arguments of the command under their names.
 *
 * @throws {BotError} `bad-request` for what is no object with a question
 */
export function toAskRequest(body: unknown, context: TextContext): Request {
  const parsed = parseBody(z.looseObject({ question: z.string('must be a text') }), body);
  return toWebRequest('ask', pickArguments('ask', parsed, context), context);
}

/** The parameters of `GET /api/search`: the words as `q`, the other arguments under their names. */
export function toSearchRequest(parameters: URLSearchParams, context: TextContext): Request {
  const { q, ...named } = Object.fromEntries(parameters);
  return toWebRequest('search', { ...pickArguments('search', named, context), query: q ?? '' }, context);
}

/**
 * The body of `POST /api/command`: a text as it is typed in chats.
 *
 * @throws {BotError} `bad-request` for what is no object with a text
 */
export function toTypedRequest(body: unknown, context: TextContext): Request {
  const { text } = parseBody(z.looseObject({ text: z.string('must be a text') }), body);
  const parsed = parseText(text, context.catalogue, context.isKnownArticle);
  return toWebRequest(parsed.command, parsed.arguments, context);
}

/** What was typed on the page, as a command with its arguments. */
export function toPageCommand(asked: Asked, context: TextContext): ParsedText {
  const parsed = parseText(asked.text, context.catalogue, context.isKnownArticle);
  if (parsed.command === 'ask') {
    const exact = asked.isExact ? { exact: true } : {};
    return {
      ...parsed,
      arguments: { ...parsed.arguments, ...asked.filters, ...exact, more: MORE_SENTENCES, explain: true },
    };
  }
  if (parsed.command === 'search') {
    return { ...parsed, arguments: { ...parsed.arguments, ...asked.filters, limit: ARTICLES } };
  }
  return parsed;
}

function parseBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? 'the body must be a JSON object' : `${path.join('.')}: ${message}`,
  );
  throw new BotError('bad-request', `${faults.join('; ')}.`);
}

function pickArguments(
  name: string,
  given: Readonly<Record<string, unknown>>,
  { catalogue }: TextContext,
): Readonly<Record<string, unknown>> {
  const known = findCommand(catalogue, name)?.arguments ?? [];
  return Object.fromEntries(
    known.flatMap((argument) => {
      const value = given[argument.name];
      // As an address has it: an empty field was not filled in.
      return value === undefined || value === null || (value === '' && argument.type !== 'text')
        ? []
        : [[argument.name, value]];
    }),
  );
}
