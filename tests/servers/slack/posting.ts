import type { Act } from './act.js';
import { announce, announceChange } from './events.js';
import { type MessageOptions, TestMessage } from './message.js';
import type { MessageBody } from './message-rules.js';
import type { Json, Platform } from './platform.js';

/** What is posted. */
export type Posting = Omit<MessageOptions, 'ts' | 'order'> & {
  /** Whose doing it is. */
  readonly act?: Act;
  /** Sends the message event or not, whatever the scopes say. */
  readonly withMessage?: boolean | undefined;
};

/** A message with nothing in it but a text. */
export function plainBody(text: string): MessageBody {
  return {
    text,
    blocks: [],
    metadata: undefined,
    unfurlsLinks: undefined,
    unfurlsMedia: undefined,
    linksNames: false,
    remarks: [],
  };
}

/** Puts a message into a conversation, and tells the bot of it where it may hear of it. */
export function post(platform: Platform, posting: Posting): TestMessage {
  const message = new TestMessage({ ...posting, ts: platform.newTs(), order: platform.newOrder() });
  if (!message.isEphemeral) {
    if (message.isFromBot) message.channel.clearStatus(message.threadTs ?? message.ts);
    announce(platform, message, posting.act, posting.withMessage);
  }
  platform.changes.notify();
  return message;
}

/** Puts another content in the place of a message. */
export function edit(platform: Platform, message: TestMessage, body: MessageBody, act?: Act): void {
  change(platform, message, act, () => message.change(body));
}

/** Takes a message away. */
export function remove(platform: Platform, message: TestMessage, act?: Act): void {
  change(platform, message, act, () => {
    message.isDeleted = true;
  });
}

function change(platform: Platform, message: TestMessage, act: Act | undefined, how: () => void): void {
  const before: Json = message.toJson({ withMetadata: false });
  how();
  if (!message.isEphemeral) announceChange(platform, message, before, act);
  platform.changes.notify();
}
