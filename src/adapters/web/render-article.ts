import { html } from 'hono/html';
import { toCountText } from '../../core/digest-wording.js';
import { toArticlePath } from '../../core/page-links.js';
import type { ArticleReply } from '../../core/reply.js';
import type { KeptQuestion, StoryOfArticle } from '../../core/web.js';
import { toDayText, toInstantText, toOrigin, toPeriodText } from '../../core/wording.js';
import { type Html, renderAway, renderList, renderSection, renderText } from './html.js';
import { renderMentions } from './render-quotations.js';

/** Other articles of a story that are shown at once. */
const OTHERS = 8;

/** What stands around an article, beside what its reply says. */
interface ArticleSurroundings {
  readonly quotedIn?: readonly KeptQuestion[];
  /** Absent when no other article reports the same event. */
  readonly story?: StoryOfArticle | undefined;
}

/** The page of an article: its text with an anchor at every sentence, what is known of it, and who quoted it. */
export function renderArticle(reply: ArticleReply, { quotedIn = [], story }: ArticleSurroundings = {}): Html {
  const { article } = reply;
  const language = article.language === undefined ? '' : html` lang="${article.language}"`;
  return html`<article class="article">
<header>
<h1 class="headline" dir="auto"${language}>${article.title || 'Untitled'}</h1>
<p class="byline" dir="auto">${toOrigin(article)}${article.author === undefined ? '' : ` · ${article.author}`} ${renderAway(article.url, 'Original')}</p>
</header>
<div class="text"${language}>
${renderParagraphs(reply)}
</div>
</article>
<div class="about">
${renderSection('Sources', 'sources', renderList(article.sources.map(renderSource)))}
${renderSection('The same story', 'story', renderStory(story))}
${renderSection('Changes', 'changes', renderChanges(reply))}
${renderSection('Copies of this text', 'copies', renderCopies(reply))}
${renderSection('Quoted in', 'quoted', renderList(quotedIn.map(renderQuoting)))}
${renderSection('About this article', 'facts', renderFacts(reply))}
</div>`;
}

/** The body as it stands: what lies between two sentences, such as a line break, is kept. */
function renderParagraphs({ article, sentences }: ArticleReply): Html {
  const paragraphs = new Map<number, (typeof sentences)[number][]>();
  for (const sentence of sentences) {
    paragraphs.set(sentence.paragraph, [...(paragraphs.get(sentence.paragraph) ?? []), sentence]);
  }
  if (paragraphs.size === 0) return html`<p class="paragraph" dir="auto">${article.body}</p>`;
  return html`${[...paragraphs.values()].map(
    (own) =>
      html`<p class="paragraph" dir="auto">${own.map((sentence, index) => {
        const before = own[index - 1];
        const gap = before === undefined ? '' : article.body.slice(before.end, sentence.start);
        return html`${gap}<span class="sentence" id="s${sentence.sentence}" data-number="${sentence.sentence}" tabindex="-1">${sentence.text}</span>`;
      })}</p>\n`,
  )}`;
}

function renderSource({ name, url, date }: ArticleReply['article']['sources'][number]): Html {
  return html`${renderText(name)}${date === undefined ? '' : `, ${toDayText(date)}`} ${renderAway(url, 'Open')}`;
}

function renderChanges({ changes = [], revisions }: ArticleReply): Html {
  if (revisions.length < 2 && changes.length === 0) return '';
  const seen = new Map(revisions.map(({ revision, firstSeen }) => [revision, firstSeen]));
  return html`${changes.map(({ from, to, removed, added }) => {
    const at = seen.get(to);
    return html`<h3>Revision <code>${from}</code> to <code>${to}</code>${at === undefined ? '' : `, first seen ${toInstantText(at)}`}</h3>
${removed.length + added.length === 0 ? html`<p>Only white space changed.</p>` : ''}
${removed.map((text) => html`<p class="change"><span class="sign">Removed</span> <del dir="auto">${text}</del></p>`)}
${added.map((text) => html`<p class="change"><span class="sign">Added</span> <ins dir="auto">${text}</ins></p>`)}`;
  })}
${renderList(
  revisions.map(
    ({ revision, firstSeen }) =>
      html`<code>${revision}</code> ${firstSeen === undefined ? '' : `first seen ${toInstantText(firstSeen)}`}`,
  ),
)}`;
}

function renderCopies({ article, copies }: ArticleReply): Html {
  if (copies.length === 0 && article.copyOf === undefined) return '';
  const origin = article.copyOf;
  return html`${origin === undefined ? '' : html`<p>This is a copy of <a href="${toArticlePath(origin)}">${origin}</a>.</p>`}
${renderList(copies.filter((copy) => copy !== origin).map((copy) => html`<a href="${toArticlePath(copy)}">${copy}</a>`))}`;
}

/** Who else reports the event: when, from how many independent sources, and where. */
function renderStory(story: StoryOfArticle | undefined): Html {
  if (story === undefined) return '';
  const { articles, sources, from, to, others } = story;
  const days = from === undefined || to === undefined ? '' : `, ${toPeriodText(from, to)}`;
  const counted = toCountText({ articles, independent: sources.length });
  // Names of sources have commas in them.
  return html`<p>${counted}${days}.</p>
<p class="origin" dir="auto">${sources.join('; ')}</p>
${renderMentions(others.slice(0, OTHERS))}
${
  others.length <= OTHERS
    ? ''
    : html`<details><summary>More articles (${others.length - OTHERS})</summary>${renderMentions(others.slice(OTHERS))}</details>`
}`;
}

function renderQuoting({ id, question, at }: KeptQuestion): Html {
  return html`<a href="/answers/${encodeURIComponent(id)}" dir="auto">${question}</a> <span class="origin">${toInstantText(new Date(at).toISOString())}</span>`;
}

function renderFacts({ article, revisions }: ArticleReply): Html {
  const seen = revisions.at(0)?.firstSeen;
  const facts: readonly (readonly [string, string])[] = [
    ['Published', article.publishedAt === undefined ? '' : toInstantText(article.publishedAt)],
    ['Language', article.language ?? ''],
    ['People', article.people.join(', ')],
    ['Places', article.places.join(', ')],
    ['Organizations', article.organizations.join(', ')],
    ['Topics', article.topics.join(', ')],
    ['Article', article.id],
    ['Revision', article.revision],
    ['First seen', seen === undefined ? '' : toInstantText(seen)],
  ];
  return html`<dl class="facts">${facts.map(([name, value]) =>
    value === '' ? '' : html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>`,
  )}</dl>`;
}
