import type { Block } from './block-rules.js';
import { linesOf, type Piece } from './parts.js';

/** What a message says, as far as pings and previews go. */
interface Content {
  /** Markup, unless the blocks stand in its place; Slack uses it in notifications all the same. */
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Whether Slack makes links of names and words by itself (`parse: full`, `link_names`). */
  readonly linksNames: boolean;
}

const MENTION = /<(?:!(channel|here|everyone|group)|!subteam\^([A-Z\d]+)|@([A-Z\d]+))(?:\|[^>]*)?>/gi;
const BROADCAST_WORD = /(?<![\w.])@(channel|here|everyone)\b/gi;
const ADDRESS = /https?:\/\/\S/i;

/**
 * Whom a message would notify: `channel`, `here`, `everyone`, `subteam:S…`, `user:U…`, each once. Code is no
 * protection, and what would depend on a setting of the workspace counts.
 */
export function findPings({ text, blocks, linksNames }: Content): string[] {
  const found = piecesOf(text, blocks).flatMap((piece) => {
    if (piece.kind === 'mention') return [piece.target];
    if (piece.kind === 'plain' || piece.kind === 'link') return [];
    const words = linksNames || piece.kind === 'markdown' ? [...piece.text.matchAll(BROADCAST_WORD)] : [];
    return [
      ...[...piece.text.matchAll(MENTION)].map(([, range, group, user]) => toTarget(range, group, user)),
      ...words.map(([, range = '']) => range.toLowerCase()),
    ];
  });
  return [...new Set(found)];
}

/** Whether there is an address of which Slack could show a preview. */
export function hasLink(text: string, blocks: readonly Block[]): boolean {
  return piecesOf(text, blocks).some(
    (piece) => piece.kind === 'link' || (piece.kind !== 'plain' && ADDRESS.test(piece.text)),
  );
}

function piecesOf(text: string, blocks: readonly Block[]): Piece[] {
  return [{ kind: 'mrkdwn', text }, ...linesOf(blocks).flat()];
}

function toTarget(range: string | undefined, group: string | undefined, user: string | undefined): string {
  if (group !== undefined) return `subteam:${group}`;
  if (user !== undefined) return `user:${user}`;
  const name = range?.toLowerCase() ?? '';
  return name === 'group' ? 'channel' : name;
}
