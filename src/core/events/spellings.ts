import type { AliasTable } from '../article/alias-table.js';
import type { Name } from '../article/article.js';
import { foldText } from '../article/fold.js';

/** The spellings of names, with those that the alias file adds. */
export class Spellings {
  readonly #table: AliasTable;
  /** Folded spelling -> its group; made at the first use. */
  #groups: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(table: AliasTable) {
    this.#table = table;
  }

  /** All spellings of a name, folded, each once. */
  of({ name, aliases }: Name): readonly string[] {
    this.#groups ??= new Map(
      this.#table.names.flatMap((group) => {
        const folded = group.map(foldText);
        return folded.map((spelling) => [spelling, folded] as const);
      }),
    );
    const found = new Set<string>();
    for (const spelling of [name, ...aliases].map(foldText)) {
      found.add(spelling);
      for (const other of this.#groups.get(spelling) ?? []) found.add(other);
    }
    return [...found];
  }
}
