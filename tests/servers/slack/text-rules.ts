import { z } from 'zod';

// https://docs.slack.dev/reference/block-kit/composition-objects

/** A plain text of at least one character. */
export const plainText = (maxChars: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(maxChars),
    emoji: z.boolean().optional(),
  });

const markup = (maxChars: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(maxChars),
    verbatim: z.boolean().optional(),
  });

/** A plain text or one with markup. */
export const anyText = (maxChars: number) => z.discriminatedUnion('type', [plainText(maxChars), markup(maxChars)]);

const address = z
  .string()
  .max(3000)
  .regex(/^[a-z][a-z\d+.-]*:\S+$/i, 'invalid url');

/** The address behind a button, a link or an image. */
export const urlField = address;

/** Names an element; it comes back when the element is used. */
export const actionId = z.string().min(1).max(255).optional();

export const confirmation = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});

const option = z.strictObject({
  text: anyText(75),
  value: z.string().min(1).max(150),
  description: plainText(75).optional(),
  url: address.optional(),
});

export const options = (most: number) => z.array(option).min(1).max(most);

export const oneOption = option.optional();

export const optionGroups = z
  .array(z.strictObject({ label: plainText(75), options: options(100) }))
  .min(1)
  .max(100);
