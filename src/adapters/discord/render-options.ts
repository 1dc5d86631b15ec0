/** How a reply is shown. */
export interface RenderOptions {
  /** Counted from 0; of replies that take more than one message. */
  readonly page?: number;
  /** Only the asker sees it: it can be shown to the others by a button. */
  readonly isPrivate?: boolean;
  /** Says what was asked, where the question does not stand above the answer. */
  readonly showsQuestion?: boolean;
  /** The id of the person who shows it to the others. */
  readonly sharedBy?: string;
  /** Where articles can be read on the web; with or without a slash at its end. */
  readonly publicUrl?: string;
}
