import type { DigestReply } from '../digest-reply.js';
import type { Library } from '../library.js';
import { composeDigest } from './compose.js';
import { toDayBounds } from './schedule.js';

/** More articles than this are published on no day. */
const MAX_OF_DAY = 10_000;

/**
 * The digest of a day: the articles published on it. A story that has earlier articles is an update, as it would be for
 * whoever gets a digest every day; what came later is left out.
 *
 * @param request.day  ISO day; compared with each article's day of publication in the article's own zone
 * @param request.zone  an IANA time zone, in which `from` and `to` are told
 */
export function composeDay(
  library: Library,
  { day, zone, filters }: Pick<DigestReply, 'day' | 'zone'> & { readonly filters: NonNullable<DigestReply['filters']> },
): DigestReply {
  const { from, to } = toDayBounds(day, zone);
  const publishedOn = (id: string): string | undefined => library.get(id)?.article.published;
  return composeDigest(
    {
      library,
      fresh: library.publishedBetween(day, day, MAX_OF_DAY),
      wasTold: (id) => (publishedOn(id) ?? day) < day,
      changed: [],
      isMuted: () => false,
      isKnown: (id) => (publishedOn(id) ?? day) <= day,
    },
    { day, zone, from: new Date(from).toISOString(), to: new Date(to).toISOString(), filters },
  );
}
