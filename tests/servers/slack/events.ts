import { randomUUID } from 'node:crypto';
import type { Act } from './act.js';
import type { TestChannel } from './channel.js';
import type { TestMessage } from './message.js';
import type { Json, Platform } from './platform.js';
import type { TestTeam } from './team.js';

const CHANNEL_TYPES = { public: 'channel', private: 'group', im: 'im' } as const;
const HISTORY_SCOPES = { public: 'channels:history', private: 'groups:history', im: 'im:history' } as const;

/** The scope that reading a conversation takes; it brings the events of its messages too. */
export function historyScope({ kind }: Pick<TestChannel, 'kind'>): string {
  return HISTORY_SCOPES[kind];
}

/** Sends an event, wrapped as Slack does (https://docs.slack.dev/apis/events-api). */
export function sendEvent(platform: Platform, team: TestTeam, event: Json, act?: Act): void {
  if (!team.isInstalled) return;
  const payload = {
    token: 'verification',
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: platform.appId,
    event,
    type: 'event_callback',
    event_id: platform.newId('Ev'),
    event_time: Math.floor(platform.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: team.botUserId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${platform.newId('')}`,
  };
  platform.deliveries.send({ type: 'events_api', payload, act });
}

/**
 * Tells the bot of a message: as a mention, and as a message where it may read.
 *
 * @param withMessage  sends the second one, or not, whatever the scopes say
 */
export function announce(platform: Platform, message: TestMessage, act?: Act, withMessage?: boolean): void {
  const { channel, text, isFromBot } = message;
  const { team } = channel;
  if (!channel.botIsMember) return;
  const isMention = text.includes(`<@${team.botUserId}>`) && channel.kind !== 'im' && !isFromBot;
  if (isMention && team.scopes.has('app_mentions:read')) {
    const { subtype: _, ...event } = toEvent(platform, message);
    sendEvent(platform, team, { ...event, type: 'app_mention' }, act);
  }
  if (withMessage ?? team.scopes.has(historyScope(channel))) {
    const event = toEvent(platform, message);
    sendEvent(platform, team, { ...event, channel_type: CHANNEL_TYPES[channel.kind] }, act);
  }
}

/** Tells the bot that a message has changed or is gone. */
export function announceChange(platform: Platform, message: TestMessage, before: Json, act?: Act): void {
  const { channel, isDeleted, ts } = message;
  const { team } = channel;
  if (!channel.botIsMember || !team.scopes.has(historyScope(channel))) return;
  const what = isDeleted
    ? { subtype: 'message_deleted', deleted_ts: ts }
    : { subtype: 'message_changed', message: message.toJson({ withMetadata: false }) };
  const at = platform.newTs();
  const place = { channel: channel.id, channel_type: CHANNEL_TYPES[channel.kind], ts: at, event_ts: at, hidden: true };
  sendEvent(platform, team, { type: 'message', ...what, previous_message: before, ...place }, act);
}

function toEvent(platform: Platform, message: TestMessage): Json {
  const { channel, ts, isFromBot, threadTs } = message;
  const parent = threadTs === undefined ? undefined : channel.log.find((one) => one.ts === threadTs);
  return {
    ...message.toJson({ withMetadata: true }),
    channel: channel.id,
    event_ts: ts,
    ...(parent === undefined ? {} : { parent_user_id: parent.user }),
    ...(isFromBot ? { app_id: platform.appId } : { client_msg_id: randomUUID() }),
  };
}
