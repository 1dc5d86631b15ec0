import type { AnswerReply, AnswerSentence, Citation, Reply } from '../../core/reply.js';
import { toCertaintyText, toDayText, toNotes, toOrigin, toSourcesText } from '../../core/wording.js';
import { COLOR, file, type Message, type OutgoingFile, text, toMessage } from './components.js';
import { escapeMarkdown, toLine, toShown } from './escape.js';
import { renderText } from './render-reports.js';
import { toReadingAddress } from './sources.js';

/** The citation pack of an answer: a message with a Markdown file that has every sentence and its exact place. */
export function renderExport(reply: Reply, publicUrl: string | undefined): Message {
  if (reply.kind !== 'answer') return renderText('Only an answer that quotes sentences can be exported.');
  const pack = toCitationPack(reply, publicUrl);
  return toMessage(COLOR.list, [...text('Every sentence with its exact place, as Markdown:'), file(pack)], [pack]);
}

function toCitationPack(reply: AnswerReply, publicUrl: string | undefined): OutgoingFile {
  const question = escapeMarkdown(toLine(reply.question ?? '')) || 'Answer';
  const notes = toNotes(reply.understood);
  const sections = [
    `# ${question}`,
    escapeMarkdown(toCertaintyText(reply)),
    ...reply.sentences.map(toQuotation),
    '## Sources',
    reply.citations.map((citation) => toSource(citation, publicUrl)).join('\n'),
    ...(reply.also.length === 0
      ? []
      : [
          '## See also',
          reply.also
            .map((mention) => `- ${escapeMarkdown(toLine(`${mention.title}, ${toOrigin(mention)}`))}`)
            .join('\n'),
        ]),
    ...(notes.length === 0
      ? []
      : ['## How the question was taken', notes.map((note) => `- ${escapeMarkdown(toLine(note))}`).join('\n')]),
  ];
  return {
    name: `dateline-${(reply.id ?? 'answer').replace(/[^\w-]/g, '')}.md`,
    content: `${sections.join('\n\n')}\n`,
    description: 'The answer with its citations',
  };
}

/** The sentence, then where it stands: enough to check it by hand. */
function toQuotation(sentence: AnswerSentence): string {
  const notes = [
    ...(sentence.part === undefined ? [] : [`part ${sentence.part} of the question`]),
    ...(sentence.asOf === undefined ? [] : [`as of ${toDayText(sentence.asOf)}`]),
    ...(sentence.role === 'context' ? ['the sentence before, for context'] : []),
    `article ${escapeMarkdown(toLine(sentence.article))}`,
    `revision ${sentence.revision}`,
    `paragraph ${sentence.paragraph}`,
    `sentence ${sentence.sentence}`,
    `characters ${sentence.start} to ${sentence.end}`,
  ];
  const lines = toShown(sentence.text).split('\n').map(escapeMarkdown).join('\n> ');
  return `> “${lines}” [${sentence.citation}]\n>\n> (${notes.join('; ')})`;
}

function toSource(citation: Citation, publicUrl: string | undefined): string {
  const based = toSourcesText(citation);
  const address = toReadingAddress(citation, publicUrl);
  const about = escapeMarkdown(toLine(`${citation.title}, ${toOrigin(citation)}${based === '' ? '' : `. ${based}`}`));
  const link = address === undefined ? '' : ` <${toLine(address).replace(/[<>\s]/g, encodeURIComponent)}>`;
  return `- \\[${citation.n}\\] ${about}${link}`;
}
