import { z } from 'zod';
import { parseLocalTime } from '../digest/local-time.js';
import { parseQuietHours, toQuietText } from '../digest/quiet-hours.js';
import { toZone } from '../digest/zone.js';
import { toUnknownOptions } from './arguments.js';
import type { ArgumentDescription } from './command.js';

const MAX_WORD = 200;
const LIMIT_RANGE = [1, 20] as const;
const LIMIT_MESSAGE = `must be a number from ${LIMIT_RANGE[0]} to ${LIMIT_RANGE[1]}`;
const AT_MESSAGE = 'must be a time such as 08:00, or now for alerts';
const QUIET_MESSAGE = 'must be hours such as 22-07';
const ID_MESSAGE = 'name the subscription by its id, as digest list shows it';
const EMPTY_CHOICES = ['line', 'silence'] as const;

const wordSchema = z
  .string({ error: 'must be a text' })
  .trim()
  .min(1, 'must not be empty')
  .max(MAX_WORD, 'is too long');

const zoneSchema = wordSchema.transform((typed, context) => {
  const zone = toZone(typed);
  if (zone !== undefined) return zone;
  context.addIssue({ code: 'custom', message: `“${typed}” is no time zone: write one such as Europe/Paris or UTC` });
  return z.NEVER;
});

const atSchema = wordSchema.transform((typed, context) => {
  const at = typed.toLowerCase() === 'now' ? 'now' : parseLocalTime(typed);
  if (at !== undefined) return at;
  context.addIssue({ code: 'custom', message: AT_MESSAGE });
  return z.NEVER;
});

const quietSchema = wordSchema.transform((typed, context) => {
  const quiet = parseQuietHours(typed);
  if (quiet !== undefined) return toQuietText(quiet);
  context.addIssue({ code: 'custom', message: QUIET_MESSAGE });
  return z.NEVER;
});

const limitSchema = z.coerce
  .number({ error: LIMIT_MESSAGE })
  .int(LIMIT_MESSAGE)
  .min(LIMIT_RANGE[0], LIMIT_MESSAGE)
  .max(LIMIT_RANGE[1], LIMIT_MESSAGE);

const daySchema = z.iso.date('must be a day such as 2023-10-21');

/** What a subscription is made of, wherever it is written: in a chat, or in a file of the configuration. */
export const wishSchemas = {
  at: atSchema.exactOptional(),
  zone: zoneSchema.exactOptional(),
  topic: wordSchema.exactOptional(),
  publisher: wordSchema.exactOptional(),
  empty: z.enum(EMPTY_CHOICES, 'must be line or silence').exactOptional(),
  limit: limitSchema.exactOptional(),
  quiet: quietSchema.exactOptional(),
};

/** The arguments of `digest subscribe`. */
export const subscribeSchema = z
  .strictObject({ ...wishSchemas, channel: wordSchema.exactOptional() }, { error: toUnknownOptions })
  .refine(({ at, quiet }) => quiet === undefined || at === 'now', {
    path: ['quiet'],
    message: 'is for alerts: a digest comes at its own time',
  });

/** The arguments of `digest preview`. */
export const previewSchema = z.strictObject(
  {
    day: daySchema.exactOptional(),
    zone: zoneSchema.exactOptional(),
    topic: wordSchema.exactOptional(),
    publisher: wordSchema.exactOptional(),
    place: wordSchema.exactOptional(),
    person: wordSchema.exactOptional(),
  },
  { error: toUnknownOptions },
);

/** The argument of what is done to one subscription. */
export const idSchema = z.strictObject(
  { id: z.string({ error: ID_MESSAGE }).trim().min(1, ID_MESSAGE).max(MAX_WORD, 'is too long for an id') },
  { error: toUnknownOptions },
);

/** No argument at all. */
export const nothingSchema = z.strictObject({}, { error: toUnknownOptions });

const ZONE: ArgumentDescription = {
  name: 'zone',
  type: 'word',
  summary: 'the time zone, such as Europe/Paris',
  completes: 'zone',
};
const TOPIC: ArgumentDescription = {
  name: 'topic',
  type: 'word',
  summary: 'only articles on this topic',
  completes: 'topic',
};
const PUBLISHER: ArgumentDescription = {
  name: 'publisher',
  type: 'word',
  summary: 'only articles of this publisher or source',
  completes: 'publisher',
};

/** `digest subscribe`, described for the platforms. */
export const SUBSCRIBE_ARGUMENTS: readonly ArgumentDescription[] = [
  {
    name: 'at',
    type: 'word',
    summary: 'local time of the digest, 08:00; or now: each story once, when it comes',
    isPositional: true,
  },
  { ...ZONE, isPositional: true },
  TOPIC,
  PUBLISHER,
  {
    name: 'empty',
    type: 'word',
    summary: 'when nothing is new: one line that says so, or silence',
    choices: EMPTY_CHOICES,
  },
  { name: 'channel', type: 'channel', summary: 'post there and not in this channel' },
  {
    name: 'limit',
    type: 'count',
    summary: 'stories that a digest shows at once; alerts that come in an hour',
    range: LIMIT_RANGE,
  },
  { name: 'quiet', type: 'word', summary: 'local hours without alerts, 22-07' },
];

/** `digest preview`, described for the platforms. */
export const PREVIEW_ARGUMENTS: readonly ArgumentDescription[] = [
  { name: 'day', type: 'date', summary: 'the articles published on this day, YYYY-MM-DD', isPositional: true },
  ZONE,
  TOPIC,
  PUBLISHER,
  { name: 'place', type: 'word', summary: 'only articles on this place', completes: 'place' },
  { name: 'person', type: 'word', summary: 'only articles that name this person', completes: 'person' },
];

/** The id of a subscription, described for the platforms. */
export const ID_ARGUMENT: ArgumentDescription = {
  name: 'id',
  type: 'word',
  summary: "the subscription's id, as digest list shows it",
  isRequired: true,
  isPositional: true,
  completes: 'subscription',
};
