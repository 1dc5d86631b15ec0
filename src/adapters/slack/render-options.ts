/** How a reply is shown. */
export interface RenderOptions {
  /** Which part of a long reply, from 0; default the first. */
  readonly page?: number;
  /** Whether only the asker sees it: it can then be shared. */
  readonly isPrivate?: boolean;
  /** Whether the question stands above the answer, because it does not stand in the channel. */
  readonly showsQuestion?: boolean;
  /** The name of whoever shared it. */
  readonly sharedBy?: string;
  /** Where articles without an address of their own can be read. */
  readonly publicUrl?: string;
}
