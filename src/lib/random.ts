/**
 * A small seeded generator (mulberry32, by Tommy Ettinger, public domain), for samples that must come out the same on
 * every run. Not for secrets.
 *
 * @param seed  any number; only its lowest 32 bits count
 * @returns a function whose values are spread evenly over [0, 1)
 */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
