import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../src/config.js';
import { BotError } from '../src/core/errors.js';

describe('loadConfig', () => {
  it('has a default for what must have a value', async () => {
    expect(await loadConfig({})).toEqual({ corpusDir: 'corpus' });
  });

  it('takes an empty or blank value as unset', async () => {
    expect(await loadConfig({ CORPUS_DIR: '', LOG_LEVEL: '  ', DISCORD_TOKEN: '', NO_COLOR: '' })).toEqual({
      corpusDir: 'corpus',
    });
  });

  it('is frozen', async () => {
    expect(Object.isFrozen(await loadConfig({}))).toBe(true);
  });

  it('ignores variables of other programs', async () => {
    expect(await loadConfig({ HOME: '/home/ada', LANG: 'C' })).toEqual({ corpusDir: 'corpus' });
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

  it('shows no secret, however it is printed', async () => {
    const config = await loadConfig({ DISCORD_TOKEN: 'abc123', SLACK_SIGNING_SECRET: 'def456' });
    for (const text of [JSON.stringify(config), inspect(config, { depth: 9 }), `${config.discordToken}`]) {
      expect(text).not.toMatch(/abc123|def456/);
      expect(text).toContain('[secret]');
    }
    expect(config.discordToken?.reveal()).toBe('abc123');
  });
});
