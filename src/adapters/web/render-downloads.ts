import { html } from 'hono/html';
import { EXPORT_FORMS } from './export.js';
import type { Html } from './html.js';

const FORM_NAMES = { md: 'Markdown', csv: 'CSV', json: 'JSON' } as const;

/**
 * Links to the files in which something can be taken along.
 *
 * @param path  the address of the files without its ending: `/answers/k7/citations`
 * @param fields  what stands behind it
 */
export function renderDownloads(path: string, fields: [name: string, value: string][]): Html {
  const text = new URLSearchParams(fields).toString();
  const query = text === '' ? '' : `?${text}`;
  return html`<li class="take">Take along: ${EXPORT_FORMS.map((form) => html`<span><a href="${path}.${form}${query}" download data-copy="${FORM_NAMES[form]}">${FORM_NAMES[form]}</a></span>`)}</li>`;
}
