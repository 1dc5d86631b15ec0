import type { ChildProcess } from 'node:child_process';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { startDiscord } from '../servers/discord/discord.js';
import { startSlack, THREAD_SCOPES } from '../servers/slack/slack.js';
import { HARBOUR_CORPUS } from './harbour-corpus.js';
import { createFolder, parseLines, startCommand, waitForEnd, waitForText } from './run-command.js';

// The whole process, as `npm start` runs it, on both platforms at once.

const QUESTION = 'When did the ferry sail again?';
const ANSWER = 'The ferry';
const LIMIT_MS = 60_000;

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A desk with a Discord server and a Slack workspace, and a folder for its bot. */
async function createDesk() {
  const discord = await startDiscord();
  const slack = await startSlack({ scopes: THREAD_SCOPES });
  const folder = await createFolder(HARBOUR_CORPUS);
  onTestFinished(async () => {
    await discord.stop();
    await slack.stop();
    await folder.remove();
  });
  const guild = discord.addGuild({ name: 'Desk' });
  const env = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
  };
  return {
    discord,
    slack,
    env,
    cwd: folder.path,
    room: guild.addChannel({ name: 'news' }),
    anna: discord.addUser({ name: 'anna' }),
    channel: slack.addChannel({ name: 'news' }),
    bo: slack.addUser({ name: 'bo' }),
  };
}

async function startBot(cwd: string, env: Readonly<Record<string, string>>) {
  const child = await startCommand(['start'], { cwd, env });
  children.push(child);
  return { child, ended: waitForEnd(child) };
}

describe('the bot', () => {
  it(
    'answers on both platforms, keeps its buttons and conversations over a SIGKILL, and stops in order',
    async () => {
      const { discord, slack, env, cwd, room, anna, channel, bo } = await createDesk();
      const first = await startBot(cwd, env);
      await discord.until(() => discord.gateway.isConnected && discord.registered().length > 0, 'Discord is ready');
      await slack.until(() => slack.socket.isConnected, 'Slack is ready');

      const asked = await anna.command('ask', { question: QUESTION }, { channel: room });
      await asked.settled();
      const answer = asked.original;
      expect(answer?.text).toContain(ANSWER);
      const mention = await bo.mention(channel, QUESTION);
      const reply = await mention.answered();
      expect(reply.shown).toContain(ANSWER);

      first.child.kill('SIGKILL');
      expect(await first.ended).toMatchObject({ signal: 'SIGKILL' });
      const second = await startBot(cwd, env);
      await discord.until(() => discord.gateway.identifies > 1 && discord.gateway.isConnected, 'it is back');
      await slack.until(() => slack.socket.opened > 1 && slack.socket.isConnected, 'it is back on Slack');

      if (answer === undefined || mention.message === undefined) throw new Error('there is no answer');
      const why = await anna.click(answer, 'Why this');
      await why.settled();
      expect(why.isEphemeral).toBe(true);
      expect([why.original, ...why.followUps].map((message) => message?.text).join('')).toMatch(/\S/);
      // Told again after the restart, as Slack does when an acknowledgement is lost.
      await slack.deliverAgain(mention);
      const followUp = await bo.say(channel, 'Who sailed it?', { thread: mention.message });
      await followUp.answered();
      expect(channel.thread(mention.message).filter(({ isFromBot }) => isFromBot)).toHaveLength(2);

      second.child.kill('SIGTERM');
      const { code, stderr, stdout } = await second.ended;
      expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
      const lines = parseLines(stderr);
      expect(lines.at(-1)).toMatchObject({ msg: 'stopped' });
      expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
      // What was asked is nobody's business but the asker's: it is no part of the log.
      expect(stderr).not.toContain('ferry sail');
      for (const secret of [discord.token, slack.botToken, slack.appToken]) expect(stderr).not.toContain(secret);
      expect(discord.refusals).toEqual([]);
      expect(slack.refusals).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'goes on with the other platform when one refuses its token, with one line that says so',
    async () => {
      const { slack, env, cwd, channel, bo } = await createDesk();
      const bot = await startBot(cwd, { ...env, DISCORD_TOKEN: 'wrong-token' });
      await slack.until(() => slack.socket.isConnected, 'Slack is ready');
      const mention = await bo.mention(channel, QUESTION);
      expect((await mention.answered()).shown).toContain(ANSWER);
      bot.child.kill('SIGTERM');
      const { code, stderr } = await bot.ended;
      expect(code).toBe(0);
      const errors = parseLines(stderr).filter(({ level }) => level === 'error');
      expect(errors).toMatchObject([{ platform: 'discord', msg: expect.stringContaining('DISCORD_TOKEN') }]);
      expect(stderr).not.toContain('wrong-token');
    },
    LIMIT_MS,
  );

  it.each([
    ['Discord', { DISCORD_TOKEN: 'wrong-token', SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '' }],
    ['Slack', { DISCORD_TOKEN: '', SLACK_BOT_TOKEN: 'xoxb-wrong' }],
    ['Slack, with a wrong app token', { DISCORD_TOKEN: '', SLACK_APP_TOKEN: 'xapp-wrong' }],
  ])(
    'ends with 1 when its only platform refuses the token: %s',
    async (_, changes) => {
      const { env, cwd } = await createDesk();
      const { ended } = await startBot(cwd, { ...env, ...changes });
      const { code, stderr } = await ended;
      expect(code).toBe(1);
      expect(parseLines(stderr).filter(({ level }) => level === 'error')).toHaveLength(2);
      expect(stderr).not.toMatch(/wrong-token|xoxb-wrong|xapp-wrong|UnhandledPromise/);
    },
    LIMIT_MS,
  );

  it(
    'serves Slack by HTTP on its one port, beside the health check',
    async () => {
      const { slack, env, cwd, channel, bo } = await createDesk();
      const { SLACK_APP_TOKEN: _, DISCORD_TOKEN: __, ...rest } = env;
      const bot = await startBot(cwd, { ...rest, SLACK_SIGNING_SECRET: slack.signingSecret });
      let address = '';
      bot.child.stderr?.on('data', (chunk: Buffer) => {
        address ||= /"address":"([^"]+)"/.exec(chunk.toString())?.[1] ?? '';
      });
      await waitForText(bot.child, 'staying up');
      expect((await fetch(`${address}/healthz`)).status).toBe(200);
      slack.deliverBy(`${address}/slack/events`);
      await slack.until(async () => (await slack.verifyUrl()).status === 200, 'the bot takes requests');
      const mention = await bo.mention(channel, QUESTION);
      expect((await mention.answered()).shown).toContain(ANSWER);
      expect((await slack.verifyUrl('wrong')).status).toBe(401);
      bot.child.kill('SIGTERM');
      expect((await bot.ended).code).toBe(0);
    },
    LIMIT_MS,
  );

  it(
    'needs a state for chat platforms, and says so',
    async () => {
      const { env, cwd } = await createDesk();
      const child = await startCommand(['start', '--corpus', 'corpus'], { cwd, env });
      const { code, stderr } = await waitForEnd(child);
      expect(code).toBe(2);
      expect(stderr).toContain('CORPUS_DIR');
    },
    LIMIT_MS,
  );
});
