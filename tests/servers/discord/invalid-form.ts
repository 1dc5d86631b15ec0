import type { z } from 'zod';
import { type FormIssue, invalidForm } from './api-error.js';

/**
 * Reads a body by a schema.
 *
 * @param path  put before the path of each error: the message of an interaction's response stands under `data`
 * @throws {ApiError} 50035 with Discord's codes, at the fields that break the schema
 */
export function parseForm<T>(schema: z.ZodType<T>, body: unknown, path: readonly string[] = []): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw invalidForm(result.error.issues.map((issue) => ({ ...toFormIssue(issue), path: [...path, ...issue.path] })));
}

/** An error of a refinement, with Discord's own code; for `context.addIssue` of zod. */
export function formIssue(path: PropertyKey[], code: string, message: string) {
  return { code: 'custom' as const, path, message, params: { code } };
}

function toFormIssue(issue: z.core.$ZodIssue): Omit<FormIssue, 'path'> {
  switch (issue.code) {
    case 'too_big':
      return isCounted(issue.origin)
        ? { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` }
        : { code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${issue.maximum}.` };
    case 'too_small':
      return isCounted(issue.origin)
        ? { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more in length.` }
        : { code: 'NUMBER_TYPE_MIN', message: `int value should be greater than or equal to ${issue.minimum}.` };
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
        : { code: 'BASE_TYPE_BAD_TYPE', message: `Value is not of the type ${issue.expected}.` };
    case 'invalid_union':
      return { code: 'UNION_TYPE_CHOICES', message: 'Value of field "type" must be one of the types allowed here.' };
    case 'invalid_value':
    case 'invalid_key':
      return { code: 'BASE_TYPE_CHOICES', message: `Value must be one of the values allowed here. ${issue.message}` };
    case 'invalid_format':
      return { code: 'STRING_TYPE_REGEX', message: 'String value did not match validation regex.' };
    case 'custom':
      return { code: String(issue.params?.code ?? 'BASE_TYPE_INVALID'), message: issue.message };
    default:
      return { code: 'BASE_TYPE_INVALID', message: issue.message };
  }
}

function isCounted(origin: string): boolean {
  return origin === 'string' || origin === 'array';
}
