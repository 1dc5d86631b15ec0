import { toReasons } from '../../core/reasons.js';
import type { FeatureEvidence, Reply } from '../../core/reply.js';
import { toNotes } from '../../core/wording.js';
import { COLOR, firstThatFits, type Message, text, toMessage } from './components.js';
import { cutText, escapeLine } from './escape.js';
import { toSentencePage } from './pages.js';
import { renderText } from './render-reports.js';

/** Reasons shown for one sentence: those that weigh most. */
const MAX_REASONS = 5;
const MAX_NOTE = 300;

/** What spoke for and against each sentence of a page, in words, with what it counted. */
export function renderExplanation(reply: Reply, page: number): Message {
  if (reply.kind !== 'answer' || reply.explain === undefined) {
    return renderText('Nothing more is known about how this was chosen.');
  }
  const { explain, confidence } = reply;
  const sentences = toSentencePage(reply, page)
    .items.flat()
    .filter(({ role }) => role === 'answer');
  const reasons = sentences.map(({ article, sentence, citation }) => ({
    place: `**[${citation}], sentence ${sentence}**`,
    lines: toReasonLines(explain.find((entry) => entry.article === article && entry.sentence === sentence)?.features),
  }));
  const notes = [
    ...toNotes(reply.understood),
    `Confidence ${confidence.toFixed(2)} of 1: the estimated chance that the sentences state the answer.`,
  ].map((note) => `-# ${escapeLine(cutText(note, MAX_NOTE))}`);
  return firstThatFits([MAX_REASONS, 1], (most) =>
    toMessage(COLOR.list, [
      ...text('What counted for each sentence (+) and against it (−):'),
      ...reasons.flatMap(({ place, lines }) =>
        text([place, ...(lines.length === 0 ? ['nothing in particular'] : lines.slice(0, most))].join('\n')),
      ),
      ...text(notes.join('\n')),
    ]),
  );
}

function toReasonLines(features: readonly FeatureEvidence[] | undefined): string[] {
  return toReasons(features).map(({ sign, about }) => `${sign} ${escapeLine(about)}`);
}
