import { STATUS_CODES } from 'node:http';
import { errors } from 'undici';
import { FetchError } from './fetch-error.js';
import { parseRetryAfter, toWaitText } from './retry-after.js';
import { toShownAddress } from './web-address.js';

type Failure = readonly [message: (host: string) => string, retryable: boolean];

const SILENT: Failure = [(host) => `The server of ${host} does not answer in time. Try again later.`, true];
const NO_WAY: Failure = [(host) => `There is no way to the server of ${host} from here. Check the network.`, true];
const CUT: Failure = [(host) => `The server of ${host} broke the connection off. Try again later.`, true];
const NO_HTTP: Failure = [
  (host) =>
    `What answers at ${host} breaks off or does not speak HTTP as it should. Check the address, or try again later.`,
  true,
];
const NO_TLS: Failure = [
  (host) => `No safe connection to ${host} can be made. Try http:// in place of https://.`,
  false,
];
const UNKNOWN_ISSUER: Failure = [
  (host) =>
    `The certificate of ${host} comes from nobody whom this machine trusts. If it is your own, name its issuer in NODE_EXTRA_CA_CERTS.`,
  false,
];

/** What goes wrong below HTTP, by the code of Node or undici. */
const FAILURES: Readonly<Record<string, Failure>> = {
  ENOTFOUND: [(host) => `The address ${host} does not exist: check its spelling.`, false],
  ENODATA: [(host) => `The address ${host} leads to no server: check its spelling.`, false],
  EAI_AGAIN: [(host) => `The address ${host} cannot be looked up now. Check the network, or try again later.`, true],
  ECONNREFUSED: [(host) => `Nothing answers at ${host}. Check the address, or try again later.`, true],
  ECONNRESET: CUT,
  EPIPE: CUT,
  UND_ERR_SOCKET: CUT,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: CUT,
  ENETUNREACH: NO_WAY,
  EHOSTUNREACH: NO_WAY,
  EADDRNOTAVAIL: NO_WAY,
  ETIMEDOUT: SILENT,
  UND_ERR_CONNECT_TIMEOUT: SILENT,
  UND_ERR_HEADERS_TIMEOUT: SILENT,
  UND_ERR_BODY_TIMEOUT: SILENT,
  UND_ERR_HEADERS_OVERFLOW: NO_HTTP,
  CERT_HAS_EXPIRED: [(host) => `The certificate of ${host} has expired. Tell its operator.`, true],
  ERR_TLS_CERT_ALTNAME_INVALID: [(host) => `The certificate of ${host} is for another host. Check the address.`, false],
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_ISSUER,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_ISSUER,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_ISSUER,
  EPROTO: NO_TLS,
};

/**
 * A failure of a request as one of ours. An error that is no failure of the network comes back as it is.
 *
 * @param url  what was asked for
 */
export function toFetchError(error: unknown, { host }: URL): unknown {
  if (error instanceof FetchError || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  const [toMessage, retryable] = FAILURES[code] ?? toFailureOfKind(error, code);
  return new FetchError('unreachable', toMessage(host), { cause: error, retryable });
}

function toFailureOfKind(error: Error, code: string): Failure {
  if (error instanceof errors.HTTPParserError) return NO_HTTP;
  if (code.startsWith('ERR_SSL_')) return NO_TLS;
  return [(host) => `The server of ${host} cannot be reached (${code}). Try again later.`, true];
}

/**
 * The failure that an answer with such a status is.
 *
 * @param headers  names in lower case
 * @param now  milliseconds since 1970 in UTC
 */
export function toStatusError(
  { status, headers }: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
  url: URL,
  now: number,
): FetchError {
  const retryAfterMs = parseRetryAfter(headers['retry-after'], now);
  const retryable = status >= 500 || status === 429 || status === 408 || status === 425;
  return new FetchError('unreachable', toStatusMessage(status, toShownAddress(url), retryAfterMs), {
    status,
    retryable,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

function toStatusMessage(status: number, address: string, retryAfterMs: number | undefined): string {
  const wait = retryAfterMs === undefined ? undefined : `asks to wait ${toWaitText(retryAfterMs)}`;
  if (status === 429) {
    return `The server refuses to be asked so often${wait === undefined ? '. Try again later.' : ` and ${wait}.`}`;
  }
  const answer = `The server answers ${[status, STATUS_CODES[status]].filter(Boolean).join(' ')}`;
  if (status === 404) return `${answer}: there is nothing at ${address}. Check the address.`;
  if (status === 410) return `${answer}: what was at ${address} will not come back. Look for its new address.`;
  if (status === 401 || status === 402 || status === 403 || status === 407 || status === 451) {
    return `${answer}: ${address} is not open to Dateline. Ask its operator, or give another address.`;
  }
  if (status >= 500)
    return `${answer}: it is out of order${wait === undefined ? '. Try again later.' : ` and ${wait}.`}`;
  return `${answer} for ${address}. Check the address.`;
}
