import { toAnswerFileName, toAnswerMarkdown } from '../../core/answer-markdown.js';
import type { Reply } from '../../core/reply.js';
import { COLOR, file, type Message, text, toMessage } from './components.js';
import { toShown } from './escape.js';
import { renderText } from './render-reports.js';
import { toReadingAddress } from './sources.js';

/** The citation pack of an answer: a message with a Markdown file that has every sentence and its exact place. */
export function renderExport(reply: Reply, publicUrl: string | undefined): Message {
  if (reply.kind !== 'answer') return renderText('Only an answer that quotes sentences can be exported.');
  const pack = {
    name: toAnswerFileName(reply, 'md'),
    content: toAnswerMarkdown(reply, { toShown, addressOf: (citation) => toReadingAddress(citation, publicUrl) }),
    description: 'The answer with its citations',
  };
  return toMessage(COLOR.list, [...text('Every sentence with its exact place, as Markdown:'), file(pack)], [pack]);
}
