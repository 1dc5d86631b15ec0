import type { AllowedMentions } from './message-fields.js';

/** Who is pinged by a message. */
export interface Pings {
  /** `@everyone` or `@here`. */
  readonly everyone: boolean;
  /** Ids of roles. */
  readonly roles: readonly string[];
  /** Ids of users, the author of the message replied to among them. */
  readonly users: readonly string[];
}

/** No ping at all. */
export const NO_PINGS: Pings = { everyone: false, roles: [], users: [] };

/**
 * Who a text would ping. Whether the author may ping `@everyone` or a role depends on rights that a guild can change
 * at any time, so they count as granted; and code blocks and backslashes count as no protection.
 *
 * @param allowed  undefined is Discord's default: everything pings
 * @param repliedTo  the author of the message replied to
 */
export function findPings(text: string, allowed: AllowedMentions | undefined, repliedTo: string | undefined): Pings {
  const mentioned = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, id = '']) => id))];
  const may = (kind: 'everyone' | 'roles' | 'users') => allowed === undefined || allowed.parse?.includes(kind) === true;
  const named = (kind: 'roles' | 'users', ids: string[]) =>
    may(kind) ? ids : ids.filter((id) => allowed?.[kind]?.includes(id) === true);
  const users = named('users', mentioned(/<@!?(\d+)>/g));
  const isReplyPinged = repliedTo !== undefined && (allowed === undefined || allowed.replied_user === true);
  return {
    everyone: may('everyone') && /@(?:everyone|here)\b/.test(text),
    roles: named('roles', mentioned(/<@&(\d+)>/g)),
    users: isReplyPinged ? [...new Set([...users, repliedTo])] : users,
  };
}

/** The pings of two versions of a message together. */
export function joinPings(one: Pings, other: Pings): Pings {
  return {
    everyone: one.everyone || other.everyone,
    roles: [...new Set([...one.roles, ...other.roles])],
    users: [...new Set([...one.users, ...other.users])],
  };
}
