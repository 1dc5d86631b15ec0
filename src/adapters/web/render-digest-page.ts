import { html } from 'hono/html';
import type { DigestReply } from '../../core/digest-reply.js';
import { toDigestTitle } from '../../core/digest-wording.js';
import type { Reply } from '../../core/reply.js';
import { toDayText } from '../../core/wording.js';
import { type AskedDigest, type DigestDays, toDigestFields, toDigestPath } from './digest-request.js';
import type { Html } from './html.js';
import { renderReply } from './render.js';
import { renderDownloads } from './render-downloads.js';
import { renderFilterField } from './render-form.js';

/** A digest with what it was asked for. */
export interface DigestPage {
  readonly reply: DigestReply;
  readonly asked: AskedDigest;
  readonly days: DigestDays;
}

/** The page of a day's digest, with the ways to other days. */
export function renderDigestPage({ reply, asked, days }: DigestPage): Html {
  const isEmpty = reply.stories.length === 0;
  return html`<div class="digest">
<h1 class="question">${toDigestTitle(reply)}</h1>
${renderNote(asked, days)}
${renderDays(asked, days)}
${renderDayForm(asked, days)}
${isEmpty ? renderEmpty(asked, days) : renderReply(reply)}
${isEmpty ? '' : html`<ul class="tools" aria-label="This digest">${renderDownloads('/digest', toDigestFields({ ...asked, day: days.day }))}</ul>`}
${isEmpty ? '' : renderDays(asked, days, ' ')}
</div>`;
}

/** Why there is no digest, with the form to ask for another one. */
export function renderDigestFailure(reply: Reply, asked: AskedDigest, days: DigestDays): Html {
  return html`<h1>Digest</h1>
${renderReply(reply)}
${renderDayForm(asked, days)}`;
}

/** Said to those who named no day, so that nobody takes an old day for today. */
function renderNote({ day }: AskedDigest, { newest, today }: DigestDays): Html {
  if (day !== undefined || newest === undefined || newest === today) return '';
  return html`<p class="note">No article is dated today, ${toDayText(today)}: this is the newest day that has articles.</p>`;
}

/** The days before and after that have articles. */
function renderDays(asked: AskedDigest, { before, after }: DigestDays, end = ''): Html {
  if (before === undefined && after === undefined) return '';
  const link = (day: string, content: Html) => html`<a href="${toDigestPath({ ...asked, day })}">${content}</a>`;
  return html`<nav class="days" aria-label="${end === '' ? 'Other days' : 'Other days, again'}">
${before === undefined ? html`<span></span>` : link(before, html`<span aria-hidden="true">← </span><span class="unseen">Earlier: </span>${toDayText(before)}`)}
${after === undefined ? '' : link(after, html`<span class="unseen">Later: </span>${toDayText(after)}<span aria-hidden="true"> →</span>`)}
</nav>`;
}

const FILTERS = ['topic', 'publisher', 'place', 'person'] as const;

/** A day of choice, with a calendar where the browser has one. */
function renderDayForm(asked: AskedDigest, { day }: DigestDays): Html {
  const isFiltered = FILTERS.some((name) => asked[name] !== undefined);
  return html`<form class="ask day" method="get" action="/digest" aria-label="Digest of another day" data-enhance>
<div class="box">
<label for="day">Day</label>
<input id="day" name="day" type="date" value="${day}" required>
<button>Show</button>
</div>
${asked.zone === undefined ? '' : html`<input type="hidden" name="zone" value="${asked.zone}">`}
<details class="filters"${isFiltered ? html` open` : ''}>
<summary>Filters</summary>
<div class="fields">
${FILTERS.map((name) => renderFilterField(name, asked[name] ?? '', 'digest'))}
</div>
</details>
</form>`;
}

/** What to do where there is nothing. */
function renderEmpty(asked: AskedDigest, { day, today, newest, after }: DigestDays): Html {
  const without = FILTERS.some((name) => asked[name] !== undefined);
  const when = day === today ? `today, ${toDayText(day)}` : toDayText(day);
  const { zone } = asked;
  return html`<div class="card none">
<p class="verdict"><strong class="badge">Nothing</strong> ${without ? `No article of ${when} passes the filters.` : `No article is dated ${when}.`}</p>
${without ? html`<p><a href="${toDigestPath({ day, zone })}">The same day without filters</a></p>` : ''}
${newest === undefined || newest === day ? '' : html`<p>The newest day that has articles is <a href="${toDigestPath({ ...asked, day: newest })}">${toDayText(newest)}</a>.</p>`}
${newest === undefined && after === undefined ? html`<p>There is no article with a date yet. Put files into the corpus folder, or have a feed read: <code>feed add https://…</code></p>` : ''}
</div>`;
}
