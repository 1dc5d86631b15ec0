import type { Block } from './block-rules.js';
import type { RichElement, RichInline } from './rich-text-rules.js';

/** A piece of what a message or view says, by what Slack makes of it. */
export type Piece =
  | { readonly kind: 'plain' | 'mrkdwn' | 'markdown'; readonly text: string }
  /** A mention in rich text; `target` as in `Pings`. */
  | { readonly kind: 'mention'; readonly target: string; readonly text: string }
  | { readonly kind: 'link'; readonly url: string; readonly text: string };

/** What blocks say, line by line; labels of buttons are not among it. */
export function linesOf(blocks: readonly Block[]): Piece[][] {
  return blocks.flatMap(toLines);
}

/** What a person reads: nothing of it is interpreted. */
export function textOf(blocks: readonly Block[]): string {
  return linesOf(blocks)
    .map((pieces) => pieces.map(({ text }) => text).join(''))
    .join('\n');
}

function toLines(block: Block): Piece[][] {
  switch (block.type) {
    case 'section':
      return [...(block.text === undefined ? [] : [block.text]), ...(block.fields ?? [])].map(toLine);
    case 'header':
      return [toLine(block.text)];
    case 'context':
      return block.elements.map((element) =>
        element.type === 'image' ? [{ kind: 'plain', text: element.alt_text }] : toLine(element),
      );
    case 'image':
      return [...(block.title === undefined ? [] : [toLine(block.title)]), [{ kind: 'plain', text: block.alt_text }]];
    case 'input':
      return [toLine(block.label), ...(block.hint === undefined ? [] : [toLine(block.hint)])];
    case 'markdown':
      return [[{ kind: 'markdown', text: block.text }]];
    case 'rich_text':
      return block.elements.flatMap(toRichLines);
    default:
      return [];
  }
}

function toLine({ type, text }: { readonly type: 'plain_text' | 'mrkdwn'; readonly text: string }): Piece[] {
  return [{ kind: type === 'mrkdwn' ? 'mrkdwn' : 'plain', text }];
}

function toRichLines(element: RichElement): Piece[][] {
  return element.type === 'rich_text_list'
    ? element.elements.map(({ elements }) => elements.map(toPiece))
    : [element.elements.map(toPiece)];
}

function toPiece(part: RichInline): Piece {
  switch (part.type) {
    case 'text':
      return { kind: 'plain', text: part.text };
    case 'link':
      return { kind: 'link', url: part.url, text: part.text ?? part.url };
    case 'emoji':
      return { kind: 'plain', text: `:${part.name}:` };
    case 'date':
      return { kind: 'plain', text: part.fallback ?? part.format };
    case 'channel':
      return { kind: 'plain', text: `<#${part.channel_id}>` };
    case 'user':
      return { kind: 'mention', target: `user:${part.user_id}`, text: `<@${part.user_id}>` };
    case 'usergroup':
      return { kind: 'mention', target: `subteam:${part.usergroup_id}`, text: `<!subteam^${part.usergroup_id}>` };
    case 'broadcast':
      return { kind: 'mention', target: part.range, text: `<!${part.range}>` };
  }
}
