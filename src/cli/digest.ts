import { toLocalRequest } from '../adapters/terminal/to-request.js';
import type { Reply } from '../core/reply.js';
import { toToday } from '../digests.js';
import { createId, noteProblems, openApp, type Session } from './session.js';

/** What is typed behind `digest`; whether it fits is for the command's schema to say. */
export interface DigestOptions {
  readonly day?: string;
  readonly zone?: string;
  readonly topic?: string;
  readonly publisher?: string;
  readonly place?: string;
  readonly person?: string;
}

/** The digest of a day: of today, as the zone has it, unless another one is named. */
export async function runDigest({ day, zone, ...filters }: DigestOptions, session: Session): Promise<Reply> {
  const app = await openApp(session);
  noteProblems(app, session.output);
  const asked = { zone: zone ?? session.config.digests.zone, ...filters };
  const reply = await app.run(
    toLocalRequest({
      id: createId(),
      command: 'digest preview',
      arguments: { ...asked, day: day ?? toToday(session.config.digests, Date.now()) },
      conversation: [],
    }),
  );
  await app.stop();
  return reply;
}
