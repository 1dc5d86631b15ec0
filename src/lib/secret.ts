import { inspect } from 'node:util';

const PLACEHOLDER = '[secret]';

/**
 * A value that may be used but not shown: in a log, a JSON text, a template or an error it reads `[secret]`.
 *
 * @example `${new Secret('abc')}` // '[secret]'
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself, for the one call that needs it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return PLACEHOLDER;
  }

  toJSON(): string {
    return PLACEHOLDER;
  }

  [inspect.custom](): string {
    return PLACEHOLDER;
  }
}
