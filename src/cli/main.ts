#!/usr/bin/env node
import { EXIT_DONE, EXIT_FAILED } from './exit-code.js';
import { runCommandLine } from './program.js';

// A reader that went away (`| head`) wants no more: that is no failure. Any other fault, such as a full disk, is one.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT_DONE);
  process.stderr.write(`dateline: the output cannot be written (${error.code ?? error.message})\n`);
  process.exit(EXIT_FAILED);
});
process.stderr.on('error', () => {});

// Only the code is set: the process ends by itself, once everything is written. Ctrl-C has no handler, because the
// system ends a process at once, also while it computes, and shells report that as 130.
process.exitCode = await runCommandLine(process.argv.slice(2));
