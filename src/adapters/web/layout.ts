import { html } from 'hono/html';
import type { Viewer } from './access.js';
import { ASSETS } from './assets.js';
import type { Html } from './html.js';

/** The pages of the navigation. */
export type PageName = 'ask' | 'digest' | 'status';

/** What stands around the content of every page. */
export interface Frame {
  readonly title: string;
  readonly viewer: Viewer;
  readonly current?: PageName | undefined;
}

const NAME = 'Dateline';

/** A whole page. */
export function renderPage({ title, viewer, current }: Frame, content: Html): Html {
  const link = (path: string, text: string, isCurrent: boolean) =>
    html`<li><a class="page" href="${path}"${isCurrent ? html` aria-current="page"` : ''}>${text}</a></li>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title === NAME ? NAME : `${title} · ${NAME}`}</title>
<link rel="icon" href="${ASSETS.icon.path}" type="image/svg+xml">
<link rel="stylesheet" href="${ASSETS.style.path}">
<script type="module" src="${ASSETS.enhance.path}"></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="masthead">
<a class="name" href="/">${NAME}<span aria-hidden="true"> —</span></a>
<nav aria-label="Pages"><ul>
${link('/', 'Ask', current === 'ask')}
${link('/digest', 'Digest', current === 'digest')}
${viewer.isMember ? link('/status', 'Status', current === 'status') : link('/signin', 'Sign in', false)}
${viewer.by === 'session' ? html`<li><form method="post" action="/signout"><button class="quiet">Sign out</button></form></li>` : ''}
</ul></nav>
</header>
<main id="main" tabindex="-1">
${content}
</main>
<footer><p>Every quoted sentence stands word for word in an article. Whether it states the answer is an estimate: read it in its place.</p></footer>
<p class="unseen" id="live" role="status" aria-live="polite"></p>
</body>
</html>`;
}
