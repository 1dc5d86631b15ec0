/** A refusal of the Web API: HTTP 200 with `ok: false`. */
export class SlackError extends Error {
  override readonly name = 'SlackError';
  /** Slack's word for it, `not_in_channel`. */
  readonly code: string;
  /** What is wrong where, `must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]`. */
  readonly reasons: readonly string[];
  /** Further fields of the answer. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: string, reasons: readonly string[] = [], extra: Readonly<Record<string, unknown>> = {}) {
    super([code, ...reasons].join('; '));
    this.code = code;
    this.reasons = reasons;
    this.extra = extra;
  }
}

/** Whatever was thrown: a mistake of the server itself shows as a refusal with its name. */
export function toSlackError(error: unknown): SlackError {
  return error instanceof SlackError ? error : new SlackError('internal_error', [String(error)]);
}

/** The body of the answer to a refused call. */
export function toErrorBody({ code, reasons, extra }: SlackError): Readonly<Record<string, unknown>> {
  if (reasons.length === 0) return { ok: false, error: code, ...extra };
  const messages = reasons.map((reason) => `[ERROR] ${reason}`);
  return { ok: false, error: code, errors: reasons, response_metadata: { messages }, ...extra };
}
