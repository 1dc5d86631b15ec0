import { webApi } from '@slack/bolt';
import { clientOptions, startWorld, type World } from './bot-fixture.js';
import type { SlackOptions } from './slack.js';

/** A workspace, and its Web API as the real client calls it. */
export interface ApiWorld extends World {
  /** Calls a method once. */
  call(
    method: string,
    args?: Record<string, unknown>,
  ): Promise<webApi.WebAPICallResult & Readonly<Record<string, unknown>>>;
  /** Calls a method that is to be refused, and gives Slack's word for it with the reasons. */
  refusal(method: string, args?: Record<string, unknown>): Promise<readonly string[]>;
}

/** Starts a workspace for calls with the bot's token, or another one. */
export async function startApi(options: SlackOptions & { readonly token?: string } = {}): Promise<ApiWorld> {
  const world = await startWorld(options);
  const client = new webApi.WebClient(options.token ?? world.slack.botToken, clientOptions(world.slack, 0));
  const call: ApiWorld['call'] = async (method, args) => ({ ...(await client.apiCall(method, args)) });
  return {
    ...world,
    call,
    refusal: async (method, args) => {
      const { error } = await call(method, args).then(
        () => ({ error: undefined }),
        (error: unknown) => ({ error }),
      );
      if (!(error instanceof webApi.WebAPIPlatformError)) throw new Error(`Not refused: ${String(error)}`);
      return [error.data.error, ...(world.slack.refusals.at(-1)?.reasons ?? [])];
    },
  };
}
