import { z } from 'zod';
import { refusals } from './api-error.js';
import { channelJson, guildSummaryJson, memberJson, roleJson, userJson } from './entities-json.js';
import { parseForm } from './invalid-form.js';
import type { Platform } from './platform.js';
import type { Call, Handler, Handlers } from './routes.js';

const IDENTIFIES_A_DAY = 1000;

/** The routes of the gateway, the application, and of users and guilds. */
export function entityHandlers(platform: Platform) {
  const { bot, applicationId, accounts, guilds } = platform;
  const ok = (body: unknown) => ({ status: 200, body });

  const guildOf = (call: Call) => {
    const guild = guilds.get(call.param('guild'));
    if (guild === undefined) throw refusals.unknownGuild();
    if (!guild.isBotMember) throw refusals.missingAccess();
    return guild;
  };

  const application = () => {
    return ok({
      id: applicationId,
      name: bot.name,
      icon: null,
      description: '',
      bot: userJson(bot),
      bot_public: true,
      bot_require_code_grant: false,
      owner: null,
      team: null,
      verify_key: '0'.repeat(64),
      flags: 0,
      approximate_guild_count: [...guilds.values()].filter(({ isBotMember }) => isBotMember).length,
      integration_types_config: { 0: {}, 1: {} },
    });
  };

  const leave: Handler = (call) => {
    guildOf(call).expelBot();
    return { status: 204 };
  };

  const openDirect: Handler = (call) => {
    const { recipient_id } = parseForm(z.object({ recipient_id: z.string() }), call.body);
    const account = accounts.get(recipient_id);
    if (account === undefined) throw refusals.unknownUser();
    return ok(channelJson(platform.directChannel(account)));
  };

  return {
    'GET /gateway': () => ok({ url: platform.gateway.url }),
    'GET /gateway/bot': () =>
      ok({
        url: platform.gateway.url,
        shards: 1,
        session_start_limit: {
          total: IDENTIFIES_A_DAY,
          remaining: IDENTIFIES_A_DAY,
          reset_after: 86_400_000,
          max_concurrency: 1,
        },
      }),
    'GET /users/@me': () => ok({ ...userJson(bot), verified: true, mfa_enabled: true, email: null, flags: 0 }),
    'GET /users/@me/guilds': () =>
      ok([...guilds.values()].filter(({ isBotMember }) => isBotMember).map(({ id, name }) => ({ id, name }))),
    'DELETE /users/@me/guilds/:guild': leave,
    'POST /users/@me/channels': openDirect,
    'GET /users/:user': (call) => {
      const account = accounts.get(call.param('user'));
      if (account === undefined) throw refusals.unknownUser();
      return ok(userJson(account));
    },
    'GET /applications/@me': application,
    'GET /oauth2/applications/@me': application,
    'GET /guilds/:guild': (call) => ok(guildSummaryJson(guildOf(call))),
    'GET /guilds/:guild/channels': (call) =>
      ok(
        guildOf(call)
          .channels.filter(({ isThread }) => !isThread)
          .map(channelJson),
      ),
    'GET /guilds/:guild/threads/active': (call) => {
      const threads = guildOf(call).channels.filter(
        (channel) => channel.isThread && channel.archivedAtMs === undefined && channel.botPermissions !== 0n,
      );
      // Newest first.
      return ok({ threads: threads.map(channelJson).reverse(), members: [] });
    },
    'GET /guilds/:guild/roles': (call) => ok(guildOf(call).roles.map(roleJson)),
    'GET /guilds/:guild/members/:user': (call) => {
      const guild = guildOf(call);
      const account = accounts.get(call.param('user'));
      if (account === undefined || !guild.members.has(account.id)) throw refusals.unknownMember();
      return ok({ ...memberJson(guild, account), user: userJson(account) });
    },
  } satisfies Partial<Handlers>;
}
