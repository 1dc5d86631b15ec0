import { toArticlePath } from '../../core/page-links.js';
import type { Reply } from '../../core/reply.js';
import { type RouteOptions, statusFor, type WebContext } from './context.js';
import { type ExportForm, toExport } from './export.js';
import { HttpError } from './status.js';

/**
 * Answers with a reply as a file.
 *
 * @throws {HttpError} for a failure, with its status; 404 for what quotes nothing
 */
export function sendFile(
  c: WebContext,
  { publicUrl }: Pick<RouteOptions, 'publicUrl'>,
  reply: Reply,
  form: ExportForm,
) {
  if (reply.kind === 'failure') throw new HttpError(statusFor(c, reply), reply.code, reply.message);
  const origin = publicUrl ?? new URL(c.req.url).origin;
  const { name, type, content } = toExport(reply, form, ({ article }) => `${origin}${toArticlePath(article)}`);
  return c.body(content, 200, { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` });
}
