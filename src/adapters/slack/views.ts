import type { ChatServices } from '../../core/chat.js';
import type { Log } from '../../core/ports.js';
import type { SlackApi } from './api.js';
import { toCallError } from './call-error.js';
import { renderHome, toPrompts } from './home.js';
import { toCommandRequest } from './to-request.js';

/** What is shown when somebody opens the bot itself. */
export interface Views {
  /** The Home tab. */
  showHome(user: string, space: string): Promise<void>;
  /** Suggested questions above the composer of the agent view. */
  suggestPrompts(channel: string, space: string): Promise<void>;
}

/** Shows the Home tab and the suggested prompts, with what the space can see. Nothing here rejects. */
export function createViews({
  services,
  api,
  log,
  newId,
}: {
  readonly services: ChatServices;
  readonly api: SlackApi;
  readonly log: Log;
  newId(): string;
}): Views {
  const attempt = async (method: string, args: Readonly<Record<string, unknown>>) => {
    try {
      await api.call(method, args);
    } catch (error) {
      const { code, needed } = toCallError(error);
      log.warn({ method, code, needed }, 'a view of the bot cannot be shown');
    }
  };
  return {
    showHome: async (user, space) => {
      const status = await services.run(toCommandRequest('status', {}, user, { id: newId(), space }));
      const view = renderHome(status, await services.complete('article', '', space));
      await attempt('views.publish', { user_id: user, view });
    },
    suggestPrompts: async (channel, space) => {
      const prompts = toPrompts(await services.complete('article', '', space));
      if (prompts.length === 0) return;
      // With a thread the call would do nothing in the agent view (assistant.threads.setSuggestedPrompts).
      await attempt('assistant.threads.setSuggestedPrompts', {
        channel_id: channel,
        title: 'From the newest articles',
        prompts,
      });
    },
  };
}
