import { existsSync } from 'node:fs';
import { z } from 'zod';
import { parseLocalTime } from './core/digest/local-time.js';
import { toZone } from './core/digest/zone.js';
import { BotError } from './core/errors.js';
import { Secret } from './lib/secret.js';

/** From the gravest to the most talkative; `silent` writes nothing. */
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** How grave a line must be to be written. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the environment says, checked and frozen. */
export interface Config {
  /** A folder or a file, relative to the working directory. */
  readonly corpusDir: string;
  /** Absent when `LOG_LEVEL` is unset: the bot then logs from `info`, a single command from `warn`. */
  readonly logLevel?: LogLevel;
  /** True or false where `FORCE_COLOR` or `NO_COLOR` decides; absent: colours on a terminal only. */
  readonly color?: boolean;
  /** Where the state is kept: relative to the working directory. */
  readonly dataDir: string;
  /** Address of a PostgreSQL database; a secret, because it holds a password. Absent: SQLite in `dataDir`. */
  readonly databaseUrl?: Secret;
  /** Keys the hashes of people's ids, and sign-in links. Always there with `databaseUrl`; absent: a key in `dataDir`, made once. */
  readonly secretKey?: Secret;
  /** How long replies are kept, in days. */
  readonly keepDays: number;
  readonly discord?: DiscordConfig;
  readonly slack?: SlackConfig;
  /** Where the one port listens: an address of this machine, `0.0.0.0` for all. */
  readonly host: string;
  readonly port: number;
  readonly web: WebConfig;
  readonly feeds: FeedConfig;
  readonly digests: DigestConfig;
}

/** When digests come for those who do not say, and which are set up here. */
interface DigestConfig {
  /** Local time, `HH:MM`. */
  readonly at: string;
  /** IANA time zone. */
  readonly zone: string;
  /** Path of a JSON file with subscriptions. */
  readonly list?: string;
}

/** How the web page is reached from outside. */
interface WebConfig {
  /** Its address as people type it, without a slash at its end. */
  readonly publicUrl?: string;
  /** Proxies in front of the port, whose word on the asker's address and scheme is taken; 0 for none. */
  readonly trustedProxies: number;
  /** Lets programs in, and whoever signs in with it, as the operator. */
  readonly token?: Secret;
}

/** How feeds and pages are read. */
export interface FeedConfig {
  /** Path of an OPML file: its feeds are read for all spaces. */
  readonly opml?: string;
  /** A page or a mail address, told to every server that is asked. */
  readonly contact?: string;
  /** Hosts, addresses and ranges that are read although they are not public. */
  readonly allowPrivate: readonly string[];
}

/** How Discord is reached. */
export interface DiscordConfig {
  readonly token: Secret;
  /** In place of Discord itself. */
  readonly apiUrl?: string;
  /** Commands are registered in this guild only. */
  readonly guildId?: string;
}

/** How Slack is reached. */
export interface SlackConfig {
  readonly botToken: Secret;
  readonly connection:
    | { readonly kind: 'socket'; readonly appToken: Secret }
    | { readonly kind: 'http'; readonly signingSecret: Secret };
  /** In place of Slack itself. */
  readonly apiUrl?: string;
}

const text = z.string().optional();
// A token with a space or a line break in it was pasted wrongly, and the platform would only say "unauthorized".
const secret = z
  .string()
  .regex(/^\S+$/, 'holds white space; paste the token again, without quotation marks or line breaks')
  .transform((value) => new Secret(value))
  .optional();

const address = z
  .url({ protocol: /^https?$/, error: 'is not an address that begins with http:// or https://' })
  .optional();

