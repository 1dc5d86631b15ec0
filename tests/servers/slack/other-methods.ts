import { z } from 'zod';
import { checkThread } from './chat-methods.js';
import { assistantChannel } from './conversation-methods.js';
import { inJson } from './invalid.js';
import type { Handlers } from './methods.js';
import { SlackError } from './slack-error.js';

const statusArguments = z.object({
  channel_id: z.string(),
  thread_ts: z.string(),
  status: z.string(),
  loading_messages: inJson(z.array(z.string()).max(10)).optional(),
});
const promptsArguments = z.object({
  channel_id: z.string(),
  thread_ts: z.string().optional(),
  title: z.string().optional(),
  prompts: inJson(
    z
      .array(z.object({ title: z.string().min(1), message: z.string().min(1) }))
      .min(1)
      .max(4),
  ),
});

/** Who the bot is, people, and the agent view. */
export const otherHandlers: Handlers<
  'auth.test' | 'users.info' | 'assistant.threads.setStatus' | 'assistant.threads.setSuggestedPrompts'
> = {
  'auth.test': ({ platform, team }) => ({
    url: `${platform.origin}/`,
    team: team.name,
    user: 'dateline',
    team_id: team.id,
    user_id: team.botUserId,
    bot_id: team.botId,
    is_enterprise_install: false,
  }),
  'users.info': (call) => {
    const { user: id } = call.read(z.object({ user: z.string() }));
    call.need('users:read');
    const user = call.platform.users.get(id);
    if (user?.team !== call.team) throw new SlackError('user_not_found');
    const { name, team } = user;
    return { user: { id, team_id: team.id, name, real_name: name, is_bot: false, tz: 'Europe/London' } };
  },
  'assistant.threads.setStatus': (call) => {
    const { channel_id, thread_ts, status } = call.read(statusArguments);
    const channel = assistantChannel(call, channel_id);
    checkThread(channel, thread_ts);
    channel.setStatus(thread_ts, status, call.platform.newOrder());
    return {};
  },
  'assistant.threads.setSuggestedPrompts': (call) => {
    const { channel_id, thread_ts, prompts } = call.read(promptsArguments);
    const channel = assistantChannel(call, channel_id);
    checkThread(channel, thread_ts);
    channel.prompts = prompts;
    return {};
  },
};
