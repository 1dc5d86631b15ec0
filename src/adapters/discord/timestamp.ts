/**
 * Discord's own form of an instant, which each reader sees in their zone and language.
 *
 * @param style  `f` day and time, `d` day
 * @returns undefined when it is no instant
 */
export function toTimestamp(instant: string, style: 'f' | 'd'): string | undefined {
  const milliseconds = Date.parse(instant);
  return Number.isNaN(milliseconds) ? undefined : `<t:${Math.floor(milliseconds / 1000)}:${style}>`;
}
