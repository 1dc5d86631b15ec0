import { MessageFlags } from 'discord.js';
import { z } from 'zod';
import { type FormIssue, invalidForm, refusals } from './api-error.js';
import { legacyComponents, modernComponents, type TopComponent } from './component-rules.js';
import { checkBytes, findTotalIssues, numberComponents, referencedFiles } from './component-totals.js';
import type { UploadedFile } from './http.js';
import { parseForm } from './invalid-form.js';
import { type AllowedMentions, type Embed, messageFields } from './message-fields.js';

const MAX_FILES = 10;
/** The limit of an account and a guild that pay nothing, in bytes. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** A body of a message that keeps all rules. Undefined fields are left as they were when a message is edited. */
export interface MessageBody {
  readonly content: string | undefined;
  readonly embeds: readonly Embed[] | undefined;
  readonly components: readonly TopComponent[] | undefined;
  readonly flags: number;
  readonly nonce: string | number | undefined;
  readonly isNonceEnforced: boolean;
  readonly allowedMentions: AllowedMentions | undefined;
  readonly replyTo: { readonly messageId: string; readonly mustExist: boolean } | undefined;
  /** Ids of the attachments that an edit keeps; undefined keeps all. */
  readonly keptAttachments: readonly string[] | undefined;
  readonly files: readonly { readonly file: UploadedFile; readonly description: string | undefined }[];
}

/** What a message holds already when it is edited. */
export interface ExistingMessage {
  readonly flags: number;
  readonly content: string;
  readonly embeds: readonly Embed[];
  readonly components: readonly TopComponent[];
  readonly attachments: readonly { readonly id: string; readonly name: string }[];
}

/** A body that says nothing: a deferral begins with it. */
export const NO_MESSAGE: MessageBody = {
  content: undefined,
  embeds: undefined,
  components: undefined,
  flags: 0,
  nonce: undefined,
  isNonceEnforced: false,
  allowedMentions: undefined,
  replyTo: undefined,
  keptAttachments: undefined,
  files: [],
};

const NOTHING: ExistingMessage = { flags: 0, content: '', embeds: [], components: [], attachments: [] };
const legacyMessage = messageFields.extend({ components: legacyComponents.nullish() });
const modernMessage = messageFields.extend({ components: modernComponents.nullish() });

/**
 * Checks the body of a message against Discord's rules.
 *
 * @param existing  the message that is edited
 * @param path  where the message stands in the body, for errors
 * @throws {ApiError} 50035 with the fields at fault, 50006 for an empty message, 40005 for a large file, HTTP 500 for
 * a text that is too long in bytes
 */
export function parseMessage(
  body: unknown,
  files: readonly UploadedFile[],
  { existing = NOTHING, path = [] }: { readonly existing?: ExistingMessage; readonly path?: readonly string[] } = {},
): MessageBody {
  if (files.some(({ bytes }) => bytes.length > MAX_FILE_BYTES)) throw refusals.entityTooLarge();
  const { flags: asked } = parseForm(z.object({ flags: messageFields.shape.flags }), body, path);
  const flags = (asked ?? existing.flags) | (existing.flags & MessageFlags.IsComponentsV2);
  const isModern = (flags & MessageFlags.IsComponentsV2) !== 0;
  const form = parseForm(isModern ? modernMessage : legacyMessage, body, path);
  const message: MessageBody = {
    content: form.content === null ? '' : form.content,
    embeds: form.embeds === null ? [] : form.embeds,
    components: form.components ? numberComponents(form.components) : form.components === null ? [] : undefined,
    flags,
    nonce: form.nonce ?? undefined,
    isNonceEnforced: form.enforce_nonce === true,
    allowedMentions: form.allowed_mentions ?? undefined,
    replyTo: form.message_reference
      ? {
          messageId: form.message_reference.message_id,
          mustExist: form.message_reference.fail_if_not_exists !== false,
        }
      : undefined,
    keptAttachments: form.attachments?.map(({ id }) => id),
    files: files.map((file) => ({
      file,
      description: form.attachments?.find(({ id }) => id === file.index)?.description ?? undefined,
    })),
  };
  const after = applyTo(existing, message);
  const hasOther = Boolean(form.sticker_ids?.length) || Boolean(form.poll);
  const issues = isModern ? findMixedFields(after, form) : [];
  issues.push(...findTotalIssues(after.components), ...findFileIssues(after));
  if (issues.length > 0) throw invalidForm(issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })));
  const isEmpty = after.content.trim() === '' && after.embeds.length === 0 && after.components.length === 0;
  if (isEmpty && after.attachments.length === 0 && !hasOther) throw refusals.emptyMessage();
  checkBytes(after.components);
  return message;
}

function applyTo(existing: ExistingMessage, message: MessageBody): ExistingMessage {
  const { keptAttachments } = message;
  const kept = existing.attachments.filter(({ id }) => keptAttachments?.includes(id) ?? true);
  return {
    flags: message.flags,
    content: message.content ?? existing.content,
    embeds: message.embeds ?? existing.embeds,
    components: message.components ?? existing.components,
    attachments: [...kept, ...message.files.map(({ file }) => ({ id: file.index, name: file.name }))],
  };
}

function findMixedFields(
  after: ExistingMessage,
  form: { readonly sticker_ids?: readonly string[] | null | undefined; readonly poll?: unknown },
): FormIssue[] {
  const used: Record<string, boolean> = {
    content: after.content !== '',
    embeds: after.embeds.length > 0,
    sticker_ids: Boolean(form.sticker_ids?.length),
    poll: Boolean(form.poll),
  };
  return Object.keys(used)
    .filter((field) => used[field])
    .map((field) => ({
      path: [field],
      code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    }));
}

function findFileIssues(after: ExistingMessage): FormIssue[] {
  const names = new Set(after.attachments.map(({ name }) => name));
  const issues: FormIssue[] = referencedFiles(after.components)
    .filter((name) => !names.has(name))
    .map((name) => ({
      path: ['components'],
      code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
      message: `The referenced attachment in the unfurled media item was not found: ${name}`,
    }));
  if (after.attachments.length > MAX_FILES) {
    const message = `Must be ${MAX_FILES} or fewer in length.`;
    issues.push({ path: ['attachments'], code: 'BASE_TYPE_MAX_LENGTH', message });
  }
  return issues;
}
