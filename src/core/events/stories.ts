import type { AliasTable } from '../article/alias-table.js';
import type { AnalysedArticle } from '../article/analyse.js';
import type { Lexicon } from '../article/lexicon.js';
import { linkByAverage } from './link-articles.js';
import { Spellings } from './spellings.js';
import { type Clues, StoryIndex } from './story-index.js';
import { type Rarity, rarityOf, storyLikeness, type WeighedTraits, weighTraits } from './story-likeness.js';
import type { StoryTraits } from './story-traits.js';
import { type Story, tellStory } from './tell-story.js';

export type { Story } from './tell-story.js';

/** Days between the first and the last text of one story, at most. */
const MAX_DAYS = 4;
/** From this likeness on two articles, and on average two groups, report one event. */
const LEAST_LIKENESS = 0.6;
/** Words and names that more articles have than this lead to nobody, */
const MAX_SHARING = 300;
/** nor, in a large corpus, those that a larger share of the articles has. */
const MAX_SHARE = 0.15;
/** More articles than this that are alike, each to another, are looked at with a higher threshold. */
const MAX_ALIKE = 100;
/** By how much the threshold is raised then. */
const STEP = 0.1;
/** No higher than this: so much is shared by reports with nearly the same headline only. */
const MOST_LIKENESS = 1.6;

/** What stories need of the library to which they belong, with the articles of those below it. */
export interface StoryLibrary {
  readonly size: number;
  readonly lexicon: Lexicon;
  readonly aliases: AliasTable;
  get(id: string): AnalysedArticle | undefined;
  copiesOf(id: string): readonly string[];
  representativeOf(id: string): string;
  independentSources(ids: readonly string[]): readonly string[];
}

/** What was found since the articles last changed. */
interface Found {
  readonly changes: number;
  readonly weighed: Map<string, WeighedTraits>;
  /** Id -> those that are like it, with how much. */
  readonly alike: Map<string, ReadonlyMap<string, number>>;
  readonly stories: Map<string, Story>;
}

/**
 * Which of the articles at hand report one event. What is said depends on the articles only, and not on the order in
 * which they came.
 *
 * Texts are grouped, not articles: copies belong to the story of the one that stands for them, whenever they come.
 * Nothing is read before somebody asks, and then only the days around. One that stands on another one sees the articles
 * of both, and the one below knows nothing of it.
 */
export class Stories {
  readonly #library: StoryLibrary;
  readonly #base: Stories | undefined;
  readonly #index: StoryIndex;
  #changes = 0;
  #found: Found | undefined;

  /**
   * @param library  whose articles these are
   * @param base  whose articles belong to stories too, now and later
   */
  constructor(library: StoryLibrary, base?: Stories) {
    this.#library = library;
    this.#base = base;
    this.#index = new StoryIndex(base === undefined ? new Spellings(library.aliases) : base.#index.spellings);
  }

  /** Takes an article in. Its id must be new, here and below. */
  add(analysed: AnalysedArticle): void {
    this.#changes += 1;
    this.#index.add(analysed);
  }

  /** Forgets an article; does nothing for an unknown id. */
  remove(id: string): void {
    this.#changes += 1;
    this.#index.remove(id);
  }

  /** The story of an article; undefined for an unknown id. */
  storyOf(id: string): Story | undefined {
    if (this.#library.get(id) === undefined) return undefined;
    const representative = this.#library.representativeOf(id);
    const { stories } = this.#now();
    if (!stories.has(representative)) this.#findStories(representative);
    return stories.get(representative);
  }

  #now(): Found {
    const changes = this.#allChanges;
    if (this.#found?.changes !== changes) {
      this.#found = { changes, weighed: new Map(), alike: new Map(), stories: new Map() };
    }
    return this.#found;
  }

