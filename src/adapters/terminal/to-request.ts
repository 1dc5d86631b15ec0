import type { Command } from '../../core/commands/command.js';
import { parseText } from '../../core/commands/parse-text.js';
import type { Request } from '../../core/commands/request.js';

/** What a line of the prompt is turned into a request with. */
export interface LineContext {
  /** The id of the request. */
  readonly id: string;
  readonly catalogue: readonly Command[];
  /** Earlier questions, oldest first. */
  readonly conversation: readonly string[];
  isKnownArticle(id: string): boolean;
}

/** A request from whoever sits at this machine. */
export function toLocalRequest(request: Pick<Request, 'id' | 'command' | 'arguments' | 'conversation'>): Request {
  return { ...request, asker: { id: 'local', mayManage: true }, space: 'local' };
}

/** A typed line as a request: a command where it reads as one, else a question. */
export function toRequest(line: string, context: LineContext): Request {
  const parsed = parseText(line, context.catalogue, context.isKnownArticle);
  return toLocalRequest({
    id: context.id,
    command: parsed.command,
    arguments: parsed.arguments,
    conversation: context.conversation,
  });
}
