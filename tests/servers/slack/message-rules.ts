import { z } from 'zod';
import { type Block, blockList } from './block-rules.js';
import { flag, inJson, parseBy } from './invalid.js';
import { SlackError } from './slack-error.js';

/** Longer texts are cut by Slack (chat.postMessage). */
const MAX_TEXT_CHARS = 40_000;
/** Longer ones are refused when a message is changed (chat.update). */
const MAX_UPDATE_CHARS = 4_000;
const MAX_MARKDOWN_CHARS = 12_000;
/**
 * Characters of all blocks of a message. Slack documents no number: 13,297 characters of text alone were seen to be
 * too many, and 13,172 beside a divider (github.com/slackapi/bolt-js/issues/2509); others saw 11,341 characters of
 * text refused in blocks with much structure (issue 2867). So the blocks are counted as they are stored, ids and all.
 */
const MAX_BLOCKS_CHARS = 13_200;
const MAX_METADATA_BYTES = 16_384;
const MAX_BLOCKS = 50;

const metadata = z.object({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(z.string(), z.unknown()),
});

/** What travels with a message unseen. */
export type Metadata = z.infer<typeof metadata>;

const fields = z.object({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
  markdown_text: z.string().optional(),
  metadata: z.unknown().optional(),
  unfurl_links: flag.optional(),
  unfurl_media: flag.optional(),
  link_names: flag.optional(),
  parse: z.enum(['full', 'none']).optional(),
});

/** A message that keeps the rules. */
export interface MessageBody {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly metadata: Metadata | undefined;
  /** Undefined where the sender left it to Slack. */
  readonly unfurlsLinks: boolean | undefined;
  readonly unfurlsMedia: boolean | undefined;
  readonly linksNames: boolean;
  /** What Slack would remark on: `message_truncated`, `missing_text_in_message`. */
  readonly remarks: readonly string[];
}

/**
 * Checks the content of a message.
 *
 * @param withIds  gives an id to each block and element that has none, as Slack does
 * @param isUpdate  whether a message is changed, for which the limit of the text is lower
 * @throws {SlackError} `no_text`, `msg_too_long`, `msg_blocks_too_long`, `invalid_blocks` with reasons …
 */
export function parseMessage(
  args: unknown,
  withIds: (blocks: readonly Block[]) => readonly Block[],
  { isUpdate = false }: { readonly isUpdate?: boolean } = {},
): MessageBody {
  const form = parseBy(fields, args, 'invalid_arguments');
  if (form.attachments !== undefined) {
    throw new SlackError('invalid_attachments', ['this server knows blocks only [json-pointer:/attachments]']);
  }
  const given = parseBlocks(form.blocks);
  const hasMarkdown = form.markdown_text !== undefined;
  if (hasMarkdown && (given.length > 0 || form.text !== undefined)) throw new SlackError('markdown_text_conflict');
  if ((form.markdown_text?.length ?? 0) > MAX_MARKDOWN_CHARS) throw new SlackError('msg_too_long');
  const text = form.text ?? form.markdown_text ?? '';
  if (text.trim() === '' && given.length === 0) throw new SlackError('no_text');
  if (isUpdate && text.length > MAX_UPDATE_CHARS) throw new SlackError('msg_too_long');
  const blocks = withIds(hasMarkdown ? [{ type: 'markdown', text }] : given);
  checkSize(blocks);
  return {
    text: text.slice(0, MAX_TEXT_CHARS),
    blocks,
    metadata: parseMetadata(form.metadata),
    unfurlsLinks: form.unfurl_links,
    unfurlsMedia: form.unfurl_media,
    linksNames: form.link_names === true || form.parse === 'full',
    remarks: [
      ...(text.length > MAX_TEXT_CHARS ? ['message_truncated'] : []),
      ...(text.trim() === '' ? ['missing_text_in_message'] : []),
    ],
  };
}

function parseBlocks(value: unknown): readonly Block[] {
  if (value === undefined || value === null || value === '') return [];
  const list = parseBy(inJson(z.array(z.looseObject({}))), value, 'invalid_blocks_format', '/blocks');
  return parseBy(blockList(MAX_BLOCKS), list, 'invalid_blocks', '/blocks');
}

function parseMetadata(value: unknown): Metadata | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const parsed = parseBy(inJson(metadata), value, 'invalid_metadata_format', '/metadata');
  if (Buffer.byteLength(JSON.stringify(parsed)) > MAX_METADATA_BYTES) throw new SlackError('metadata_too_large');
  return parsed;
}

function checkSize(blocks: readonly Block[]): void {
  // Slack stores these three as entities; in markup they are entities already.
  const stored = JSON.stringify(blocks)
    .replace(/&(?!(?:amp|lt|gt);)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
  if (stored.length > MAX_BLOCKS_CHARS) {
    throw new SlackError('msg_blocks_too_long', [`${stored.length} of ${MAX_BLOCKS_CHARS} characters`]);
  }
}
