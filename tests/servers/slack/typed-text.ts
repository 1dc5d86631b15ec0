/** What Slack's own clients put into a message for people, channels, groups and addresses. */
const TOKEN = /<(?:[@#!][^<>]+|https?:\/\/[^<>]+)>/g;
const ADDRESS = /https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)]/g;

/** A text as Slack stores it when somebody types it: `& < >` as entities, addresses in angle brackets, mentions kept. */
export function toStoredText(typed: string): string {
  const tokens = typed.match(TOKEN) ?? [];
  const parts = typed.split(TOKEN).map((part) => escapeText(part).replace(ADDRESS, '<$&>'));
  return parts.map((part, at) => part + (tokens[at] ?? '')).join('');
}

/** The three characters that Slack sends as entities. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
