/** An item as its feed gives it, one shape for all formats: texts may hold HTML, nothing is checked. */
export interface RawItem {
  readonly id?: string;
  /** Addresses of the item's page, best first; may be relative to `base`. */
  readonly links: readonly string[];
  readonly title?: string;
  /** What the format calls the whole text. */
  readonly content?: string;
  /** What the format calls a summary or a description. */
  readonly summary?: string;
  /** Best first. */
  readonly dates: readonly string[];
  readonly authors: readonly string[];
  readonly publisher?: string;
  readonly language?: string;
  readonly topics: readonly string[];
  /** Absolute address at which relative ones start. */
  readonly base: string;
}

/** A feed as it is written, one shape for all formats. */
export interface RawFeed {
  readonly title?: string;
  readonly language?: string;
  readonly homepage?: string;
  /** How long the publisher wants a copy to be kept, in milliseconds. */
  readonly ttlMs?: number;
  readonly items: readonly RawItem[];
}

const PERIOD_HOURS: Readonly<Record<string, number>> = {
  hourly: 1,
  daily: 24,
  weekly: 7 * 24,
  monthly: 30 * 24,
  yearly: 365 * 24,
};
const HOUR_MS = 3_600_000;
const MAX_TTL_MS = 365 * 24 * HOUR_MS;

/**
 * How long a feed wants to be left alone, in milliseconds; undefined when it says nothing that makes sense.
 *
 * @param ttlMinutes  of RSS
 * @param period  of the syndication module: `hourly` to `yearly`, default `daily`
 * @param frequency  how often in a period, default 1
 */
export function toTtl(
  ttlMinutes: number | undefined,
  period: string | undefined,
  frequency: number | undefined,
): number | undefined {
  const hours =
    period === undefined && frequency === undefined ? undefined : PERIOD_HOURS[(period ?? 'daily').toLowerCase()];
  const ttlMs =
    ttlMinutes !== undefined && ttlMinutes > 0
      ? ttlMinutes * 60_000
      : hours === undefined
        ? undefined
        : (hours * HOUR_MS) / (frequency !== undefined && frequency > 0 ? frequency : 1);
  return ttlMs === undefined || !Number.isFinite(ttlMs) ? undefined : Math.min(Math.round(ttlMs), MAX_TTL_MS);
}

/** The keys of an object that have a value, as optional keys want them. */
export function present<Fields extends Readonly<Record<string, unknown>>>(
  fields: Fields,
): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };
}
