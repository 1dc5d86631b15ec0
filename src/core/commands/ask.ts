import { z } from 'zod';
import { answerQuestion } from '../answer/answer.js';
import { toFilters } from '../question/operators.js';
import { parseQuestion } from '../question/parse-question.js';
import { splitQuestion } from '../question/parts.js';
import { FILTER_ARGUMENTS, filterSchemas, limitSchema, textSchema } from './arguments.js';
import { defineCommand } from './command.js';

const DEFAULT_SENTENCES = 3;
const MAX_SENTENCES = 20;
const MORE_MESSAGE = `must be a whole number from 0 to ${MAX_SENTENCES}`;
/** Turns of a conversation that are read; older ones have no say any more. */
const MAX_TURNS = 6;

const schema = z.object({
  question: textSchema.default(''),
  ...filterSchemas,
  limit: limitSchema(MAX_SENTENCES, DEFAULT_SENTENCES),
  more: z.coerce
    .number(MORE_MESSAGE)
    .int(MORE_MESSAGE)
    .min(0, MORE_MESSAGE)
    .max(MAX_SENTENCES, MORE_MESSAGE)
    .default(0),
  context: z.array(textSchema).default([]),
  explain: z.boolean().default(false),
  exact: z.boolean().default(false),
});

/** Answers a question with sentences quoted word for word, each with its citation. */
export const askCommand = defineCommand(
  {
    name: 'ask',
    summary: 'Answer a question with sentences quoted from the articles',
    usage: 'ask QUESTION…',
    examples: [
      'ask Who did Zhai Jun call on 10 October 2023?',
      'ask How many trucks crossed at Rafah? --since 2023-10-21 --until 2023-10-31',
      'ask "Who abstained?" --context "How did the vote on resolution 2712 go?"',
    ],
    arguments: [
      { name: 'question', type: 'text', summary: 'the question', isRequired: true },
      ...FILTER_ARGUMENTS,
      { name: 'limit', type: 'count', summary: `sentences at most (${DEFAULT_SENTENCES})` },
      {
        name: 'more',
        type: 'count',
        summary: 'further sentences after those, which do not change the judgement (0)',
      },
      {
        name: 'context',
        type: 'text',
        summary: 'an earlier question of the conversation, oldest first',
        isRepeatable: true,
      },
      { name: 'explain', type: 'switch', summary: 'show what spoke for each sentence' },
      { name: 'exact', type: 'switch', summary: 'take the words as typed: no correction of spelling, no alias' },
    ],
  },
  schema,
  (args, { library, request }) => {
    const conversation = [...request.conversation, ...args.context].slice(-MAX_TURNS);
    const filters = toFilters(args);
    const parse = (text: string, turns: readonly string[]) =>
      parseQuestion(text, library, { filters, isExact: args.exact, conversation: turns });
    const [first, second] = splitQuestion(args.question);
    const parts = second === undefined ? [] : [parse(first, conversation), parse(second, [...conversation, first])];
    const reply = answerQuestion(parse(args.question, conversation), library, { ...args, parts });
    return { ...reply, question: args.question };
  },
);
