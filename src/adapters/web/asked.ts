import { z } from 'zod';
import { withoutOperators } from '../../core/question/operators.js';
import type { Filters, Reply, Understood } from '../../core/reply.js';

/** The filters that have a field of their own on the page. */
export const FILTER_NAMES = ['since', 'until', 'publisher', 'topic', 'place', 'person'] as const;

/** What somebody asks on the page: all of it stands in a form or an address, and nothing in the server. */
export interface Asked {
  /** A question, or a command as it is typed in chats. */
  readonly text: string;
  readonly filters: Filters;
  /** No correction of spelling, no other spellings of names. */
  readonly isExact: boolean;
  /** Ids of the kept answers that this one follows, oldest first. */
  readonly after: readonly string[];
  /** Earlier questions, oldest first, where no answers are kept. */
  readonly context: readonly string[];
}

/** Turns of a conversation that count; older ones have no say any more. */
const MAX_TURNS = 6;
/** Nobody can type more into the box; what is longer was sent by a program, and the command says what is wrong with it. */
const MAX_CHARS = 20_000;

const text = z
  .string()
  .max(MAX_CHARS)
  .catch('')
  .transform((value) => value.trim());
const list = z.array(z.string().max(MAX_CHARS)).catch([]);

const schema = z.object({
  q: text,
  since: text,
  until: text,
  publisher: text,
  topic: text,
  place: text,
  person: text,
  exact: text,
  after: list,
  context: list,
});

/** Reads the fields of a form or of an address; what does not fit is left out. */
export function parseAsked(fields: URLSearchParams): Asked {
  const { q, exact, after, context, ...filters } = schema.parse({
    ...Object.fromEntries(fields),
    q: fields.get('q') ?? '',
    after: fields.getAll('after'),
    context: fields.getAll('context'),
  });
  return {
    text: q,
    filters: Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== '')),
    isExact: exact !== '',
    after: after.filter((id) => /^[\w-]{1,64}$/.test(id)).slice(-MAX_TURNS),
    context: context
      .map((turn) => turn.trim())
      .filter((turn) => turn !== '')
      .slice(-MAX_TURNS),
  };
}

/** The fields that say the same again, for a form or an address. */
export function toFields({ text: q, filters, isExact, after, context }: Asked): [name: string, value: string][] {
  return [
    ['q', q],
    ...FILTER_NAMES.flatMap((name): [string, string][] => {
      const value = filters[name];
      return value === undefined ? [] : [[name, value]];
    }),
    ...(isExact ? [['exact', '1'] as [string, string]] : []),
    ...after.map((id): [string, string] => ['after', id]),
    ...context.map((turn): [string, string] => ['context', turn]),
  ];
}

/** What was asked, as far as a kept reply tells. */
export function toAskedAgain(reply: Reply, { isExact, after }: Pick<Asked, 'isExact' | 'after'>): Asked {
  const question = reply.question ?? '';
  const text = reply.kind === 'articles' ? `search ${question}` : question;
  return { text, filters: toFilters(reply.understood), isExact, after, context: [] };
}

function toFilters(understood: Understood | undefined): Filters {
  return Object.fromEntries(
    FILTER_NAMES.flatMap((name) => {
      const value = understood?.[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/**
 * The same question without some of its filters, wherever they were given: in a field, or as an operator.
 *
 * @param isInherited  the conversation gave them, so that only without it they are gone
 */
export function withoutFilters(asked: Asked, names: readonly (keyof Filters)[], isInherited: boolean): Asked {
  const operators = names.some((name) => name === 'since' || name === 'until') ? [...names, 'on' as const] : names;
  const filters = Object.entries(asked.filters).filter(([name]) => !names.some((one) => one === name));
  return {
    ...asked,
    text: withoutOperators(asked.text, operators),
    filters: Object.fromEntries(filters),
    ...(isInherited ? { after: [], context: [] } : {}),
  };
}

/** A follow-up to a reply: the conversation with this turn at its end, and nothing asked yet. */
export function toFollowUp(asked: Asked, reply: Reply): Asked {
  const conversation =
    reply.id === undefined
      ? { after: asked.after, context: [...asked.context, ...(asked.text === '' ? [] : [asked.text])] }
      : { after: [...asked.after, reply.id], context: asked.context };
  return {
    text: '',
    filters: {},
    isExact: asked.isExact,
    after: conversation.after.slice(-MAX_TURNS),
    context: conversation.context.slice(-MAX_TURNS),
  };
}
