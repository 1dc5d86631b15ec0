import { z } from 'zod';
import { blockList } from './block-rules.js';
import { inJson, parseBy } from './invalid.js';
import { SlackError } from './slack-error.js';
import { plainText } from './text-rules.js';

const MAX_VIEW_BYTES = 250_000;
const MAX_BLOCKS = 100;

const shared = {
  blocks: blockList(MAX_BLOCKS),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};

const view = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('modal'),
      ...shared,
      title: plainText(24),
      close: plainText(24).optional(),
      submit: plainText(24).optional(),
      clear_on_close: z.boolean().optional(),
      notify_on_close: z.boolean().optional(),
      submit_disabled: z.boolean().optional(),
    })
    .refine(({ submit, blocks }) => submit !== undefined || blocks.every(({ type }) => type !== 'input'), {
      path: ['submit'],
      message: 'must be defined when there is an `input` block',
    }),
  z.strictObject({ type: z.literal('home'), ...shared }),
]);

/** A modal or Home tab that keeps the rules. */
export type ViewBody = z.infer<typeof view>;

/**
 * Checks a view.
 *
 * @param type  what it has to be
 * @throws {SlackError} `invalid_arguments` with reasons, `view_too_large`
 */
export function parseView(value: unknown, type: ViewBody['type']): ViewBody {
  const body = parseBy(inJson(view), value, 'invalid_arguments', '/view');
  if (body.type !== type) {
    throw new SlackError('invalid_arguments', [`must be of type ${type} [json-pointer:/view/type]`]);
  }
  if (Buffer.byteLength(JSON.stringify(body)) > MAX_VIEW_BYTES) throw new SlackError('view_too_large');
  return body;
}
