import type { AliasTable } from './article/alias-table.js';
import type { Article } from './article/article.js';
import { Library } from './library.js';
import type { CandidateIndex } from './ports.js';

/** Stands for all spaces where one is named. */
const ALL = '*';

/**
 * What each space can see: the shared articles, and on top of them its own. The library of a space knows nothing of
 * those of the others, so whatever a space is told depends on the shared articles and its own only.
 *
 * Under one id a space sees one article: that of the corpus before one shown to all, and that before its own. Its own
 * waits for as long as it must stand back. So what is seen is a matter of what is shown now, and not of the order in
 * which it came.
 */
export class Libraries {
  /** What all can see. The corpus is added here, before anything is shown. */
  readonly shared: Library;
  readonly #createIndex: () => CandidateIndex;
  readonly #shownToAll = new Set<string>();
  /** Space -> id -> what it was shown under that id, seen or waiting. */
  readonly #shown = new Map<string, Map<string, Article>>();
  /** Space -> its library; only for spaces that see articles of their own. */
  readonly #layers = new Map<string, Library>();

  /** @param createIndex  makes an empty index, one for each library */
  constructor(createIndex: () => CandidateIndex, aliases: AliasTable) {
    this.#createIndex = createIndex;
    this.shared = new Library(createIndex(), aliases);
  }

  /** What a space can see: the shared library itself when the space has nothing of its own. */
  of(space: string): Library {
    return this.#layers.get(space) ?? this.shared;
  }

  /**
   * Shows an article to a space, in the place of what the space was shown under its id before.
   *
   * @param space  `*` for all
   * @returns false when the id is taken and the article is not seen: by another text of the corpus or, for a single
   *   space, by another text that is shown to all
   */
  show(article: Article, space: string): boolean {
    if (space === ALL) return this.#showToAll(article);
    const shown = this.#shown.get(space) ?? new Map<string, Article>();
    this.#shown.set(space, shown.set(article.id, article));
    if (this.shared.get(article.id) !== undefined) return this.#isShared(article);
    this.#addTo(space, article);
    return true;
  }

  /**
   * Hides from a space what it was shown under an id; does nothing when it was shown nothing under it.
   *
   * @param space  `*` hides what was shown to all: a space that was shown an article of that id by itself then sees that
   */
  hide(id: string, space: string): void {
    if (space === ALL) {
      this.#hideFromAll(id);
      return;
    }
    const shown = this.#shown.get(space);
    shown?.delete(id);
    if (shown?.size === 0) this.#shown.delete(space);
    this.#removeFrom(space, id);
  }

  #showToAll(article: Article): boolean {
    const isOfCorpus = this.shared.get(article.id) !== undefined && !this.#shownToAll.has(article.id);
    if (isOfCorpus) return this.#isShared(article);
    this.#shownToAll.add(article.id);
    // An id is in one library only: the spaces' own articles make room first.
    for (const space of this.#layers.keys()) this.#removeFrom(space, article.id);
    this.shared.replace(article);
    return true;
  }

  #hideFromAll(id: string): void {
    if (!this.#shownToAll.delete(id)) return;
    this.shared.remove(id);
    for (const [space, shown] of this.#shown) {
      const waiting = shown.get(id);
      if (waiting !== undefined) this.#addTo(space, waiting);
    }
  }

  #isShared({ id, revision }: Article): boolean {
    return this.shared.articleAt(id, revision) !== undefined;
  }

  #addTo(space: string, article: Article): void {
    const layer = this.#layers.get(space) ?? new Library(this.#createIndex(), this.shared.aliases, this.shared);
    this.#layers.set(space, layer);
    layer.replace(article);
  }

  #removeFrom(space: string, id: string): void {
    const layer = this.#layers.get(space);
    layer?.remove(id);
    if (layer?.size === this.shared.size) this.#layers.delete(space);
  }
}
