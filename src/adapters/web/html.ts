import { html } from 'hono/html';

/** A piece of a page, escaped where it came from outside; `''` for nothing. Made by the tag `html` only. */
export type Html = ReturnType<typeof html> | '';

/**
 * An address from outside that may stand in a link.
 *
 * @returns undefined for what is no address of the web: a script, a file
 */
function toSafeAddress(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  return /^https?:$/.test(new URL(url).protocol) ? url : undefined;
}

/** Pieces in a list, when there are any. */
export function renderList(items: readonly Html[], className = 'plain'): Html {
  return items.length === 0 ? '' : html`<ul class="${className}">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

/** A section with a heading, when it has anything in it. */
export function renderSection(heading: string, id: string, content: Html): Html {
  if (content === '') return '';
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${heading}</h2>
${content}
</section>`;
}

/** A link to another site, which is told nothing of where it was followed. */
export function renderAway(url: string | undefined, text: string): Html {
  const address = toSafeAddress(url);
  if (address === undefined) return '';
  return html`<a class="away" href="${address}" rel="external noreferrer noopener">${text}<span aria-hidden="true"> ↗</span></a>`;
}

/** Text from outside, which keeps its own direction and does not turn what stands around it. */
export function renderText(text: string): Html {
  return html`<bdi>${text}</bdi>`;
}
