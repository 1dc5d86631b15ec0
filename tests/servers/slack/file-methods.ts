import { z } from 'zod';
import { botOf, checkThread } from './chat-methods.js';
import { TestFile } from './file.js';
import { type Answer, type RawBody, readUpload } from './http.js';
import { inJson } from './invalid.js';
import type { Handlers } from './methods.js';
import type { Platform } from './platform.js';
import { plainBody, post } from './posting.js';
import { SlackError } from './slack-error.js';

const startArguments = z.object({
  filename: z.string().min(1),
  length: z.coerce.number().int().min(1),
  alt_txt: z.string().max(1000).optional(),
  snippet_type: z.string().optional(),
});
const completeArguments = z.object({
  files: inJson(z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1)),
  channel_id: z.string().optional(),
  thread_ts: z.string().optional(),
  initial_comment: z.string().optional(),
});

/** Files in three steps: announced, uploaded to an address, shared (https://docs.slack.dev/messaging/working-with-files). */
export const fileHandlers: Handlers<'files.getUploadURLExternal' | 'files.completeUploadExternal'> = {
  'files.getUploadURLExternal': (call) => {
    const { filename, length } = call.read(startArguments);
    call.need('files:write');
    const file = new TestFile(call.platform.newId('F'), filename, length);
    call.platform.files.set(file.id, file);
    return { upload_url: `${call.platform.origin}/upload/${file.id}`, file_id: file.id };
  },
  'files.completeUploadExternal': (call) => {
    const args = call.read(completeArguments);
    call.need('files:write');
    const files = args.files.map(({ id, title }) => {
      const file = call.platform.files.get(id);
      if (file?.bytes === undefined) throw new SlackError('file_not_found');
      return { file, title: title ?? file.name };
    });
    const channel = args.channel_id === undefined ? undefined : call.writable(args.channel_id);
    if (channel !== undefined) checkThread(channel, args.thread_ts);
    for (const { file, title } of files) {
      file.title = title;
      file.channel = channel;
      file.order = call.platform.newOrder();
    }
    if (channel !== undefined) {
      post(call.platform, {
        channel,
        author: botOf(call),
        body: plainBody(args.initial_comment ?? ''),
        threadTs: args.thread_ts,
        files: files.map(({ file }) => file),
        subtype: 'file_share',
      });
    }
    return { files: files.map(({ file: { id, title } }) => ({ id, title })) };
  },
};

/** Takes the bytes of a file that was announced. */
export async function takeUpload(platform: Platform, id: string, body: RawBody): Promise<Answer> {
  const file = platform.files.get(id);
  const bytes = await readUpload(body);
  if (file === undefined || bytes.length !== file.length) {
    const reason = file === undefined ? 'no such file' : `${bytes.length} bytes, ${file.length} announced`;
    platform.refusals.push({ method: 'upload', error: 'upload_failed', reasons: [reason] });
    return { status: 400, body: 'upload failed' };
  }
  file.bytes = bytes;
  return { status: 200, body: `OK - ${bytes.length}` };
}
