import { z } from 'zod';
import type { Command } from '../core/commands/command.js';
import type { FeedContext } from '../core/commands/feed.js';
import { BotError } from '../core/errors.js';
import type { Reply } from '../core/reply.js';
import { openFeedKeeper } from './feed-keeper.js';
import { createId, type Session } from './session.js';

const LOCAL = 'local';
const spaceSchema = z.string().regex(/^(?:\*|local|discord:(?:guild|user):\d+|slack:[A-Z0-9]+)$/);

/**
 * Adds, lists or removes feeds.
 *
 * @param args  as they were typed
 * @param space  `*` is all; default `local`
 * @throws {BotError} `bad-request` for what is no space, no address or no feed; `store-unavailable`, also for a change while
 *   a bot runs on the same SQLite folder
 */
export async function runFeed(
  command: Command<FeedContext>,
  args: Readonly<Record<string, unknown>>,
  space: string | undefined,
  session: Session,
): Promise<Reply> {
  const parsed = spaceSchema.safeParse(space ?? LOCAL);
  if (!parsed.success) {
    throw new BotError(
      'bad-request',
      `“${space}” is no space: it is local, discord:guild:ID, discord:user:ID, slack:TEAM, or * for all.`,
    );
  }
  const { keeper, close } = await openFeedKeeper(session, command.name === 'list' ? 'read' : 'write');
  try {
    return await command.run(args, {
      feeds: keeper,
      request: {
        id: createId(),
        command: `feed ${command.name}`,
        arguments: args,
        asker: { id: 'local', mayManage: true },
        space: parsed.data,
        conversation: [],
      },
    });
  } finally {
    await close();
  }
}
