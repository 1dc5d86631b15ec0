import { z } from 'zod';
import { defineCommand } from './command.js';

/** Shows what is loaded and which platforms are connected. */
export const statusCommand = defineCommand(
  { name: 'status', summary: 'Show what is loaded', usage: 'status', examples: ['status'], arguments: [] },
  z.object({}),
  (_, { library, version, platforms, problems }) => ({
    kind: 'status',
    version,
    ...library.range(),
    index: {
      engine: library.index.engine,
      articles: library.size,
      sentences: library.countSentences(),
      words: library.lexicon.size,
      problems: problems(),
    },
    feeds: [],
    deliveries: [],
    platforms: platforms(),
  }),
);
