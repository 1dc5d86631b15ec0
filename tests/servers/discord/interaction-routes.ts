import { refusals } from './api-error.js';
import { commandJson, type RegisteredCommand } from './command-store.js';
import { editResponse, findResponse, followUp, respond } from './interaction-responses.js';
import type { TestMessage } from './message.js';
import { messageJson } from './message-json.js';
import type { Platform } from './platform.js';
import type { Call, Handler, Handlers } from './routes.js';

/** The routes of commands, of first responses, and of the messages that follow. */
export function interactionHandlers(platform: Platform) {
  const { interactions, messages, commands } = platform;
  const show = (message: TestMessage) => ({ status: 200, body: messageJson(message, platform) });
  const webhook = (call: Call) => interactions.webhook(call.param('application'), call.param('token'));
  const showAll = (list: readonly RegisteredCommand[], hasLocalizations: boolean) => ({
    status: 200,
    body: list.map((command) => commandJson(command, platform, hasLocalizations)),
  });

  const guildOf = (call: Call) => {
    const id = call.param('guild');
    if (platform.guilds.get(id)?.isBotMember !== true) throw refusals.missingAccess();
    return id;
  };

  const callback: Handler = (call) => {
    const interaction = interactions.open(call.param('interaction'), call.param('token'));
    const body = respond(platform, interaction, call.body, call.files);
    return call.query.get('with_response') === 'true' ? { status: 200, body } : { status: 204 };
  };

  const edit: Handler = (call) => {
    const interaction = webhook(call);
    const message = findResponse(platform, interaction, call.param('message'));
    editResponse(platform, interaction, message, call.body, call.files);
    return show(message);
  };

  const remove: Handler = (call) => {
    messages.delete(findResponse(platform, webhook(call), call.param('message')));
    return { status: 204 };
  };

  return {
    'GET /applications/:application/commands': (call) =>
      showAll(commands.list(), call.query.get('with_localizations') === 'true'),
    'PUT /applications/:application/commands': (call) => showAll(commands.put(call.body), true),
    'GET /applications/:application/guilds/:guild/commands': (call) =>
      showAll(commands.list(guildOf(call)), call.query.get('with_localizations') === 'true'),
    'PUT /applications/:application/guilds/:guild/commands': (call) =>
      showAll(commands.put(call.body, guildOf(call)), true),
    'POST /interactions/:interaction/:token/callback': callback,
    'POST /webhooks/:application/:token': (call) => show(followUp(platform, webhook(call), call.body, call.files)),
    'GET /webhooks/:application/:token/messages/:message': (call) =>
      show(findResponse(platform, webhook(call), call.param('message'))),
    'PATCH /webhooks/:application/:token/messages/:message': edit,
    'DELETE /webhooks/:application/:token/messages/:message': remove,
  } satisfies Partial<Handlers>;
}
