import { compareText } from '../../lib/compare-text.js';
import { type Citer, createCiter } from '../answer/cite.js';
import type { AnalysedArticle } from '../article/analyse.js';
import type { Article } from '../article/article.js';
import type { DigestReply, DigestStory } from '../digest-reply.js';
import type { Story } from '../events/stories.js';
import { timeOf } from '../events/tell-story.js';
import type { Library } from '../library.js';
import type { Quotation } from '../reply.js';
import { findCorrections } from './corrections.js';
import { pickTold } from './pick-told.js';
import { createWanted, createWasWanted } from './wanted.js';

/** What a digest is made of. */
export interface DigestMaterial {
  readonly library: Library;
  /** Ids of the articles that are new; those that are not at hand are passed over. */
  readonly fresh: Iterable<string>;
  /** Whether an earlier digest told of an article, so that what is new of its story is an update. */
  wasTold(id: string): boolean;
  /** Articles that an earlier digest told of, as their texts were then; only those that have another text now. */
  readonly changed: readonly Article[];
  /** Whether an article belongs to a story of which nothing is to be told. */
  isMuted(id: string): boolean;
  /** False leaves an article out altogether: one that is later than the day that is told of. Default: none is. */
  isKnown?(id: string): boolean;
}

/** What is said beside the stories. */
export type DigestFrame = Omit<DigestReply, 'kind' | 'stories' | 'citations' | 'omitted' | 'filters'> & {
  readonly filters: NonNullable<DigestReply['filters']>;
};

/** A story with what is new of it. */
interface FreshStory {
  readonly story: Story;
  readonly fresh: readonly AnalysedArticle[];
  readonly changed: readonly Article[];
}

/** More stories than this are counted and not told: nobody reads on. */
const MAX_STORIES = 100;
/** Added sentences of a text that was told of before, quoted at most. */
const MAX_ADDED = 2;

/**
 * Makes a digest: what is new, grouped by story; the stories with most independent sources first, of equal ones the newest.
 * Every sentence stands in an article. The same articles give the same digest.
 */
export function composeDigest(material: DigestMaterial, { filters, ...frame }: DigestFrame): DigestReply {
  const { library, isKnown = () => true } = material;
  const stories = gatherStories(material, filters)
    .map((fresh) => ({ ...fresh, members: fresh.story.articles.filter(isKnown) }))
    .map((fresh) => ({ ...fresh, independent: library.independentSources(fresh.members).length, at: newestOf(fresh) }))
    .sort((a, b) => b.independent - a.independent || compareText(b.at, a.at) || compareText(a.story.id, b.story.id));
  const citer = createCiter();
  const told = stories.slice(0, MAX_STORIES).flatMap((fresh): DigestStory[] => {
    const telling = tellStory(fresh, material, citer);
    if (telling === undefined) return [];
    return [
      {
        title: titleOf(fresh, telling.sentences, library),
        articles: fresh.members.length,
        independent: fresh.independent,
        ...telling,
        members: fresh.members.map((article) => ({ article, revision: library.get(article)?.article.revision ?? '' })),
      },
    ];
  });
  const omitted = Math.max(0, stories.length - MAX_STORIES);
  return {
    kind: 'digest',
    ...frame,
    ...(Object.keys(filters).length > 0 && { filters }),
    stories: told,
    citations: citer.citations(),
    ...(omitted > 0 && { omitted }),
  };
}

/** The stories of which something is new, wanted and not muted. */
function gatherStories(material: DigestMaterial, filters: DigestFrame['filters']): FreshStory[] {
  const { library } = material;
  const isWanted = createWanted(filters, library);
  const wasWanted = createWasWanted(filters);
  const stories = new Map<string, { story: Story; fresh: AnalysedArticle[]; changed: Article[] }>();
  const take = (id: string, changed?: Article): void => {
    const analysed = library.get(id);
    const story = library.storyOf(id);
    if (analysed === undefined || story === undefined) return;
    // A correction is told also when it takes away what the channel asked for.
    if (!isWanted(analysed) && (changed === undefined || !wasWanted(changed))) return;
    const known = stories.get(story.id) ?? { story, fresh: [], changed: [] };
    stories.set(story.id, known);
    if (changed === undefined) known.fresh.push(analysed);
    else known.changed.push(changed);
  };
  for (const id of new Set(material.fresh)) take(id);
  for (const article of material.changed) take(article.id, article);
  return [...stories.values()].filter(({ story }) => !story.articles.some((id) => material.isMuted(id)));
}

/** @returns undefined when nothing can be quoted: only a title or white space was changed */
function tellStory(
  { fresh, changed, story, members }: FreshStory & { readonly members: readonly string[] },
  { library, wasTold }: DigestMaterial,
  citer: Citer,
): Pick<DigestStory, 'mark' | 'sentences' | 'changes' | 'removed'> | undefined {
  const wasToldBefore = members.some((id) => wasTold(id));
  const sentences = pickTold(fresh, { story, library, leadsWithNewest: wasToldBefore }).map(({ article, sentence }) =>
    citer.quote(article, sentence),
  );
  const corrections = changed.flatMap((earlier) => {
    const later = library.get(earlier.id)?.article;
    return later === undefined ? [] : [findCorrections(earlier, later, citer)];
  });
  const changes = corrections.flatMap((correction) => correction.changes);
  const removed = corrections.flatMap((correction) => correction.removed);
  const added = corrections.flatMap((correction) => correction.added).slice(0, MAX_ADDED);
  const quoted = sentences.length > 0 ? sentences : added;
  if (quoted.length + changes.length + removed.length === 0) return undefined;
  const isCorrection = changes.length + removed.length > 0;
  return {
    mark: isCorrection ? 'correction' : wasToldBefore || fresh.length === 0 ? 'update' : 'new',
    sentences: quoted,
    ...(changes.length > 0 && { changes }),
    ...(removed.length > 0 && { removed }),
  };
}

/**
 * The title of the article that is quoted first, so that no headline stands above what has overtaken it: of a new story its best
 * article, of an update the newest, else the one that was corrected.
 */
function titleOf({ story, changed }: FreshStory, quoted: readonly Quotation[], library: Library): string {
  const first = quoted[0]?.article ?? changed[0]?.id ?? story.best;
  return library.get(first)?.article.title ?? story.title;
}

function newestOf({ fresh, changed }: FreshStory): string {
  return [...fresh.map(({ article }) => article), ...changed].map(timeOf).sort().at(-1) ?? '';
}
