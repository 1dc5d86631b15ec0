/** Conditions may depend on what a bot does by itself, of which the server hears nothing. */
const LOOK_EVERY_MS = 25;

/** Wakes those who wait for a condition: at once when something in the server has changed, else a little later. */
export class Changes {
  readonly #limitMs: number;
  readonly #waiting = new Set<() => void>();

  /** @param limitMs  how long a wait may last before it fails */
  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  /** Lets all who wait look at their condition again. */
  notify(): void {
    for (const look of [...this.#waiting]) look();
  }

  /**
   * Waits until `condition` gives something other than undefined or false, and gives that.
   *
   * @param what  named in the error when the limit has passed
   * @throws {Error} after the limit, or whatever the condition itself throws
   */
  until<T>(condition: () => T | undefined | false, what: string, limitMs = this.#limitMs): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        clearInterval(looking);
        this.#waiting.delete(look);
      };
      const look = () => {
        try {
          const result = condition();
          if (result === undefined || result === false) return;
          stop();
          resolve(result);
        } catch (error) {
          stop();
          reject(error);
        }
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`Waited ${limitMs} ms in vain for ${what}.`));
      }, limitMs);
      const looking = setInterval(() => look(), LOOK_EVERY_MS);
      this.#waiting.add(look);
      look();
    });
  }
}
