import type { Reply } from '../core/reply.js';

/** Done, also when nothing was found. */
export const EXIT_DONE = 0;
export const EXIT_FAILED = 1;
export const EXIT_WRONG_USAGE = 2;

/** The exit code that says how a command ended: 0 done, 1 failed, 2 wrong usage. */
export function toExitCode(reply: Reply): number {
  switch (reply.kind) {
    case 'failure':
      return reply.code === 'bad-request' && reply.isMissing !== true ? EXIT_WRONG_USAGE : EXIT_FAILED;
    case 'verified':
      return reply.broken.length > 0 ? EXIT_FAILED : EXIT_DONE;
    case 'imported':
      return reply.failed.length > 0 ? EXIT_FAILED : EXIT_DONE;
    default:
      return EXIT_DONE;
  }
}
