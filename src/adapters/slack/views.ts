import type { ChatServices } from '../../core/chat.js';
import type { Log } from '../../core/ports.js';
import type { SlackApi } from './api.js';
import { toCallError } from './call-error.js';
import { renderHome, toPrompts } from './home.js';
import { toCommandRequest } from './to-request.js';

/** What is shown when somebody opens the bot itself. */
export interface Views {
  /**
   * The Home tab.
   *
   * @param direct  the conversation of the bot with this person
   * @param notice  what came of the last press of a button there
   */
  showHome(user: string, space: string, direct: string, notice?: string): Promise<void>;
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
    showHome: async (user, space, direct, notice) => {
      const run = (command: string) => services.run(toCommandRequest(command, {}, user, { id: newId(), space }));
      const [status, digests, newest] = await Promise.all([
        run('status'),
        run('digest list'),
        services.complete('article', '', space),
      ]);
      const view = renderHome({
        status,
        digests,
        newest,
        direct,
        ...(notice === undefined ? {} : { notice }),
      });
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
