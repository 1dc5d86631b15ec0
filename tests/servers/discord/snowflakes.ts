const DISCORD_EPOCH_MS = 1_420_070_400_000n;
const TIME_SHIFT = 22n;

/**
 * Ids as Discord makes them: the time is in their upper bits, so libraries read the age of a message from its id. Each
 * is higher than the one before, also within a millisecond and when the clock goes back.
 */
export function createSnowflakes(now: () => number): () => string {
  let last = 0n;
  return () => {
    const earliest = (BigInt(Math.trunc(now())) - DISCORD_EPOCH_MS) << TIME_SHIFT;
    last = earliest > last ? earliest : last + 1n;
    return last.toString();
  };
}
