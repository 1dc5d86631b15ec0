import { runCommandLine } from './cli/program.js';

process.exitCode = await runCommandLine(['start', ...process.argv.slice(2)]);
