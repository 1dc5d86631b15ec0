import { z } from 'zod';
import { defineCommand } from './command.js';

/** Lists the commands with their usage. */
export const helpCommand = defineCommand(
  { name: 'help', summary: 'List the commands', usage: 'help', examples: ['help'], arguments: [] },
  z.object({}),
  (_, { catalogue }) => ({
    kind: 'help',
    commands: catalogue.map(({ name, usage, summary, examples }) => ({ name, usage, summary, examples })),
  }),
);
