// Limits of Discord, each with the page of its documentation (https://docs.discord.com/developers/) that states it.
// Lengths are counted in UTF-16 code units, which is never less than what Discord counts.

/** Characters over all text displays of a message; no page yet, see discord-api-docs pull request 8562. */
export const MAX_TEXT = 4_000;
/**
 * Bytes of UTF-8 over all text displays, 12 more for each. Discord fails with HTTP 500 above about 10,170
 * (discord-api-docs issue 8554); a margin is left because nothing documents it.
 */
export const MAX_BYTES = 9_500;
/** What each text display adds to these bytes. */
export const BYTES_OF_A_DISPLAY = 12;
/** Components of a message, nested ones among them (components/reference). */
export const MAX_COMPONENTS = 40;
/** Buttons of one row (components/reference#action-row). */
export const MAX_ROW_BUTTONS = 5;
/** Label of a button (components/reference#button). */
export const MAX_BUTTON_LABEL = 80;
/** Address of a button that opens a page (components/reference#button). */
export const MAX_URL = 512;
/** `custom_id` of a button, a select or a modal (components/reference#custom-id). */
export const MAX_CUSTOM_ID = 100;
/** Options of a select, and each of their texts (components/reference#string-select). */
export const MAX_OPTIONS = 25;
export const MAX_OPTION_TEXT = 100;
/** Placeholder of a select (components/reference#string-select). */
export const MAX_PLACEHOLDER = 150;
/** Choices of an autocompletion, and their name and value (interactions/application-commands). */
export const MAX_CHOICES = 25;
export const MAX_CHOICE_TEXT = 100;
/** Description of a command or an option (interactions/application-commands). */
export const MAX_DESCRIPTION = 100;
/** Description of an attachment, read out in its place (resources/message#attachment-object). */
export const MAX_ALT_TEXT = 1_024;
/** `nonce` of a message (resources/message#create-message). */
export const MAX_NONCE = 25;
/** Messages that one call reads (resources/message#get-channel-messages). */
export const MAX_MESSAGES = 100;
/** Archived threads that one call lists (resources/channel#list-public-archived-threads). */
export const MAX_THREADS = 100;
/** Title of a post of a forum (resources/channel#start-thread-in-forum-or-media-channel). */
export const MAX_POST_TITLE = 100;
/** What somebody may write into a field of a modal; Discord's own limit is 4000, ours is what is kept. */
export const MAX_REASON = 1_000;
/** Until an interaction must be answered or deferred (interactions/receiving-and-responding). */
export const FIRST_RESPONSE_MS = 3_000;
/** How long an interaction's token is good for edits and further messages (interactions/receiving-and-responding). */
export const TOKEN_MS = 15 * 60_000;
