import type { Run } from '../../core/commands/request.js';
import { BotError } from '../../core/errors.js';
import type { Log } from '../../core/ports.js';
import type { Reply } from '../../core/reply.js';
import { toBotError } from './call-error.js';
import type { Poster } from './post.js';
import { renderReply } from './render.js';
import { parseChannel } from './to-request.js';

/** What came of a wish for a digest. */
export interface Subscribed {
  readonly reply: Reply;
  /** Settles when the channel knows of it, with what to do where the bot cannot post there; never rejects. */
  readonly announced: Promise<string | undefined>;
}

/**
 * Subscribes a channel where only the asker sees the answer, and has the channel know of it: who reads there learns who
 * made it, and the asker learns at once whether the bot can post there at all.
 *
 * @param request  a `digest subscribe` with a channel
 */
export async function subscribeOpenly(
  request: Parameters<Run>[0],
  { run, poster, log }: { readonly run: Run; readonly poster: Pick<Poster, 'post'>; readonly log: Log },
): Promise<Subscribed> {
  const reply = await run(request);
  if (reply.kind !== 'subscriptions' || request.channel === undefined) {
    return { reply, announced: Promise.resolve(undefined) };
  }
  const target = parseChannel(request.channel.id);
  const announce = async (): Promise<string | undefined> => {
    try {
      await poster.post(target, renderReply(reply), `subscribed:${request.id}`);
      return undefined;
    } catch (error) {
      const { code, message } = toBotError(error);
      log.warn({ channel: target.channel, code, reason: message }, 'a channel cannot be told of its new subscription');
      // What may have arrived, or will when Slack is back, is nothing that the asker can change.
      return code === 'not-allowed' ? `Nothing can be posted there yet. ${message}` : undefined;
    }
  };
  return { reply, announced: announce() };
}

/**
 * Refuses a channel that is named in a text: Slack checks whether somebody may post where they write, and nowhere else.
 *
 * @throws {BotError} `bad-request`
 */
export function checkNoChannel({ command, arguments: args }: Pick<Parameters<Run>[0], 'command' | 'arguments'>): void {
  if (command !== 'digest subscribe' || args.channel === undefined) return;
  throw new BotError(
    'bad-request',
    'A digest is posted where it is asked for: ask in the channel itself, or choose a channel on the Home tab of the bot.',
  );
}
