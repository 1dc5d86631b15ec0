import { FEATURES } from '../../core/answer/features.js';
import type { FeatureEvidence, Reply } from '../../core/reply.js';
import { toNotes } from '../../core/wording.js';
import { COLOR, firstThatFits, type Message, text, toMessage } from './components.js';
import { cutText, escapeLine } from './escape.js';
import { toSentencePage } from './pages.js';
import { renderText } from './render-reports.js';

/** Reasons shown for one sentence: those that weigh most. */
const MAX_REASONS = 5;
const MAX_NOTE = 300;

const ABOUT: ReadonlyMap<string, string> = new Map(FEATURES.map(({ name, about }) => [name, about]));

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
    lines: toReasons(explain.find((entry) => entry.article === article && entry.sentence === sentence)?.features),
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

function toReasons(features: readonly FeatureEvidence[] = []): string[] {
  return features
    .map(({ name, value, weight }) => ({ counts: value * weight, about: ABOUT.get(name) ?? name }))
    .filter(({ counts }) => Math.abs(counts) >= 0.005)
    .sort((a, b) => Math.abs(b.counts) - Math.abs(a.counts))
    .slice(0, MAX_REASONS)
    .map(({ counts, about }) => `${counts < 0 ? '−' : '+'}${Math.abs(counts).toFixed(2)} ${escapeLine(about)}`);
}
