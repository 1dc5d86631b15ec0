import { foldText } from '../core/article/fold.js';
import { toTextKey } from '../core/article/identity.js';

type Text = { readonly body: string; readonly publisher?: string };

/**
 * Texts that are at hand, for finding the same one again. What another publisher prints word for word is a copy, and an
 * article of its own; where one of the two names no publisher, they are taken for the same.
 */
export class KnownTexts<Owner> {
  readonly #owners = new Map<string, { readonly publisher: string | undefined; readonly owner: Owner }[]>();

  /** Takes a text in. */
  add(text: Text, owner: Owner): void {
    const key = toTextKey(text.body);
    const owners = this.#owners.get(key);
    const entry = { publisher: toPublisher(text), owner };
    if (owners === undefined) this.#owners.set(key, [entry]);
    else owners.push(entry);
  }

  /** Forgets a text of an owner; does nothing when it is unknown. */
  remove(text: Text, owner: Owner): void {
    const key = toTextKey(text.body);
    const rest = (this.#owners.get(key) ?? []).filter((entry) => entry.owner !== owner);
    if (rest.length === 0) this.#owners.delete(key);
    else this.#owners.set(key, rest);
  }

  /** Whose the same text is, the first that was taken in; undefined for a new one. */
  find(text: Text): Owner | undefined {
    const publisher = toPublisher(text);
    return this.#owners
      .get(toTextKey(text.body))
      ?.find((entry) => entry.publisher === undefined || publisher === undefined || entry.publisher === publisher)
      ?.owner;
  }
}

function toPublisher({ publisher }: Text): string | undefined {
  return publisher === undefined ? undefined : foldText(publisher);
}
