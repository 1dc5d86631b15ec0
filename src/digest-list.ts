import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { wishSchemas } from './core/commands/digest-arguments.js';
import { BotError } from './core/errors.js';
import type { Log } from './core/ports.js';
import type { DigestDefaults } from './digests.js';
import type { NewSubscription, SubscriptionQueries } from './store/subscriptions.js';

/** What following a list of subscriptions needs. */
export interface DigestListOptions {
  /** Path of a JSON file: a list of subscriptions. */
  readonly file: string;
  readonly subscriptions: SubscriptionQueries;
  readonly defaults: DigestDefaults;
  readonly log: Log;
}

const MAX_LISTED = 1_000;

const entrySchema = z
  .strictObject({
    space: z
      .string()
      .regex(
        /^(?:discord:(?:guild|user):\d+|slack:[A-Z0-9]+)$/,
        'must be discord:guild:ID, discord:user:ID or slack:TEAM',
      ),
    channel: z.string().min(1).max(200),
    ...wishSchemas,
  })
  .refine(({ at, quiet }) => quiet === undefined || at === 'now', {
    path: ['quiet'],
    message: 'is for alerts, those at now',
  });

const listSchema = z.array(entrySchema).max(MAX_LISTED, `holds more than ${MAX_LISTED} subscriptions`);

/**
 * Makes the subscriptions of the configuration what the file lists now. A file that cannot be read changes nothing: what
 * was subscribed stays.
 *
 * @throws {BotError} `bad-request` for a file that is not there or no list of subscriptions, with the place and the remedy
 */
export async function followDigestList({ file, subscriptions, defaults, log }: DigestListOptions): Promise<void> {
  const listed = (await readList(file)).map((entry) => toSubscription(entry, defaults));
  const unique = new Map(listed.map((one) => [one.id, one]));
  if (unique.size < listed.length) log.warn({ file }, 'DIGEST_SUBSCRIPTIONS lists a subscription twice');
  await subscriptions.configure([...unique.values()]);
}

async function readList(file: string): Promise<z.output<typeof listSchema>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new BotError('bad-request', `DIGEST_SUBSCRIPTIONS: the file ${file} cannot be read. Correct the path.`, {
      cause,
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const where = cause instanceof Error ? cause.message : '';
    throw new BotError('bad-request', `DIGEST_SUBSCRIPTIONS: ${file} is no JSON (${where}).`, { cause });
  }
  const parsed = listSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the list'}: ${message}`);
  throw new BotError('bad-request', `DIGEST_SUBSCRIPTIONS: ${file} has a mistake in ${faults.join('; ')}.`);
}

function toSubscription(entry: z.output<typeof entrySchema>, defaults: DigestDefaults): NewSubscription {
  const { space, channel, at = defaults.at, zone = defaults.zone, empty = 'line', ...wish } = entry;
  const platform = space.split(':', 1)[0] ?? '';
  // By what it is about: another time or limit is the same subscription, which knows what it told.
  const about = [space, channel, at === 'now' ? 'alerts' : 'digest', wish.topic ?? '', wish.publisher ?? ''];
  const id = createHash('sha256').update(JSON.stringify(about)).digest('hex').slice(0, 10);
  return { id, space, platform, channel, schedule: at, zone, empty, ...wish };
}
