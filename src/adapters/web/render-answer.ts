import { html } from 'hono/html';
import { toReasons } from '../../core/reasons.js';
import type { AnswerReply, AnswerSentence, ArticleMention, Citation, NoMatchReply } from '../../core/reply.js';
import { joinWords, toCertaintyText, toDayText, toRangeText } from '../../core/wording.js';
import { type Html, renderList, renderSection } from './html.js';
import { renderMentions, renderQuotation, renderSources } from './render-quotations.js';

/** Sentences that are shown at once; those behind them are folded away. */
const SHOWN = 3;
/** Further articles that are shown at once. */
const ALSO = 3;

/** The card of an answer: how far it can be trusted, the quoted sentences, their sources. */
export function renderAnswer(reply: AnswerReply): Html {
  const [shown, further] = splitSentences(reply.sentences);
  const cited = new Set(shown.map(({ citation }) => citation));
  const sources = reply.citations.filter(({ n }) => cited.has(n));
  const more = reply.citations.filter(({ n }) => !cited.has(n));
  const isStated = reply.certainty === 'stated';
  return html`<div class="card ${reply.certainty}">
<p class="verdict"><strong class="badge">${isStated ? 'Stated' : 'Related'}</strong> <span dir="auto">${toCertaintyText(reply)}</span></p>
${renderSentences(shown, reply)}
${renderSection('Sources', 'sources', renderSources(sources, reply.sentences))}
${renderFurther(further, reply, more)}
${renderSection('See also', 'also', renderAlso(reply.also))}
${renderReasons(reply)}
</div>`;
}

/** Why nothing was found, and what is nearest. */
export function renderNoMatch(reply: NoMatchReply): Html {
  const relax = reply.relax ?? [];
  return html`<div class="card none">
<p class="verdict"><strong class="badge">No match</strong> <span dir="auto">${reply.message}</span></p>
${relax.length === 0 ? '' : html`<p>Articles would match without ${joinWords(relax)}.</p>`}
${renderSection('Nearest articles', 'nearest', renderMentions(reply.nearest))}
<p class="small">The corpus holds ${toRangeText(reply.corpus)}</p>
</div>`;
}

/** The first sentences that answer, with those before them for context; then the rest. All parts of a question count as first. */
function splitSentences(sentences: readonly AnswerSentence[]): [AnswerSentence[], AnswerSentence[]] {
  const parts = new Set(sentences.map(({ part }) => part)).size;
  let answers = 0;
  const first = sentences.findIndex(({ role }) => {
    const isOver = answers >= SHOWN * parts;
    if (role === 'answer') answers += 1;
    return isOver;
  });
  const end = first === -1 ? sentences.length : first;
  return [sentences.slice(0, end), sentences.slice(end)];
}

function renderSentences(sentences: readonly AnswerSentence[], { citations }: AnswerReply): Html {
  const hasParts = new Set(sentences.map(({ part }) => part)).size > 1;
  return html`${sentences.map((sentence) =>
    renderSentence(
      sentence,
      citations.find(({ n }) => n === sentence.citation),
      hasParts,
    ),
  )}`;
}

function renderSentence(sentence: AnswerSentence, citation: Citation | undefined, hasParts: boolean): Html {
  const notes = [
    ...(hasParts && sentence.part !== undefined ? [`Part ${sentence.part} of the question`] : []),
    ...(sentence.asOf === undefined ? [] : [`As of ${toDayText(sentence.asOf)}`]),
    ...(sentence.role === 'context' ? ['The sentence before, for context'] : []),
  ];
  return renderQuotation(sentence, citation, { note: notes.join('. '), className: sentence.role });
}

/** The sentences behind the first ones, with the sources that those do not have. */
function renderFurther(sentences: readonly AnswerSentence[], reply: AnswerReply, sources: readonly Citation[]): Html {
  if (sentences.length === 0) return '';
  return html`<details><summary>More sentences (${sentences.filter(({ role }) => role === 'answer').length})</summary>
<div class="further">${renderSentences(sentences, reply)}${sources.length === 0 ? '' : renderSources(sources, reply.sentences)}</div></details>`;
}

/** A few further articles, and the rest folded away. */
function renderAlso(also: readonly ArticleMention[]): Html {
  if (also.length === 0) return '';
  const rest = also.slice(ALSO);
  return html`${renderMentions(also.slice(0, ALSO))}
${rest.length === 0 ? '' : html`<details><summary>More articles (${rest.length})</summary>${renderMentions(rest)}</details>`}`;
}

function renderReasons({ explain, sentences, confidence }: AnswerReply): Html {
  if (explain === undefined) return '';
  const explained = sentences.filter(({ role }) => role === 'answer').slice(0, SHOWN);
  return html`<details class="reasons"><summary>Why these sentences</summary>
<p>Confidence ${confidence.toFixed(2)} of 1: the estimated chance that the sentences state the answer. What counted for each sentence (+) and against it (−):</p>
${explained.map(({ article, sentence, citation }) => {
  const found = explain.find((entry) => entry.article === article && entry.sentence === sentence);
  const reasons = toReasons(found?.features);
  return html`<p>[${citation}], sentence ${sentence}</p>
${renderList(
  reasons.length === 0
    ? [html`nothing in particular`]
    : reasons.map(({ sign, about }) => html`<span class="sign">${sign}</span> ${about}`),
  'reasons',
)}`;
})}
</details>`;
}
