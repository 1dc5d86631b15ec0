import { z } from 'zod';
import { SlackError } from './slack-error.js';

/**
 * Reads something by a schema.
 *
 * @param code  Slack's word for a mistake in it
 * @param at  where it stands in the body, for the reasons: `/blocks`
 * @throws {SlackError} with a reason for each mistake
 */
export function parseBy<S extends z.ZodType>(schema: S, value: unknown, code: string, at = ''): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new SlackError(code, toReasons(result.error.issues, at));
}

/** For fields that a form carries as JSON in a text; a JSON body has them as they are. */
export function inJson<S extends z.ZodType>(schema: S) {
  return z.preprocess((value, context) => {
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be valid JSON' });
      return z.NEVER;
    }
  }, schema);
}

/** A yes or no of a form. */
export const flag = z.preprocess(
  (value) => (value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value),
  z.boolean(),
);

/** What Slack says of mistakes: what must be different, and where as a JSON pointer. */
function toReasons(issues: readonly z.core.$ZodIssue[], at: string): string[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map(String);
    const parent = `[json-pointer:${[at, ...path.slice(0, -1)].join('/') || '/'}]`;
    const place = `[json-pointer:${[at, ...path].join('/') || '/'}]`;
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => `invalid additional property: ${key} ${place}`);
    if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
      return [`missing required field: ${path.at(-1) ?? ''} ${parent}`];
    }
    return [`${toText(issue)} ${place}`];
  });
}

function toText(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'array'
        ? `no more than ${issue.maximum} items allowed`
        : issue.origin === 'string'
          ? `must be less than ${Number(issue.maximum) + 1} characters`
          : `must be less than or equal to ${issue.maximum}`;
    case 'too_small':
      return issue.origin === 'array'
        ? `no fewer than ${issue.minimum} items allowed`
        : issue.origin === 'string'
          ? `must be more than ${Number(issue.minimum) - 1} characters`
          : `must be greater than or equal to ${issue.minimum}`;
    case 'invalid_type':
      return `must provide a ${issue.expected}`;
    case 'invalid_union':
      return 'unsupported type';
    default:
      return issue.message;
  }
}
