import { html } from 'hono/html';
import type { DigestReply, DigestStory } from '../../core/digest-reply.js';
import { toCountText, toDigestLines, toMarkText } from '../../core/digest-wording.js';
import { toArticlePath } from '../../core/page-links.js';
import { quotationsOf } from '../../core/quotations.js';
import { type Html, renderSection } from './html.js';
import { renderQuotation, renderSources } from './render-quotations.js';

/** A digest: how much there is, each story with its quotations, and the sources. Its title is left to the page. */
export function renderDigest(reply: DigestReply): Html {
  return html`${toDigestLines(reply).map((line) => html`<p class="amount" dir="auto">${line}</p>`)}
${reply.stories.map((story, at) => renderStory(story, at + 1, reply))}
${reply.citations.length === 0 ? '' : renderSection('Sources', 'sources', renderSources(reply.citations, quotationsOf(reply)))}`;
}

function renderStory(story: DigestStory, number: number, { citations }: DigestReply): Html {
  const { title, mark, sentences, changes = [], removed = [], members, articles } = story;
  const citationOf = (n: number) => citations.find((citation) => citation.n === n);
  const id = `story-${number}`;
  const first = members[0]?.article;
  return html`<section class="card story ${mark}" aria-labelledby="${id}">
<h2 id="${id}"><strong class="badge">${toMarkText(mark)}</strong> <span dir="auto">${title || 'Untitled'}</span></h2>
<p class="origin">${
    articles > 1 && first !== undefined
      ? html`<a href="${toArticlePath(first)}#story">${toCountText(story)}</a>`
      : toCountText(story)
  }</p>
${sentences.map((quotation) => renderQuotation(quotation, citationOf(quotation.citation)))}
${changes.map(
  ({ from, to }) => html`<div class="correction">
${renderQuotation(from, citationOf(from.citation), { note: 'It said', className: 'was', isGone: true })}
${renderQuotation(to, citationOf(to.citation), { note: 'It says now', className: 'now' })}
</div>`,
)}
${removed.map((quotation) =>
  renderQuotation(quotation, citationOf(quotation.citation), {
    note: 'It no longer says',
    className: 'was',
    isGone: true,
  }),
)}
</section>`;
}
