import { z } from 'zod';
import { accessory, actionElement, contextAction, image, inputElement } from './element-rules.js';
import { richText } from './rich-text-rules.js';
import { anyText, plainText, urlField } from './text-rules.js';

// https://docs.slack.dev/reference/block-kit/blocks

const blockId = z.string().min(1).max(255).optional();

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, {
    path: ['type'],
    message: 'must define either `text` or `fields`',
  });

const block = z.discriminatedUnion('type', [
  section,
  richText,
  z.strictObject({ type: z.literal('header'), block_id: blockId, text: plainText(150) }),
  z.strictObject({ type: z.literal('divider'), block_id: blockId }),
  z.strictObject({
    type: z.literal('context'),
    block_id: blockId,
    elements: z
      .array(z.discriminatedUnion('type', [anyText(3000), image]))
      .min(1)
      .max(10),
  }),
  z.strictObject({ type: z.literal('actions'), block_id: blockId, elements: z.array(actionElement).min(1).max(25) }),
  z.strictObject({
    type: z.literal('context_actions'),
    block_id: blockId,
    elements: z.array(contextAction).min(1).max(5),
  }),
  z.strictObject({
    type: z.literal('image'),
    block_id: blockId,
    image_url: urlField,
    alt_text: z.string().min(1).max(2000),
    title: plainText(2000).optional(),
  }),
  z.strictObject({
    type: z.literal('input'),
    block_id: blockId,
    label: plainText(2000),
    hint: plainText(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: inputElement,
  }),
  z.strictObject({ type: z.literal('markdown'), block_id: blockId, text: z.string().min(1).max(12_000) }),
]);

/** A block that keeps the rules. */
export type Block = z.infer<typeof block>;

/**
 * A list of blocks. Slack asks for ids that are unique within a block; here they are unique in the whole list, so
 * that an action is known by its id alone.
 *
 * @param most  50 in a message, 100 in a view
 */
export const blockList = (most: number) =>
  z
    .array(block)
    .max(most)
    .superRefine((blocks, context) => {
      const blockIds = new Set<string>();
      const actionIds = new Set<string>();
      blocks.forEach(({ block_id }, at) => {
        if (block_id === undefined) return;
        if (blockIds.has(block_id)) {
          const message = `\`block_id\` "${block_id}" already exists for at least one other block`;
          context.addIssue({ code: 'custom', path: [at, 'block_id'], message });
        }
        blockIds.add(block_id);
      });
      blocks.forEach((one, at) => {
        for (const { action_id } of elementsOf(one)) {
          if (action_id === undefined) continue;
          if (actionIds.has(action_id)) {
            const message = `\`action_id\` "${action_id}" already exists for at least one other action`;
            context.addIssue({ code: 'custom', path: [at], message });
          }
          actionIds.add(action_id);
        }
      });
    });

/** The elements of a block that a person can use, with their ids. */
export function elementsOf(block: Block) {
  switch (block.type) {
    case 'actions':
    case 'context_actions':
      return block.elements;
    case 'section':
      return block.accessory === undefined || block.accessory.type === 'image' ? [] : [block.accessory];
    case 'input':
      return [block.element];
    default:
      return [];
  }
}
