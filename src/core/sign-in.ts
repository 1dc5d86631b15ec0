import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Who sits at this machine, or has the token of the configuration. */
export const OPERATOR: Member = { space: 'local', asker: 'local', mayManage: true };

/** Who may use the web page, and as whom. */
export interface Member {
  readonly space: string;
  /** As a request names its asker: `discord:123`, `local`. */
  readonly asker: string;
  readonly mayManage: boolean;
}

/** What a token was made for: a link is used once and soon, a session is what a browser keeps. */
type TokenPurpose = 'link' | 'session';

/** A token that was read. */
interface ReadToken {
  readonly member: Member;
  /** Tells this token from all others. */
  readonly id: string;
}

/** Makes and reads tokens that only holders of the key can make. */
export interface Signer {
  /**
   * @param id  a new one, hard to guess
   * @param until  the end of its life, in milliseconds since 1970
   * @returns of `[A-Za-z0-9_.-]`
   */
  sign(purpose: TokenPurpose, member: Member, id: string, until: number): string;
  /** @returns undefined for a token that was forged, made for another purpose, or whose time is over */
  read(purpose: TokenPurpose, token: string, now: number): ReadToken | undefined;
}

/** How long a link waits for whoever is to follow it. */
const LINK_LIFE_MS = 15 * 60_000;

/** How long somebody stays signed in. */
export const SESSION_LIFE_MS = 12 * 60 * 60_000;

/** The path of a link that signs somebody in, once. */
export function toSignInPath(signer: Signer, member: Member, id: string, now: number): string {
  return `/signin/${signer.sign('link', member, id, now + LINK_LIFE_MS)}`;
}

const schema = z.object({
  purpose: z.enum(['link', 'session']),
  space: z.string().min(1),
  asker: z.string().min(1),
  mayManage: z.boolean(),
  id: z.string().min(1),
  until: z.number(),
});

/** No token that was made here is longer. */
const MAX_LENGTH = 2_000;

/** @param key  a secret of 32 characters or more; every bot of one database has the same */
export function createSigner(key: string): Signer {
  // A key of its own, so that a token can be taken for nothing else that is made with the same secret.
  const own = createHmac('sha256', key).update('dateline web sign-in 1').digest();
  const mac = (payload: string) => createHmac('sha256', own).update(payload).digest();

  return {
    sign: (purpose, member, id, until) => {
      const payload = Buffer.from(JSON.stringify({ purpose, ...member, id, until })).toString('base64url');
      return `${payload}.${mac(payload).toString('base64url')}`;
    },
    read: (purpose, token, now) => {
      const [payload = '', signature = '', ...rest] = token.length > MAX_LENGTH ? [] : token.split('.');
      const given = Buffer.from(signature, 'base64url');
      const wanted = mac(payload);
      if (rest.length > 0 || given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
      const parsed = schema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
      if (!parsed.success || parsed.data.purpose !== purpose || parsed.data.until <= now) return undefined;
      const { space, asker, mayManage, id } = parsed.data;
      return { member: { space, asker, mayManage }, id };
    },
  };
}
