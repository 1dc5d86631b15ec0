import type { Token } from '../../src/core/article/tokens.js';

const HASHES = 64;
const BANDS = 16;
const ROWS = HASHES / BANDS;
const RUN = 3;
/** Share of equal values from which on two texts count as copies. */
const LEAST_EQUAL = 0.5;

/** The textbook way to find near duplicates, as the rival: 64 minimal hashes of the runs of three words. */
export function toMinHash(tokens: readonly Token[]): Uint32Array {
  const words = tokens.map(({ folded }) => {
    let hash = 0x811c9dc5;
    for (let at = 0; at < folded.length; at += 1) hash = Math.imul(hash ^ folded.charCodeAt(at), 0x01000193);
    return hash >>> 0;
  });
  const least = new Uint32Array(HASHES).fill(0xffffffff);
  for (let at = 0; at + RUN <= words.length; at += 1) {
    let run = 0;
    for (let next = at; next < at + RUN; next += 1) run = mix(run ^ (words[next] ?? 0));
    for (let which = 0; which < HASHES; which += 1) {
      const hash = mix(run ^ Math.imul(which + 1, 0x9e3779b1));
      if (hash < (least[which] ?? 0)) least[which] = hash;
    }
  }
  return least;
}

/** Whether two texts fall into one of 16 bands together and are then alike enough. */
export function areNearDuplicates(a: Uint32Array, b: Uint32Array): boolean {
  const equal = Array.from(a, (hash, at) => hash === b[at]);
  const shareBand = Array.from({ length: BANDS }, (_, band) => band * ROWS).some((from) =>
    equal.slice(from, from + ROWS).every(Boolean),
  );
  return shareBand && equal.filter(Boolean).length / HASHES >= LEAST_EQUAL;
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
