import { z } from 'zod';
import { searchArticles } from '../answer/search.js';
import { toFilters } from '../question/operators.js';
import { parseQuestion } from '../question/parse-question.js';
import { FILTER_ARGUMENTS, filterSchemas, limitSchema, textSchema } from './arguments.js';
import { defineCommand } from './command.js';

const DEFAULT_HITS = 10;
const MAX_HITS = 100;

const schema = z.object({
  query: textSchema.default(''),
  ...filterSchemas,
  limit: limitSchema(MAX_HITS, DEFAULT_HITS),
});

/** Lists the articles that fit a query, best first, each with its most telling sentence. */
export const searchCommand = defineCommand(
  {
    name: 'search',
    summary: 'List the articles on a subject, best first',
    usage: 'search QUERY…',
    examples: [
      'search fuel deliveries',
      'search "position paper" publisher:Reuters',
      'search veto -Brazil --until 2023-10-31',
    ],
    arguments: [
      { name: 'query', type: 'text', summary: 'words, names, "an exact phrase", -word', isRequired: true },
      ...FILTER_ARGUMENTS,
      { name: 'limit', type: 'count', summary: `articles at most (${DEFAULT_HITS})` },
    ],
  },
  schema,
  (args, { library }) => {
    const question = parseQuestion(args.query, library, { filters: toFilters(args) });
    return searchArticles(question, library, { text: args.query, limit: args.limit });
  },
);
