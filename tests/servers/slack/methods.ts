import type { z } from 'zod';
import type { TestChannel } from './channel.js';
import { historyScope } from './events.js';
import { parseBy } from './invalid.js';
import type { Json, Platform } from './platform.js';
import { SlackError } from './slack-error.js';
import type { TestTeam } from './team.js';

/** The methods of the Web API that this server knows. */
export type MethodName =
  | 'apps.connections.open'
  | 'assistant.threads.setStatus'
  | 'assistant.threads.setSuggestedPrompts'
  | 'auth.test'
  | 'chat.appendStream'
  | 'chat.delete'
  | 'chat.postEphemeral'
  | 'chat.postMessage'
  | 'chat.startStream'
  | 'chat.stopStream'
  | 'chat.update'
  | 'conversations.history'
  | 'conversations.info'
  | 'conversations.join'
  | 'conversations.open'
  | 'conversations.replies'
  | 'files.completeUploadExternal'
  | 'files.getUploadURLExternal'
  | 'users.info'
  | 'views.open'
  | 'views.publish'
  | 'views.update';

/** Everything that faults can meet: methods, posts to a `response_url`, and uploads of bytes. */
export type CallName = MethodName | 'response_url' | 'upload';

/** One call of a method, by the app of a workspace. */
export class Call {
  readonly platform: Platform;
  readonly method: MethodName;
  readonly team: TestTeam;
  readonly args: Json;

  constructor(platform: Platform, method: MethodName, team: TestTeam, args: Json) {
    this.platform = platform;
    this.method = method;
    this.team = team;
    this.args = args;
  }

  /** @throws {SlackError} `invalid_arguments` with the fields at fault */
  read<S extends z.ZodType>(schema: S): z.output<S> {
    return parseBy(schema, this.args, 'invalid_arguments');
  }

  /**
   * @param scopes  one of them is enough
   * @throws {SlackError} `missing_scope`
   */
  need(...scopes: readonly string[]): void {
    if (scopes.some((scope) => this.team.scopes.has(scope))) return;
    const provided = [...this.team.scopes].join(',');
    throw new SlackError('missing_scope', [], { needed: scopes.join(','), provided });
  }

  /**
   * The conversation of an id, or of a name or a person's id.
   *
   * @throws {SlackError} `channel_not_found`, also for a private one that the bot is not in
   */
  channel(id: string): TestChannel {
    const person = this.platform.users.get(id);
    const channel =
      person === undefined
        ? this.team.channels.find(
            (one) => one.id === id || `#${one.name}` === id || (one.name === id && one.kind !== 'im'),
          )
        : person.dm;
    const isThere = channel?.team === this.team && (channel.kind !== 'private' || channel.botIsMember);
    if (channel === undefined || !isThere) throw new SlackError('channel_not_found');
    return channel;
  }

  /**
   * A conversation that the bot may write to.
   *
   * @throws {SlackError} `channel_not_found`, `not_in_channel`, `is_archived`
   */
  writable(id: string): TestChannel {
    const channel = this.channel(id);
    if (channel.isArchived) throw new SlackError('is_archived');
    const mayWriteAnywhere = channel.kind === 'public' && this.team.scopes.has('chat:write.public');
    if (!channel.botIsMember && !mayWriteAnywhere) throw new SlackError('not_in_channel');
    return channel;
  }

  /**
   * A conversation that the bot may read.
   *
   * @throws {SlackError} `channel_not_found`, `missing_scope`, `not_in_channel`
   */
  readable(id: string): TestChannel {
    // Messages go to a person's id, and are read by that of the conversation only.
    if (this.platform.users.has(id)) throw new SlackError('channel_not_found');
    const channel = this.channel(id);
    this.need(historyScope(channel));
    if (!channel.botIsMember) throw new SlackError('not_in_channel');
    return channel;
  }
}

/** Answers calls: what `ok: true` comes with. Throws `SlackError`. */
export type Handlers<M extends MethodName = MethodName> = Readonly<Record<M, (call: Call) => Json>>;
