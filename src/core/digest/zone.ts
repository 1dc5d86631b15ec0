/** Zones that people choose from: the names of the tz database, as this machine knows them, and UTC. */
function listZones(): readonly string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
}

/**
 * The IANA time zone that somebody typed, in the tz database's spelling where that is known.
 *
 * @returns undefined for what is none: a bare offset such as +02:00 is none, since it has no summer time
 * @example toZone('europe/paris') // 'Europe/Paris'
 */
export function toZone(typed: string): string | undefined {
  const wanted = typed.trim().replaceAll(' ', '_');
  if (!/^[a-z]/i.test(wanted)) return undefined;
  const known = listZones().find((zone) => zone.toLowerCase() === wanted.toLowerCase());
  if (known !== undefined) return known;
  try {
    new Intl.DateTimeFormat('en', { timeZone: wanted });
    return wanted;
  } catch {
    return undefined;
  }
}

/**
 * Zones that somebody may mean who typed the beginning of one of their words, those that begin so first.
 *
 * @param prefix  as typed so far; empty gives the first ones
 * @param limit  at most this many
 * @example findZones('paris', 25) // ['Europe/Paris']
 */
export function findZones(prefix: string, limit: number): readonly string[] {
  const typed = prefix.trim().toLowerCase().replaceAll(' ', '_');
  const zones = listZones();
  const begins = zones.filter((zone) => zone.toLowerCase().startsWith(typed));
  const holds = zones.filter((zone) => new RegExp(`[/_-]${escapeExpression(typed)}`).test(zone.toLowerCase()));
  return [...new Set([...begins, ...holds])].slice(0, limit);
}

function escapeExpression(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The local day and time of an instant.
 *
 * @param zone  an IANA time zone
 * @param at  milliseconds since 1970 in UTC
 * @returns `day` as `YYYY-MM-DD`, `hour` and `minute` as numbers
 */
export function toLocalTime(
  zone: string,
  at: number,
): { readonly day: string; readonly hour: number; readonly minute: number } {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    hour: Number(parts.hour),
    minute: Number(parts.minute),
  };
}
