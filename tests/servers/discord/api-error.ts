/** A refusal in the form of Discord's REST API; the server answers `{message, code, errors?}` with `status`. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: FormErrors | undefined;

  constructor(status: number, code: number, message: string, errors?: FormErrors) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

/** Errors by field, nested as the fields are, each leaf under `_errors`. */
export interface FormErrors {
  _errors?: { code: string; message: string }[];
  [field: string]: FormErrors | { code: string; message: string }[] | undefined;
}

/** One error of a form, with the way to its field. */
export interface FormIssue {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
}

/** The 50035 of a body that breaks rules. */
export function invalidForm(issues: readonly FormIssue[]): ApiError {
  const errors: FormErrors = {};
  for (const { path, code, message } of issues) {
    let place = errors;
    for (const step of path) {
      const next = place[String(step)];
      const inner: FormErrors = next === undefined || Array.isArray(next) ? {} : next;
      place[String(step)] = inner;
      place = inner;
    }
    place._errors = [...(place._errors ?? []), { code, message }];
  }
  return new ApiError(400, 50035, 'Invalid Form Body', errors);
}

/** The refusals that more than one route gives, with the status and code of Discord's list of JSON error codes. */
export const refusals = {
  notFound: () => new ApiError(404, 0, '404: Not Found'),
  unauthorized: () => new ApiError(401, 0, '401: Unauthorized'),
  unknownChannel: () => new ApiError(404, 10003, 'Unknown Channel'),
  unknownGuild: () => new ApiError(404, 10004, 'Unknown Guild'),
  unknownMember: () => new ApiError(404, 10007, 'Unknown Member'),
  unknownMessage: () => new ApiError(404, 10008, 'Unknown Message'),
  unknownUser: () => new ApiError(404, 10013, 'Unknown User'),
  unknownWebhook: () => new ApiError(404, 10015, 'Unknown Webhook'),
  unknownInteraction: () => new ApiError(404, 10062, 'Unknown interaction'),
  tooManyCommands: (limit: number) =>
    new ApiError(400, 30032, `Maximum number of application commands reached (${limit})`),
  entityTooLarge: () => new ApiError(413, 40005, 'Request entity too large'),
  alreadyAcknowledged: () => new ApiError(400, 40060, 'Interaction has already been acknowledged.'),
  tooManyFollowUps: () =>
    new ApiError(400, 40094, 'This interaction has hit the maximum number of follow up messages.'),
  missingAccess: () => new ApiError(403, 50001, 'Missing Access'),
  foreignMessage: () => new ApiError(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new ApiError(400, 50006, 'Cannot send an empty message'),
  closedDirectMessages: () => new ApiError(403, 50007, 'Cannot send messages to this user'),
  noTextChannel: () => new ApiError(400, 50008, 'Cannot send messages in a non-text channel'),
  missingPermissions: () => new ApiError(403, 50013, 'Missing Permissions'),
  invalidWebhookToken: () => new ApiError(401, 50027, 'Invalid Webhook Token'),
  lockedThread: () => new ApiError(403, 160005, 'Thread is locked'),
  missingTag: () => new ApiError(400, 40067, 'A tag is required to create a forum post in this channel'),
  invalidJson: () => new ApiError(400, 50109, 'The request body contains invalid JSON.'),
  replyWithoutHistory: () => new ApiError(403, 160002, 'Cannot reply without permission to read message history'),
  serverError: () => new ApiError(500, 0, '500: Internal Server Error'),
};
