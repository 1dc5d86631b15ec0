import { html } from 'hono/html';
import { toDigestTitle } from '../../core/digest-wording.js';
import type { CorpusRange, FailureReply, Reply } from '../../core/reply.js';
import { toRangeText } from '../../core/wording.js';
import { type Asked, toFields, toFollowUp } from './asked.js';
import { type Chip, toChips } from './chips.js';
import type { Html } from './html.js';
import { renderReply } from './render.js';
import { renderDownloads } from './render-downloads.js';
import { FLEETING, KEEPING, renderAskButton, renderAskForm, renderOperators, type Sending } from './render-form.js';
import { renderFailure } from './render-reports.js';

/** Nothing asked yet. */
const NOTHING: Asked = { text: '', filters: {}, isExact: false, after: [], context: [] };

/** The page that asks for a question. */
export function renderFront(range: CorpusRange, examples: readonly string[], sending: Sending): Html {
  return html`<div class="front">
<h1>What do the articles say?</h1>
<p class="lead">Answers are sentences quoted word for word, each with its place in the article. Where the articles do not state it, that is said.</p>
${renderAskForm(NOTHING, sending, { label: 'Your question', id: 'ask', isFirst: true })}
${
  range.articles === 0
    ? html`<p class="empty">There are no articles yet. Put files into the corpus folder, or have a feed read: <code>feed add https://…</code></p>`
    : html`<section aria-labelledby="examples"><h2 id="examples">For instance</h2>
<ul class="examples">${examples.map((text) => html`<li>${renderAskButton({ ...NOTHING, text }, sending, html`<span dir="auto">${text}</span>`, 'example')}</li>`)}</ul></section>
<p class="small">The corpus holds ${toRangeText(range)}</p>`
}
${renderOperators()}
</div>`;
}

/** An answered question. */
export interface Turn {
  readonly reply: Reply;
  readonly asked: Asked;
  /** The kept replies before it in the conversation, oldest first. */
  readonly earlier: readonly Reply[];
  readonly sending: Sending;
  /** What the reader's space can see. */
  readonly corpus: CorpusRange;
  /** The address of the downloads, without their ending and the rest: `/answers/k7/citations`, `/citations`. */
  readonly exports: string;
  /** The reader's judgement was noted a moment ago. */
  readonly isNoted: boolean;
}

/** What a turn is called; empty when nothing was asked. */
export function toTurnTitle(reply: Reply, asked: Asked): string {
  return reply.kind === 'digest' ? toDigestTitle(reply) : reply.question || asked.text;
}

/** The page of an answer, with the conversation before it and the box for what comes next. */
export function renderTurn(turn: Turn): Html {
  const { reply, asked, sending } = turn;
  // What is no question has nothing to follow up.
  const isQuestion = reply.kind === 'answer' || reply.kind === 'no-match';
  const next = isQuestion ? toFollowUp(asked, reply) : NOTHING;
  return html`<div class="turn">
${renderEarlier(turn)}
<h1 class="question" dir="auto" id="question" tabindex="-1">${toTurnTitle(reply, asked) || 'Nothing was asked'}</h1>
${renderChips(toChips(reply, asked, turn.earlier, turn.corpus), sending)}
${renderReply(reply)}
${renderTools(turn)}
<div class="next">
${renderAskForm(next, sending, { label: isQuestion ? 'Ask a follow-up' : 'Your question', id: 'ask' })}
<details class="change"><summary>Change this question</summary>
${renderAskForm(asked, sending, { label: 'The question', id: 'again' })}</details>
</div>
</div>`;
}

/** What went wrong, on a page of its own. */
export function renderFailurePage(failure: FailureReply, heading: string): Html {
  return html`<h1>${heading}</h1>
${renderFailure(failure)}
<p><a href="/">Ask a question</a></p>`;
}

/** How to sign in. */
export function renderSignIn(hasToken: boolean): Html {
  return html`<h1>Sign in</h1>
<p>In Discord or Slack, ask the bot for its <code>status</code> and press “Open the web page”: the link signs you in, once, within 15 minutes. Whoever runs the bot makes one with <code>dateline web</code>.</p>
${
  hasToken
    ? html`<form class="signin" method="post" action="/signin"><label for="token">Or the token of this bot</label>
<div class="box"><input id="token" name="token" type="password" autocomplete="current-password" required maxlength="1000"><button>Sign in</button></div></form>`
    : ''
}`;
}

function renderEarlier({ earlier, asked, sending }: Turn): Html {
  const turns = [
    ...earlier.map(
      (reply) =>
        html`<a href="/answers/${encodeURIComponent(reply.id ?? '')}" dir="auto">${reply.question ?? 'a reply'}</a>`,
    ),
    ...asked.context.map((text) =>
      renderAskButton({ ...NOTHING, text }, sending, html`<span dir="auto">${text}</span>`, 'link'),
    ),
  ];
  if (turns.length === 0) return '';
  return html`<nav class="earlier" aria-label="Earlier in this conversation"><ol>${turns.map((turn) => html`<li>${turn}</li>`)}</ol></nav>`;
}

function renderChips(chips: readonly Chip[], sending: Sending): Html {
  if (chips.length === 0) return '';
  return html`<section class="understood" aria-labelledby="understood"><h2 id="understood">Taken as</h2>
<ul class="chips">${chips.map(({ label, without }) =>
    without === undefined
      ? html`<li><span class="chip"><bdi>${label}</bdi><span class="unseen">: only other words take it away</span></span></li>`
      : html`<li>${renderAskButton(
          without,
          sending,
          html`<bdi>${label}</bdi><span aria-hidden="true"> ×</span><span class="unseen">: ask again without this</span>`,
          'chip',
        )}</li>`,
  )}</ul></section>`;
}

/** What can be done with an answer: take it along, link to it, say whether it helped. */
function renderTools({ reply, asked, exports, isNoted }: Turn): Html {
  const isKept = reply.id !== undefined;
  const isQuoting = reply.kind === 'answer' || reply.kind === 'digest';
  const downloads = isQuoting ? renderDownloads(exports, isKept ? [] : toFields(asked)) : '';
  const link = isKept ? html`<li><a href="/answers/${encodeURIComponent(reply.id ?? '')}">Permanent link</a></li>` : '';
  if (downloads === '' && link === '') return '';
  return html`<ul class="tools" aria-label="This answer">${downloads}${link}${isKept ? html`<li>${renderJudging(reply, asked, isNoted)}</li>` : ''}</ul>`;
}

function renderJudging(reply: Reply, asked: Asked, isNoted: boolean): Html {
  if (isNoted) return html`<span role="status">Noted, thank you.</span>`;
  return html`<form class="inline" method="post" action="/answers/${encodeURIComponent(reply.id ?? '')}/judge">
${asked.after.map((id) => html`<input type="hidden" name="after" value="${id}">`)}
<button class="quiet" name="verdict" value="helpful">Helpful</button> <button class="quiet" name="verdict" value="not-helpful">Not helpful</button></form>`;
}

/** How a viewer's questions are sent. */
export function toSending(keeps: boolean): Sending {
  return keeps ? KEEPING : FLEETING;
}
