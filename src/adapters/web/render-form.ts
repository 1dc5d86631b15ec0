import { html } from 'hono/html';
import { type Asked, FILTER_NAMES, toFields } from './asked.js';
import type { Html } from './html.js';

/** How a question is sent: kept under an address of its own, or answered at once and forgotten. */
export interface Sending {
  readonly method: 'get' | 'post';
  readonly action: string;
}

/** Where answers are kept. */
export const KEEPING: Sending = { method: 'post', action: '/ask' };
/** Where nothing is kept: the address alone says what was asked. */
export const FLEETING: Sending = { method: 'get', action: '/' };

const LABELS: Readonly<Record<(typeof FILTER_NAMES)[number], string>> = {
  since: 'Since',
  until: 'Until',
  publisher: 'Publisher',
  topic: 'Topic',
  place: 'Place',
  person: 'Person',
};

const HINTS: Readonly<Partial<Record<string, string>>> = { since: '2023-10 or 2023-10-07', until: '2023-10-31' };

/** The longest question that is answered, in characters. */
const MAX_CHARS = 2_000;

/** The form with the question box and the filters. */
export function renderAskForm(
  asked: Asked,
  sending: Sending,
  { label, id, isFirst = false }: { readonly label: string; readonly id: string; readonly isFirst?: boolean },
): Html {
  const kept = toFields({ ...asked, text: '', filters: {}, isExact: false }).filter(([name]) => name !== 'q');
  const hasFilters = Object.keys(asked.filters).length > 0 || asked.isExact;
  return html`<form class="ask" method="${sending.method}" action="${sending.action}" role="search" aria-labelledby="${id}-label" data-enhance>
<label id="${id}-label" for="${id}">${label}</label>
<div class="box">
<input id="${id}" name="q" value="${asked.text}" maxlength="${MAX_CHARS}" dir="auto" autocomplete="off" spellcheck="true" enterkeyhint="search" list="${id}-complete" data-complete="text" aria-describedby="${id}-hint"${isFirst ? html` autofocus` : ''}>
<datalist id="${id}-complete"></datalist>
<button>Ask</button>
</div>
<p class="hint" id="${id}-hint">In your own words. <code>person:</code> <code>place:</code> <code>since:</code> and <code>"exact words"</code> narrow it.</p>
${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<details class="filters"${hasFilters ? html` open` : ''}>
<summary>Filters</summary>
<div class="fields">
${FILTER_NAMES.map((name) => renderFilterField(name, asked.filters[name] ?? '', id))}
</div>
<p class="check"><input type="checkbox" id="${id}-exact" name="exact" value="1"${asked.isExact ? html` checked` : ''}> <label for="${id}-exact">Exactly as typed: no correction of spelling, no other spellings of names</label></p>
</details>
</form>`;
}

/** One filter as a field, completed while somebody types; `id` is the one of its form. */
export function renderFilterField(name: (typeof FILTER_NAMES)[number], value: string, id: string): Html {
  const field = `${id}-${name}`;
  const isDay = name === 'since' || name === 'until';
  const list = isDay ? '' : html` list="${field}-complete" data-complete="${name}"`;
  return html`<p><label for="${field}">${LABELS[name]}</label>
<input id="${field}" name="${name}" value="${value}" maxlength="200" autocomplete="off"${isDay ? '' : html` dir="auto"`} placeholder="${HINTS[name] ?? ''}"${list}>
${isDay ? '' : html`<datalist id="${field}-complete"></datalist>`}</p>`;
}

/** A button that asks something else. */
export function renderAskButton(asked: Asked, sending: Sending, content: Html, className: string): Html {
  return html`<form class="inline" method="${sending.method}" action="${sending.action}" data-enhance>
${toFields(asked).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button class="${className}">${content}</button>
</form>`;
}

/** The operators, with what each does. */
export function renderOperators(): Html {
  const rows: readonly (readonly [string, string])[] = [
    ['since:2023-10-07', 'only articles from this day on; a month or a year will do: since:2023-11'],
    ['until:2023-10-31', 'only articles up to this day, included'],
    ['on:2023-10-18', 'only articles of this day, month or year'],
    ['publisher:Reuters', 'only articles of this publisher or source'],
    ['topic:aid', 'only articles on this topic'],
    ['place:"Gaza Strip"', 'only articles on this place'],
    ['person:"Zhai Jun"', 'only articles that name this person'],
    ['"position paper"', 'must stand word for word'],
    ['-word', 'must not stand in the article'],
    ['search fuel deliveries', 'lists articles in place of an answer'],
    ['article ID', 'opens the article with that id'],
    ['digest preview 2023-10-21', 'opens the digest of a day'],
    ['?status', 'a question mark in front makes a question of anything'],
  ];
  return html`<details class="help"><summary>How to ask</summary>
<p>A date in the wording (“on 10 October”) ranks and checks; it does not filter. A follow-up takes over what it leaves out.</p>
<dl class="operators">${rows.map(([operator, meaning]) => html`<div><dt><code>${operator}</code></dt><dd>${meaning}</dd></div>`)}</dl>
</details>`;
}
