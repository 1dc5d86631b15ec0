import { z } from 'zod';
import { formIssue } from './invalid-form.js';

const MAX_EMBED_TEXT = 6000;
const snowflake = z.string().regex(/^\d{15,20}$/);
const link = z
  .string()
  .regex(/^(?:https?|attachment):\/\/./)
  .max(2048);
const image = z.object({ url: link });

const embed = z.object({
  type: z.string().nullish(),
  title: z.string().max(256).nullish(),
  description: z.string().max(4096).nullish(),
  url: link.nullish(),
  color: z.int().min(0).max(0xffffff).nullish(),
  timestamp: z.iso.datetime({ offset: true }).nullish(),
  footer: z.object({ text: z.string().max(2048), icon_url: link.nullish() }).nullish(),
  author: z.object({ name: z.string().min(1).max(256), url: link.nullish(), icon_url: link.nullish() }).nullish(),
  image: image.nullish(),
  thumbnail: image.nullish(),
  fields: z
    .array(
      z.object({
        name: z.string().min(1).max(256),
        value: z.string().min(1).max(1024),
        inline: z.boolean().nullish(),
      }),
    )
    .max(25)
    .nullish(),
});

/** An embed of a message. */
export type Embed = z.infer<typeof embed>;

const allowedMentions = z
  .object({
    parse: z.array(z.enum(['everyone', 'roles', 'users'])).nullish(),
    roles: z.array(snowflake).max(100).nullish(),
    users: z.array(snowflake).max(100).nullish(),
    replied_user: z.boolean().nullish(),
  })
  .superRefine((allowed, context) => {
    for (const kind of ['roles', 'users'] as const) {
      if (allowed.parse?.includes(kind) !== true || !allowed[kind]?.length) continue;
      const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
      context.addIssue(formIssue([], 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message));
    }
  });

/** What a message is allowed to ping. */
export type AllowedMentions = z.infer<typeof allowedMentions>;

const embeds = z
  .array(embed)
  .max(10)
  .superRefine((list, context) => {
    const text = list.reduce((sum, one) => sum + textOf(one).length, 0);
    if (text <= MAX_EMBED_TEXT) return;
    const message = `Embed size exceeds maximum size of ${MAX_EMBED_TEXT}`;
    context.addIssue(formIssue([], 'MAX_EMBED_SIZE_EXCEEDED', message));
  });

/** The fields of a message that is created or edited, all but its components. */
export const messageFields = z.object({
  content: z.string().max(2000).nullish(),
  embeds: embeds.nullish(),
  flags: z.int().min(0).nullish(),
  tts: z.boolean().nullish(),
  nonce: z.union([z.string().max(25), z.int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  allowed_mentions: allowedMentions.nullish(),
  message_reference: z
    .object({
      type: z.int().min(0).max(1).nullish(),
      message_id: snowflake,
      channel_id: snowflake.nullish(),
      fail_if_not_exists: z.boolean().nullish(),
    })
    .nullish(),
  attachments: z
    .array(
      z.object({
        id: z.union([z.string(), z.int()]).transform(String),
        filename: z.string().nullish(),
        description: z.string().max(1024).nullish(),
      }),
    )
    .max(10)
    .nullish(),
  sticker_ids: z.array(snowflake).max(3).nullish(),
  poll: z.record(z.string(), z.unknown()).nullish(),
});

function textOf(one: Embed): string {
  const fields = one.fields?.flatMap(({ name, value }) => [name, value]) ?? [];
  return [one.title, one.description, one.footer?.text, one.author?.name, ...fields].join('');
}
