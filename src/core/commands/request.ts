import type { Reply } from '../reply.js';

/** Who asks, as far as the core needs to know. */
interface Asker {
  /** With the platform, so that it names one person everywhere: `discord:123`, `slack:U1`, `local`. */
  readonly id: string;
  /** May change what the place where they ask shares: feeds, the digests of the channel. */
  readonly mayManage: boolean;
  /** May do so in every channel of the space. */
  readonly mayManageAll?: true;
  /** IANA time zone. */
  readonly zone?: string;
  /** BCP 47 tag. */
  readonly locale?: string;
}

/** A place to which a platform's adapter can post. */
interface AskedChannel {
  /** As the adapter's `post` takes it. */
  readonly id: string;
  /** Of a thread or a post of a forum: the channel in which it stands. */
  readonly parent?: string;
}

/** What an adapter hands over for every message, command or button. */
export interface Request {
  /** Carried by every log line of this request, and by a failure as its `reference`. */
  readonly id: string;
  readonly command: string;
  /** As they came from outside; the command's schema parses them. */
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly asker: Asker;
  /** `discord:guild:ID`, `discord:user:ID`, `slack:TEAM` or `local`. */
  readonly space: string;
  /** Where it was asked, for what is to be posted there; absent where nothing can be posted: command line, prompt, web. */
  readonly channel?: AskedChannel;
  /** Earlier questions of the same conversation that the platform itself remembers, oldest first. */
  readonly conversation: readonly string[];
  /**
   * The conversation under which a reply is kept and from which a follow-up inherits: a thread, a channel of a direct
   * message. With it the reply is kept and gets an `id`; without it nothing is kept.
   */
  readonly thread?: string;
}

/** Runs a request to its reply. Never rejects: what goes wrong is a `failure` reply. */
export type Run = (request: Request) => Promise<Reply>;
