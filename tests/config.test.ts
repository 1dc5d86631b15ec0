import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../src/config.js';
import { BotError } from '../src/core/errors.js';

const DEFAULTS = {
  corpusDir: 'corpus',
  dataDir: 'data',
  keepDays: 90,
  host: '127.0.0.1',
  port: 8787,
  web: { trustedProxies: 0 },
  feeds: { allowPrivate: [] },
  digests: { at: '08:00', zone: 'UTC' },
};
const KEY = 'k'.repeat(32);

describe('loadConfig', () => {
  it('has a default for what must have a value', async () => {
    expect(await loadConfig({})).toEqual(DEFAULTS);
  });

  it('takes an empty or blank value as unset', async () => {
    const blank = {
      CORPUS_DIR: '',
      LOG_LEVEL: '  ',
      DISCORD_TOKEN: '',
      NO_COLOR: '',
      KEEP_DAYS: ' ',
      DATABASE_URL: '',
    };
    expect(await loadConfig(blank)).toEqual(DEFAULTS);
  });

  it('is frozen', async () => {
    expect(Object.isFrozen(await loadConfig({}))).toBe(true);
  });

  it('ignores variables of other programs', async () => {
    expect(await loadConfig({ HOME: '/home/ada', LANG: 'C' })).toEqual(DEFAULTS);
  });

  it('reads a level in either case', async () => {
    expect(await loadConfig({ LOG_LEVEL: 'DEBUG' })).toMatchObject({ logLevel: 'debug' });
  });

  it.each([
    [{ NO_COLOR: '1' }, false],
    [{ NO_COLOR: '0' }, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '0' }, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    [{ NO_COLOR: '', FORCE_COLOR: '' }, undefined],
  ])('reads the wish for colours from %o as %s', async (env, color) => {
    expect((await loadConfig(env)).color).toBe(color);
  });

  it('reads how feeds are read', async () => {
    const variables = {
      FEEDS_OPML: 'feeds.opml',
      FEED_CONTACT: 'desk@harbour.example',
      FEED_ALLOW_PRIVATE: 'intranet.example, 10.1.0.0/16,,127.0.0.1',
    };
    expect((await loadConfig(variables)).feeds).toEqual({
      opml: 'feeds.opml',
      contact: 'desk@harbour.example',
      allowPrivate: ['intranet.example', '10.1.0.0/16', '127.0.0.1'],
    });
  });

  it('reads when digests come', async () => {
    const variables = { DIGEST_TIME: '7:30', DIGEST_ZONE: 'asia/gaza', DIGEST_SUBSCRIPTIONS: 'digests.json' };
    expect((await loadConfig(variables)).digests).toEqual({ at: '07:30', zone: 'Asia/Gaza', list: 'digests.json' });
  });

  it('refuses a contact that nobody can be reached at', async () => {
    await expect(loadConfig({ FEED_CONTACT: 'call me' })).rejects.toThrow('FEED_CONTACT');
  });

  it('reports every mistake at once, each with its variable and the remedy', async () => {
    const mistakes = { LOG_LEVEL: 'loud', DISCORD_TOKEN: 'two words', SLACK_APP_TOKEN: 'line\nbreak' };
    const error = await loadConfig(mistakes).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(BotError);
    expect(error).toMatchObject({ code: 'bad-request' });
    const { message } = error as BotError;
    for (const part of [
      'LOG_LEVEL',
      'fatal, error, warn',
      'DISCORD_TOKEN',
      'SLACK_APP_TOKEN',
      'paste the token again',
    ]) {
      expect(message).toContain(part);
    }
    expect(message).not.toContain('two words');
  });

  it.each([
    [{ KEEP_DAYS: '0' }, 'less than one day'],
    [{ KEEP_DAYS: '3651' }, 'more than 3650'],
    [{ KEEP_DAYS: '1.5' }, 'whole number'],
    [{ KEEP_DAYS: 'long' }, 'not a number'],
    [{ SECRET_KEY: 'short' }, 'openssl rand -hex 32'],
    [{ DATABASE_URL: 'mysql://ada:pw@host/db', SECRET_KEY: KEY }, 'postgres://'],
    [{ DATABASE_URL: 'postgres://ada:p w@host/db', SECRET_KEY: KEY }, 'postgres://'],
    [{ DATABASE_URL: 'postgres://ada:p@w@host:port/db', SECRET_KEY: KEY }, '%40'],
    [{ DATABASE_URL: 'postgres://ada:pw@host/db' }, 'SECRET_KEY'],
    [{ SLACK_BOT_TOKEN: 'ada:x' }, 'SLACK_APP_TOKEN'],
    [{ SLACK_APP_TOKEN: 'ada:x' }, 'SLACK_BOT_TOKEN'],
    [{ DISCORD_GUILD_ID: 'my server' }, 'id of a server'],
    [{ DISCORD_API_URL: 'ftp://host' }, 'http://'],
    [{ PORT: '70000' }, 'more than 65535'],
    [{ DIGEST_TIME: '25:00' }, 'no time of day such as 08:00'],
    [{ DIGEST_ZONE: 'Mars' }, 'no time zone such as Europe/Paris'],
  ])('refuses %o and says what is wrong, without showing it', async (env, part) => {
    const error = await loadConfig(env).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'bad-request', message: expect.stringContaining(part) });
    expect((error as BotError).message).not.toContain('ada:');
  });

  it('reads where the state is and how long it is kept', async () => {
    const config = await loadConfig({ DATABASE_URL: 'postgresql://ada:pw@host/db', SECRET_KEY: KEY, KEEP_DAYS: '30' });
    expect(config).toMatchObject({ keepDays: 30, dataDir: 'data' });
    expect(config.databaseUrl?.reveal()).toBe('postgresql://ada:pw@host/db');
    expect(inspect(config)).not.toMatch(/pw|kkk/);
  });

  it.each([
    [{ SLACK_APP_TOKEN: 'xapp' }, 'socket'],
    [{ SLACK_SIGNING_SECRET: 'sign' }, 'http'],
    [{ SLACK_APP_TOKEN: 'xapp', SLACK_SIGNING_SECRET: 'sign' }, 'socket'],
  ])('connects to Slack with %o by %s', async (env, kind) => {
    expect((await loadConfig({ SLACK_BOT_TOKEN: 'xoxb', ...env })).slack?.connection.kind).toBe(kind);
  });

  it('shows no secret, however it is printed', async () => {
    const config = await loadConfig({
      DISCORD_TOKEN: 'abc123',
      SLACK_BOT_TOKEN: 'xyz',
      SLACK_SIGNING_SECRET: 'def456',
    });
    for (const text of [JSON.stringify(config), inspect(config, { depth: 9 }), `${config.discord?.token}`]) {
      expect(text).not.toMatch(/abc123|def456/);
      expect(text).toContain('[secret]');
    }
    expect(config.discord?.token.reveal()).toBe('abc123');
  });
});
