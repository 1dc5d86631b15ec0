import { count } from '../../core/wording.js';
import { type Message, shareOf, text, toMessage } from './components.js';

/** The share of a message that a list may take. */
const SHARE = 0.85;

/**
 * Lines of Markdown as far as one message holds them, and how many are left. Outside text in them is escaped already.
 *
 * @param noun  what one of them is
 * @param plural  default with an s
 */
export function renderLines(color: number, lines: readonly string[], noun = 'line', plural = `${noun}s`): Message {
  let share = 0;
  const shown: string[] = [];
  for (const line of lines) {
    share += shareOf(`${line}\n`);
    if (share > SHARE) break;
    shown.push(line);
  }
  const left = lines.length - shown.length;
  return toMessage(
    color,
    text([...shown, ...(left === 0 ? [] : [`-# … and ${count(left, `more ${noun}`, `more ${plural}`)}.`])].join('\n')),
  );
}
