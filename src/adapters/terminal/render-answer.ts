import type { AnswerReply, AnswerSentence, ArticleMention, Citation, FeatureEvidence } from '../../core/reply.js';
import { toDayText } from '../../core/wording.js';
import { joinBlocks, type Page, renderMentions, toOrigin } from './page.js';
import { renderUnderstood } from './render-understood.js';
import { toSafeAddress, toSafeText } from './safe-text.js';
import { alignTable } from './table.js';

/** How many named sources of one article are listed before "and 2 more". */
const MAX_SOURCES = 4;

/** Further articles listed; a program that wants all of them reads the JSON. */
const MAX_ALSO = 3;

/** The lines of an answer: the quoted sentences, where they stand, and how the question was taken. */
export function renderAnswer(reply: AnswerReply, page: Page): string[] {
  return joinBlocks([
    renderCertainty(reply, page),
    ...renderParts(reply.sentences, page),
    renderSources(reply.citations, page),
    renderAlso(reply.also, page),
    renderUnderstood(reply.understood, page),
    renderExplanation(reply, page),
  ]);
}

/** The numbered sources under a heading; nothing when nothing is quoted. */
export function renderSources(citations: readonly Citation[], page: Page): string[] {
  if (citations.length === 0) return [];
  return [page.style.bold('Sources'), ...citations.flatMap((citation) => renderCitation(citation, page))];
}

function renderCertainty(reply: AnswerReply, page: Page): string[] {
  if (reply.certainty === 'stated') return [];
  const reason = reply.reason === undefined ? '' : ` (${reply.reason.replace(/[.\s]+$/, '')})`;
  return page.lines(`The articles do not state this directly${reason}. The closest passages:`).map(page.style.warning);
}

function renderParts(sentences: readonly AnswerSentence[], page: Page): string[][] {
  const blocks: string[][] = [];
  const hasParts = new Set(sentences.map((sentence) => sentence.part)).size > 1;
  let part: number | undefined;
  for (const sentence of sentences) {
    const lines = renderSentence(sentence, page);
    if (hasParts && sentence.part !== undefined && sentence.part !== part) {
      part = sentence.part;
      lines.unshift(page.style.bold(`Part ${part} of the question`));
    }
    blocks.push(lines);
  }
  return blocks;
}

function renderSentence(sentence: AnswerSentence, page: Page): string[] {
  // The number is set in no-break space so that it is never left alone on a line.
  const lines = page.lines(`“${sentence.text}”\u00a0[${sentence.citation}]`, '  ');
  if (sentence.asOf !== undefined) return [page.style.bold(`As of ${toDayText(toSafeText(sentence.asOf))}`), ...lines];
  if (sentence.role === 'answer') return lines;
  return [page.style.dim('  (the sentence before, for context)'), ...lines.map(page.style.dim)];
}

function renderCitation(citation: Citation, page: Page): string[] {
  const number = `  [${citation.n}] `;
  const indent = ' '.repeat(number.length);
  const [first = '', ...rest] = page.lines(citation.title, number);
  const address = citation.link ?? citation.url;
  const origin = `${toOrigin(citation)}${toSourceNames(citation)}`;
  return [
    page.style.accent(first.slice(0, number.length)) + first.slice(number.length),
    ...rest,
    ...page.lines(origin, indent),
    // An address is left on one line whatever its length, so that a terminal recognises it.
    ...(address === undefined ? [] : [page.style.dim(indent + toSafeAddress(address))]),
    page.style.dim(`${indent}article ${toSafeText(citation.article)}`),
  ];
}

function toSourceNames(citation: Citation): string {
  const names = [...new Set((citation.sources ?? []).map((source) => source.name))].filter(
    (name) => name !== citation.publisher,
  );
  if (names.length === 0) return '';
  const shown = names.length > MAX_SOURCES ? names.slice(0, MAX_SOURCES - 1) : names;
  const more = names.length > shown.length ? `; and ${names.length - shown.length} more` : '';
  return `. Based on: ${shown.join('; ')}${more}`;
}

function renderAlso(also: readonly ArticleMention[], page: Page): string[] {
  if (also.length === 0) return [];
  return [page.style.bold('See also'), ...renderMentions(also.slice(0, MAX_ALSO), page)];
}

function renderExplanation(reply: AnswerReply, page: Page): string[] {
  if (reply.explain === undefined) return [];
  const confidence = `Why these sentences (confidence ${reply.confidence.toFixed(2)})`;
  return joinBlocks([
    [page.style.bold(confidence)],
    ...reply.explain.map((entry) => [
      ...page.lines(`${entry.article}, sentence ${entry.sentence}`, '  '),
      ...renderFeatures(entry.features).map((line) => `    ${line}`),
    ]),
  ]);
}

function renderFeatures(features: readonly FeatureEvidence[]): string[] {
  const total = features.reduce((sum, { value, weight }) => sum + value * weight, 0);
  return alignTable(
    [
      ['feature', 'value', 'weight', 'counts'],
      ...features.map(({ name, value, weight }) => [
        toSafeText(name),
        value.toFixed(3),
        weight.toFixed(3),
        (value * weight).toFixed(3),
      ]),
      ['sum', '', '', total.toFixed(3)],
    ],
    [1, 2, 3],
  );
}