const publicUrl = address
  .refine(
    (value) => value === undefined || /^https?:\/\/[^/?#]+\/?$/.test(value),
    'has a path: the pages stand at the root of an address, https://news.example.org',
  )
  .transform((value) => value?.replace(/\/$/, ''));

const PROXIES_MESSAGE = 'is neither true, false nor a number of proxies from 0 to 10';
const trustedProxies = z
  .string()
  .toLowerCase()
  .default('false')
  .transform((value) => ({ true: '1', yes: '1', false: '0', no: '0' })[value] ?? value)
  .pipe(z.string().regex(/^(?:\d|10)$/, PROXIES_MESSAGE))
  .transform(Number);

// It becomes a part of a header.
const contact = z
  .string()
  .regex(
    /^(?:https?:\/\/[\x21-\x7e]+|[\x21-\x7e]+@[\x21-\x7e]+)$/,
    'is neither an address that begins with https:// nor one of mail',
  )
  .optional();

const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

const MIN_SECRET_KEY_LENGTH = 32;

const schema = z
  .object({
    CORPUS_DIR: z.string().default('corpus'),
    LOG_LEVEL: z
      .string()
      .toLowerCase()
      .pipe(z.enum(LOG_LEVELS, `is not a level; use one of ${LOG_LEVELS.join(', ')}`))
      .optional(),
    NO_COLOR: text,
    FORCE_COLOR: text,
    DATA_DIR: z.string().default('data'),
    DATABASE_URL: z
      .string()
      .regex(
        /^postgres(?:ql)?:\/\/\S+$/,
        'is not the address of a PostgreSQL database: postgres://USER:PASSWORD@HOST:5432/NAME',
      )
      .refine(
        (value) => URL.canParse(value),
        'is not a valid address: letters such as @ or / in the password are written as %40 or %2F',
      )
      .transform((value) => new Secret(value))
      .optional(),
    SECRET_KEY: z
      .string()
      .min(
        MIN_SECRET_KEY_LENGTH,
        `is shorter than ${MIN_SECRET_KEY_LENGTH} characters; make one with: openssl rand -hex 32`,
      )
      .transform((value) => new Secret(value))
      .optional(),
    KEEP_DAYS: z.coerce
      .number('is not a number of days')
      .int('is not a whole number of days')
      .min(1, 'is less than one day')
      .max(3650, 'is more than 3650 days')
      .default(90),
    DISCORD_TOKEN: secret,
    DISCORD_API_URL: address,
    DISCORD_GUILD_ID: z
      .string()
      .regex(/^\d{15,21}$/, 'is not the id of a server: a number of 17 to 20 digits')
      .optional(),
    SLACK_BOT_TOKEN: secret,
    SLACK_APP_TOKEN: secret,
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: address,
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce
      .number('is not a number')
      .int('is not a whole number')
      .min(0, 'is less than 0')
      .max(65_535, 'is more than 65535')
      .default(8787),
    DIGEST_TIME: z
      .string()
      .default('08:00')
      .transform((value) => parseLocalTime(value))
      .pipe(z.string('is no time of day such as 08:00')),
    DIGEST_ZONE: z
      .string()
      .default('UTC')
      .transform((value) => toZone(value))
      .pipe(z.string('is no time zone such as Europe/Paris or UTC')),
    DIGEST_SUBSCRIPTIONS: text,
    PUBLIC_URL: publicUrl,
    TRUST_PROXY: trustedProxies,
    WEB_TOKEN: secret,
    FEEDS_OPML: text,
    FEED_CONTACT: contact,
    FEED_ALLOW_PRIVATE: list,
  })
  .superRefine((values, { addIssue }) => {
    const demand = (variable: keyof typeof values, message: string) =>
      addIssue({ code: 'custom', path: [variable], message });
    if (values.DATABASE_URL !== undefined && values.SECRET_KEY === undefined) {
      demand(
        'SECRET_KEY',
        'is missing, and DATABASE_URL needs it: make one with openssl rand -hex 32, the same for all bots of one database',
      );
    }
    const hasSlackConnection = values.SLACK_APP_TOKEN !== undefined || values.SLACK_SIGNING_SECRET !== undefined;
    if (values.SLACK_BOT_TOKEN !== undefined && !hasSlackConnection) {
      demand('SLACK_APP_TOKEN', 'is missing: SLACK_BOT_TOKEN needs it (Socket Mode), or SLACK_SIGNING_SECRET (HTTP)');
    }
    if (values.SLACK_BOT_TOKEN === undefined && hasSlackConnection) {
      demand('SLACK_BOT_TOKEN', 'is missing: SLACK_APP_TOKEN and SLACK_SIGNING_SECRET do nothing without it');
    }
  });

/**
 * Reads the configuration. The only place in the project that looks at environment variables.
 *
 * @param env  where to read; without it `.env` in the working directory is read first, and the process's own variables
 *   win over it. An empty value counts as unset.
 * @throws {BotError} `bad-request`, which names every variable that is wrong and how to put it right
 */
export async function loadConfig(env?: Readonly<Record<string, string | undefined>>): Promise<Config> {
  const variables = env ?? (await readEnvironment());
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const parsed = schema.safeParse(present);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: it ${issue.message}`);
    throw new BotError(
      'bad-request',
      `The configuration has a mistake in ${faults.join('; and in ')}. The variables are described in .env.example.`,
    );
  }
  return toConfig(parsed.data);
}

function toConfig(values: z.output<typeof schema>): Config {
  const color = toColor(values.NO_COLOR, values.FORCE_COLOR);
  return Object.freeze({
    corpusDir: values.CORPUS_DIR,
    ...(values.LOG_LEVEL && { logLevel: values.LOG_LEVEL }),
    ...(color !== undefined && { color }),
    dataDir: values.DATA_DIR,
    keepDays: values.KEEP_DAYS,
    ...(values.DATABASE_URL && { databaseUrl: values.DATABASE_URL }),
    ...(values.SECRET_KEY && { secretKey: values.SECRET_KEY }),
    ...(values.DISCORD_TOKEN && {
      discord: {
        token: values.DISCORD_TOKEN,
        ...(values.DISCORD_API_URL && { apiUrl: values.DISCORD_API_URL }),
        ...(values.DISCORD_GUILD_ID && { guildId: values.DISCORD_GUILD_ID }),
      },
    }),
    ...(values.SLACK_BOT_TOKEN && { slack: toSlackConfig(values, values.SLACK_BOT_TOKEN) }),
    host: values.HOST,
    port: values.PORT,
    web: {
      ...(values.PUBLIC_URL && { publicUrl: values.PUBLIC_URL }),
      trustedProxies: values.TRUST_PROXY,
      ...(values.WEB_TOKEN && { token: values.WEB_TOKEN }),
    },
    feeds: {
      ...(values.FEEDS_OPML && { opml: values.FEEDS_OPML }),
      ...(values.FEED_CONTACT && { contact: values.FEED_CONTACT }),
      allowPrivate: values.FEED_ALLOW_PRIVATE,
    },
    digests: {
      at: values.DIGEST_TIME,
      zone: values.DIGEST_ZONE,
      ...(values.DIGEST_SUBSCRIPTIONS && { list: values.DIGEST_SUBSCRIPTIONS }),
    },
  });
}

/** Socket Mode where both are possible: it needs no public address. */
function toSlackConfig(values: z.output<typeof schema>, botToken: Secret): SlackConfig {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = values;
  const apiUrl = values.SLACK_API_URL === undefined ? {} : { apiUrl: values.SLACK_API_URL };
  if (appToken !== undefined) return { botToken, connection: { kind: 'socket', appToken }, ...apiUrl };
  if (signingSecret !== undefined) return { botToken, connection: { kind: 'http', signingSecret }, ...apiUrl };
  throw new BotError('internal', 'Slack was set up with neither of the two ways to connect.');
}

function toColor(no: string | undefined, force: string | undefined): boolean | undefined {
  if (no !== undefined) return false;
  if (force !== undefined) return force !== '0' && force.toLowerCase() !== 'false';
  return undefined;
}

async function readEnvironment(): Promise<NodeJS.ProcessEnv> {
  // Most runs have no such file, and the package takes longer to load than a look at the disk.
  if (existsSync('.env')) {
    const { config } = await import('dotenv');
    const { error } = config({ quiet: true });
    if (error) {
      throw new BotError(
        'bad-request',
        `The file .env cannot be read (${error.message}). Correct it or move it away.`,
        {
          cause: error,
        },
      );
    }
  }
  return process.env;
}
