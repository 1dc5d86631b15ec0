import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const manifestSchema = z.object({
  display_information: z.object({ name: z.string().max(35), description: z.string().max(140) }),
  features: z.object({
    app_home: z.object({ home_tab_enabled: z.literal(true), messages_tab_enabled: z.literal(true) }),
    agent_view: z.object({ agent_description: z.string().max(300) }),
    assistant_view: z.undefined().optional(),
    slash_commands: z.tuple([z.object({ command: z.literal('/dateline'), description: z.string() })]),
    shortcuts: z.tuple([z.object({ type: z.literal('message'), callback_id: z.literal('find_sources') })]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ bot_events: z.array(z.string()) }),
    interactivity: z.object({ is_enabled: z.literal(true) }),
    socket_mode_enabled: z.literal(true),
  }),
});

/** The scope that each event needs (https://docs.slack.dev/reference/events). */
const NEEDS: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  'message.im': 'im:history',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.mpim': 'mpim:history',
};

const read = (name: string) => readFile(new URL(`../../../docs/slack-manifest-${name}.yaml`, import.meta.url), 'utf8');

describe.each(['minimal', 'threads'])('the manifest %s', (name) => {
  it('has what the adapter works with, within the limits of Slack', async () => {
    expect(manifestSchema.safeParse(parse(await read(name))).error?.issues).toBeUndefined();
  });

  it('has the scope of every event it subscribes to, and none that the guide does not explain', async () => {
    const { oauth_config, settings } = manifestSchema.parse(parse(await read(name)));
    const scopes = oauth_config.scopes.bot;
    const needed = settings.event_subscriptions.bot_events.flatMap((event) => NEEDS[event] ?? []);
    expect(needed.filter((scope) => !scopes.includes(scope))).toEqual([]);
    const guide = await readFile(new URL('../../../docs/slack.md', import.meta.url), 'utf8');
    expect(scopes.filter((scope) => !guide.includes(`\`${scope}\``))).toEqual([]);
  });
});

describe('the minimal manifest', () => {
  it('reads no channel', async () => {
    const { oauth_config } = manifestSchema.parse(parse(await read('minimal')));
    expect(oauth_config.scopes.bot.filter((scope) => /^(?:channels|groups|mpim):/.test(scope))).toEqual([]);
  });
});
