/**
 * Limits of Slack, in characters unless said otherwise. Sources: the Block Kit reference
 * (https://docs.slack.dev/reference/block-kit/blocks) and the method pages (https://docs.slack.dev/reference/methods).
 */

/**
 * Bytes that the blocks of one message may take as JSON. Slack documents no such limit; it refuses messages from about
 * 13,200 characters on as `msg_blocks_too_long` (https://github.com/slackapi/bolt-js/issues/2509) and does not say how it
 * counts, so bytes are counted, of which there are never fewer than characters.
 */
export const MAX_MESSAGE_BYTES = 12_500;

/**
 * The same for a digest. It has several times the blocks of an answer, to each of which Slack adds an id, and messages with
 * much structure were refused from 11,341 characters on (https://github.com/slackapi/bolt-js/issues/2867).
 */
export const MAX_DIGEST_BYTES = 10_800;

/** The same for the blocks of a modal or of the Home tab: nothing larger was tried. */
export const MAX_VIEW_BYTES = 12_500;

/** Text beside the blocks, for notifications and screen readers: 4,000 are advised, 40,000 are cut (chat.postMessage). */
export const MAX_FALLBACK = 3_000;

/** A plain text in a section or context block. */
export const MAX_TEXT = 3_000;

/** The text of a header block. */
export const MAX_HEADER = 150;

/** The label of a button. */
export const MAX_BUTTON = 75;

/** The text of an option of a menu. Its value may have 150 characters. */
export const MAX_OPTION = 75;

/** The texts of a dialog that asks before something is done. */
export const MAX_CONFIRM_TITLE = 100;
export const MAX_CONFIRM_TEXT = 300;
export const MAX_CONFIRM_BUTTON = 30;

/** The value that comes back with a pressed button. */
export const MAX_VALUE = 2_000;

/** The address behind a link. Slack states 3,000 for buttons and nothing for links in rich text. */
export const MAX_URL = 2_000;

/** The title of a modal. */
export const MAX_MODAL_TITLE = 24;

/** What may be written into the field of a modal; the core keeps 1,000. */
export const MAX_REASON = 1_000;

/** Prompts that are suggested in the agent view (assistant.threads.setSuggestedPrompts). */
export const MAX_PROMPTS = 4;
