/** Bounds of what is waited for and taken in. */
export interface WebLimits {
  /** From the lookup of the name to the connection, TLS included; default 10 s. */
  readonly connectTimeoutMs: number;
  /** From the request to the last header of the answer; default 15 s. */
  readonly headersTimeoutMs: number;
  /** Longest silence within a body; default 15 s. */
  readonly stallTimeoutMs: number;
  /** All requests for one address together, redirects included, waiting for the host's turn not counted; default 60 s. */
  readonly totalTimeoutMs: number;
  /** Bytes of a body as they are sent; default 10 MiB. */
  readonly maxPackedBytes: number;
  /** Bytes of a body once it is unpacked; default 20 MiB. */
  readonly maxUnpackedBytes: number;
  /** Default 5, as many as RFC 9309 wants followed. */
  readonly maxRedirects: number;
  /** Pause between two requests to one host; default 0.5 s. A `Crawl-delay` makes it longer for pages. */
  readonly pauseMs: number;
}

const MEBIBYTE = 1024 * 1024;

/** The limits where nothing else is asked for. */
export const DEFAULT_LIMITS: WebLimits = {
  connectTimeoutMs: 10_000,
  headersTimeoutMs: 15_000,
  stallTimeoutMs: 15_000,
  totalTimeoutMs: 60_000,
  maxPackedBytes: 10 * MEBIBYTE,
  maxUnpackedBytes: 20 * MEBIBYTE,
  maxRedirects: 5,
  pauseMs: 500,
};
