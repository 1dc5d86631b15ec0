import { z } from 'zod';
import type { SlackApi } from './api.js';
import type { Message } from './blocks.js';
import { toCallError } from './call-error.js';
import type { Poster } from './post.js';

/** A direct message that was sent or was there. */
export interface Told {
  readonly channel: string;
  readonly ts: string;
}

const openedSchema = z.object({ channel: z.object({ id: z.string() }) });

/**
 * Writes to a person directly, once: a message of the same key that is there already is left at that. Without the scope
 * `im:write` Slack does not tell which conversation that is, so nothing can be looked up in it, and the message goes to the
 * person's id, which `chat:write` allows (https://docs.slack.dev/reference/methods/chat.postMessage#channels).
 *
 * @param person  a user id
 * @throws {CallError}
 */
export async function tellPerson(
  { api, poster }: { readonly api: SlackApi; readonly poster: Poster },
  person: string,
  message: Message,
  key: string,
): Promise<Told> {
  const direct = await openDirect(api, person);
  const there = direct === undefined ? undefined : await findReadable(poster, direct, key);
  const channel = direct ?? person;
  return { channel, ts: there ?? (await poster.post({ channel }, message, key)) };
}

/** @returns undefined when the bot may not ask */
async function openDirect(api: SlackApi, person: string): Promise<string | undefined> {
  try {
    return openedSchema.parse(await api.call('conversations.open', { users: person })).channel.id;
  } catch (error) {
    if (toCallError(error).code === 'missing_scope') return undefined;
    throw error;
  }
}

async function findReadable(poster: Poster, channel: string, key: string): Promise<string | undefined> {
  try {
    return await poster.find({ channel }, key);
  } catch (error) {
    if (toCallError(error).outcome === 'refused') return undefined;
    throw error;
  }
}
