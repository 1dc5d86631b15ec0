import type { TestChannel } from './channel.js';

/** A file that is announced, uploaded and then shared. */
export class TestFile {
  readonly id: string;
  readonly name: string;
  /** As it was announced, in bytes. */
  readonly length: number;
  title: string;
  bytes: Uint8Array | undefined;
  /** Where it stands, once it was shared. */
  channel: TestChannel | undefined;
  /** As in `Platform.newOrder`; 0 until it was shared. */
  order = 0;

  constructor(id: string, name: string, length: number) {
    this.id = id;
    this.name = name;
    this.title = name;
    this.length = length;
  }

  /** The text in it. */
  get content(): string {
    return Buffer.from(this.bytes ?? []).toString('utf8');
  }
}
