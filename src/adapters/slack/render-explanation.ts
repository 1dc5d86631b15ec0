import { toReasons } from '../../core/reasons.js';
import type { FeatureEvidence, Reply } from '../../core/reply.js';
import { bold, context, type Message, paragraph, rich, section, words } from './blocks.js';
import { firstThatFits, toMessage } from './fit.js';
import { toSentencePage } from './pages.js';
import { renderSentence } from './render-reports.js';
import { cutText, toLine } from './text.js';
import { toNotes } from './wording.js';

/** Reasons shown for one sentence: those that weigh most. */
const MAX_REASONS = 5;
const MAX_OPENING = 90;

/** What spoke for and against each sentence of a page, in words, with what it counted. */
export function renderExplanation(reply: Reply, number: number): Message {
  if (reply.kind !== 'answer' || reply.explain === undefined) {
    return renderSentence('Nothing more is known about how this was chosen.');
  }
  const sentences = toSentencePage(reply, number)
    .items.flat()
    .filter(({ role }) => role === 'answer');
  const reasons = sentences.map(({ article, sentence, text, citation }) => ({
    opening: `[${citation}] “${cutText(toLine(text), MAX_OPENING)}”`,
    lines: toReasonLines(
      reply.explain?.find((entry) => entry.article === article && entry.sentence === sentence)?.features,
    ),
  }));
  const notes = [`Confidence ${reply.confidence.toFixed(2)} of 1: the estimated chance that the answer is stated.`];
  const render = (most: number) => [
    section('What counted for each sentence (+) and against it (−):'),
    ...rich(
      reasons.map(({ opening, lines }) =>
        paragraph(bold(opening), words(`\n${lines.slice(0, most).join('\n') || 'nothing in particular'}\n`)),
      ),
    ),
    ...context([...toNotes(reply.understood), ...notes].map((note) => cutText(note, 500))),
  ];
  const text = reasons.flatMap(({ opening, lines }) => [opening, ...lines]).join('\n');
  return toMessage(text, firstThatFits([() => render(MAX_REASONS), () => render(1)]));
}

function toReasonLines(features: readonly FeatureEvidence[] | undefined): string[] {
  return toReasons(features).map(({ sign, about }) => `${sign}  ${toLine(about)}`);
}
