import { z } from 'zod';
import { defineCommand, flattenCommands } from './command.js';

/** Lists the commands with their usage. */
export const helpCommand = defineCommand(
  { name: 'help', summary: 'List the commands', usage: 'help', examples: ['help'], arguments: [] },
  z.object({}),
  (_, { catalogue }) => ({
    kind: 'help',
    commands: flattenCommands(catalogue).map(({ name, usage, summary, examples }) => ({
      name,
      usage,
      summary,
      examples,
    })),
  }),
);
