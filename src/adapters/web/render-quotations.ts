import { html } from 'hono/html';
import { toArticlePath } from '../../core/page-links.js';
import type { ArticleMention, Citation, Quotation } from '../../core/reply.js';
import { toOrigin, toSourcesText } from '../../core/wording.js';
import { type Html, renderAway, renderList, renderText } from './html.js';

/** How a quoted sentence is shown. */
interface QuotationOptions {
  /** What stands above it; empty for nothing. */
  readonly note?: string;
  /** A class of its own. */
  readonly className?: string;
  /** Its article has another text by now, so that the sentence has no place in it any more. */
  readonly isGone?: boolean;
}

/** A quoted sentence with the way to its place. */
export function renderQuotation(
  { text, article, sentence, citation: number }: Quotation,
  citation: Citation | undefined,
  { note = '', className = '', isGone = false }: QuotationOptions = {},
): Html {
  const origin = citation === undefined ? '' : toOrigin(citation);
  const path = isGone ? `${toArticlePath(article)}#changes` : toArticlePath(article, sentence);
  const place = isGone ? ', what changed' : `, sentence ${sentence} in its place`;
  // The quotation marks come from the style, so that what is copied is the sentence and nothing else.
  return html`<figure class="quotation ${className}">
${note === '' ? '' : html`<p class="note">${note}</p>`}
<blockquote dir="auto">${text}</blockquote>
<figcaption><a href="${path}">[${number}] <bdi>${origin}</bdi><span class="unseen">${place}</span></a></figcaption>
</figure>`;
}

/** Numbered sources, each leading to its first quoted sentence that answers, and to where it was published. */
export function renderSources(
  citations: readonly Citation[],
  quotations: readonly (Quotation & { readonly role?: 'answer' | 'context' })[],
): Html {
  return html`<ol class="sources">${citations.map((citation) => {
    const quoted = quotations.filter((quotation) => quotation.citation === citation.n);
    const first = quoted.find(({ role }) => role !== 'context') ?? quoted[0];
    const based = toSourcesText(citation);
    return html`<li><span class="number" aria-hidden="true">[${citation.n}]</span>
<div><a class="title" href="${toArticlePath(citation.article, first?.sentence)}" dir="auto">${citation.title}</a>
<p class="origin" dir="auto">${toOrigin(citation)}.${based === '' ? '' : ` ${based}.`} ${renderAway(citation.url === undefined ? undefined : (citation.link ?? citation.url), 'Original')}</p></div></li>`;
  })}</ol>`;
}

/** Articles named by title, origin and a link to their page. */
export function renderMentions(mentions: readonly ArticleMention[]): Html {
  return renderList(
    mentions.map(
      (mention) =>
        html`<a href="${toArticlePath(mention.article)}" dir="auto">${mention.title || 'Untitled'}</a> <span class="origin">${renderText(toOrigin(mention))}</span>`,
    ),
  );
}