  #findStories(id: string): void {
    const { stories } = this.#now();
    for (const texts of this.#group(id)) {
      const story = this.#tell(texts);
      for (const text of texts) stories.set(text, story);
    }
  }

  /** The groups of all texts to which a chain leads from this one. */
  #group(id: string): readonly (readonly string[])[] {
    for (let least = LEAST_LIKENESS; least < MOST_LIKENESS; least += STEP) {
      const around = this.#alikeAround(id, least, MAX_ALIKE);
      if (around.size > MAX_ALIKE) continue;
      return linkByAverage([...around], (one, other) => this.#likeness(one, other), least);
    }
    // To compare each with each would take too long, and they hardly differ: only the days are left to part them.
    const around = this.#alikeAround(id, MOST_LIKENESS, Infinity);
    return partByDays([...around], (text) => this.#traitsOf(text)?.day ?? 0);
  }

  /** The texts to which a chain of texts leads, each like the one before; more than `most` are not followed up. */
  #alikeAround(id: string, least: number, most: number): Set<string> {
    const found = new Set([id]);
    for (const each of found) {
      for (const [other, likeness] of this.#alike(each)) if (likeness >= least) found.add(other);
      if (found.size > most) break;
    }
    return found;
  }

  /** The texts that are like this one, without it. */
  #alike(id: string): ReadonlyMap<string, number> {
    const { alike } = this.#now();
    const known = alike.get(id);
    if (known !== undefined) return known;
    const found = new Map<string, number>();
    for (const other of this.#candidates(id)) {
      const likeness = this.#likeness(id, other);
      // Asked last: to find the copies of a text costs more than to compare it.
      if (likeness >= LEAST_LIKENESS && this.#library.representativeOf(other) === other) found.set(other, likeness);
    }
    alike.set(id, found);
    return found;
  }

  /** The texts of the days around to which something rare leads. */
  #candidates(id: string): Set<string> {
    const traits = this.#traitsOf(id);
    const found = new Set<string>();
    if (traits?.day === undefined) return found;
    const { lexicon, size } = this.#library;
    const most = Math.max(MAX_SHARING, MAX_SHARE * size);
    const isRare = (term: number): boolean => lexicon.frequencyOf(term) <= most;
    const clues = {
      title: [...traits.title].filter(isRare),
      head: [...traits.head].filter(isRare),
      names: [...new Set(traits.names.flat())].filter((name) => this.#frequencyOfName(name) <= most),
      language: traits.language,
    };
    for (let near = traits.day - MAX_DAYS; near <= traits.day + MAX_DAYS; near += 1) {
      for (const other of this.#following(near, clues)) found.add(other);
    }
    found.delete(id);
    return found;
  }

  /** Below 0 for texts that may not be in one story: too far apart, or undated. */
  #likeness(one: string, other: string): number {
    const [a, b] = [this.#weigh(one), this.#weigh(other)];
    if (a?.traits.day === undefined || b?.traits.day === undefined) return -1;
    const days = Math.abs(a.traits.day - b.traits.day);
    return days > MAX_DAYS ? -1 : storyLikeness(a, b, days);
  }

  #weigh(id: string): WeighedTraits | undefined {
    const { weighed } = this.#now();
    const known = weighed.get(id);
    if (known !== undefined) return known;
    const traits = this.#traitsOf(id);
    if (traits === undefined) return undefined;
    const found = weighTraits(traits, this.#rarity());
    weighed.set(id, found);
    return found;
  }

  #tell(texts: readonly string[]): Story {
    const library = this.#library;
    return tellStory(
      texts.flatMap((id) => {
        const article = library.get(id)?.article;
        const traits = this.#weigh(id);
        if (article === undefined || traits === undefined) return [];
        const copies = library.copiesOf(id).flatMap((copy) => library.get(copy)?.article ?? []);
        return [{ article, copies, traits }];
      }),
      (ids) => library.independentSources(ids).length,
    );
  }

  #rarity(): Rarity {
    const { size, lexicon } = this.#library;
    return {
      ofTerm: (term) => rarityOf(lexicon.frequencyOf(term), size),
      ofName: (spelling) => rarityOf(this.#frequencyOfName(spelling), size),
    };
  }

  #frequencyOfName(spelling: string): number {
    const own = this.#index.frequencyOfName(spelling);
    return this.#base === undefined ? own : own + this.#base.#frequencyOfName(spelling);
  }

  *#following(day: number, clues: Clues): Iterable<string> {
    if (this.#base !== undefined) yield* this.#base.#following(day, clues);
    yield* this.#index.following(day, clues);
  }

  #traitsOf(id: string): StoryTraits | undefined {
    return this.#index.traitsOf(id) ?? (this.#base === undefined ? undefined : this.#base.#traitsOf(id));
  }

  /** Only ever grows, so that equal numbers mean that nothing has changed, here or below. */
  get #allChanges(): number {
    return this.#changes + (this.#base === undefined ? 0 : this.#base.#allChanges);
  }
}

/** Groups of at most `MAX_DAYS` between their days, each from the first day that is left. */
function partByDays(ids: readonly string[], dayOf: (id: string) => number): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let first = -Infinity;
  for (const id of [...ids].sort((a, b) => dayOf(a) - dayOf(b))) {
    const last = groups.at(-1);
    if (last !== undefined && dayOf(id) - first <= MAX_DAYS) last.push(id);
    else {
      first = dayOf(id);
      groups.push([id]);
    }
  }
  return groups;
}
