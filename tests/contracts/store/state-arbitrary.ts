import fc from 'fast-check';
import type { ColumnMetadata, TableMetadata } from 'kysely';
import { TABLE_KEYS } from '../../../src/store/backup-format.js';

/** Rows of every table, in the order in which they can be put in. */
export type State = readonly (readonly [table: string, rows: readonly Row[]])[];

type Row = Record<string, string | number | null>;

/** Columns that refer to a row of another table. */
const PARENTS: Readonly<
  Record<string, { readonly table: string; readonly columns: Readonly<Record<string, string>> }>
> = {
  article_space: {
    table: 'article_content',
    columns: { article: 'article', revision: 'revision', content_hash: 'content_hash' },
  },
  quotation: { table: 'reply', columns: { reply: 'id' } },
  posting: { table: 'reply', columns: { reply: 'id' } },
  feedback: { table: 'reply', columns: { reply: 'id' } },
  delivery: { table: 'subscription', columns: { subscription: 'id' } },
  feed_item: { table: 'feed', columns: { feed: 'id' } },
  held_article: { table: 'feed', columns: { feed: 'id' } },
  told_article: { table: 'subscription', columns: { subscription: 'id' } },
};

/** Further columns of which a table has the same values once. */
const UNIQUE: Readonly<Record<string, readonly string[]>> = {
  delivery: ['subscription', 'occasion'],
  feed: ['space', 'url'],
};

/** Columns that take these values only. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  'article_log.change': ['shown', 'hidden'],
  'subscription.state': ['active', 'paused'],
  'subscription.empty': ['line', 'silence'],
  'subscription.origin': ['request', 'configuration'],
  'delivery.state': ['planned', 'sending', 'sent', 'failed', 'skipped'],
  'feed.state': ['active', 'disabled'],
  'feed.origin': ['request', 'configuration'],
};

/**
 * States with rows in every table, of values that are hard to carry.
 *
 * @param tables  as the database describes them
 */
export function createStateArbitrary(tables: readonly TableMetadata[]): fc.Arbitrary<State> {
  const names = Object.keys(TABLE_KEYS);
  const rowsOf = names.map((name) => {
    const columns = tables.find((table) => table.name === name)?.columns ?? [];
    const row = fc.record(Object.fromEntries(columns.map((column) => [column.name, createValue(name, column)])));
    return fc.array(fc.tuple(row, fc.nat()), { minLength: 1, maxLength: 6 });
  });
  return fc.tuple(...rowsOf).map((generated) => {
    const state: [string, Row[]][] = [];
    for (const [index, name] of names.entries()) {
      const parent = PARENTS[name];
      const parents = state.find(([table]) => table === parent?.table)?.[1] ?? [];
      const rows = (generated[index] ?? []).map(([row, seed]) => {
        const chosen = parents[seed % parents.length] ?? {};
        const references = Object.entries(parent?.columns ?? {}).map(([from, to]) => [from, chosen[to] ?? null]);
        return { ...row, ...Object.fromEntries(references) };
      });
      const keys: readonly string[] = TABLE_KEYS[name as keyof typeof TABLE_KEYS];
      state.push([name, withoutRepetitions(withoutRepetitions(rows, keys), UNIQUE[name] ?? keys)]);
    }
    return state;
  });
}

function createValue(
  table: string,
  { name, dataType, isNullable }: ColumnMetadata,
): fc.Arbitrary<string | number | null> {
  const values = VALUES[`${table}.${name}`];
  const value: fc.Arbitrary<string | number> =
    values !== undefined
      ? fc.constantFrom(...values)
      : /^(?:bigint|int8)$/i.test(dataType)
        ? fc.maxSafeInteger()
        : /int/i.test(dataType)
          ? fc.integer()
          : fc.oneof(
              // PostgreSQL has no place for U+0000.
              fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
              fc.constantFrom('null', '', '\n', '\u2028', '{"a":"\\u0000"}', "'; drop table reply; --", 'Łódź 👩‍🚒'),
            );
  return isNullable ? fc.option(value) : value;
}

function withoutRepetitions(rows: readonly Row[], columns: readonly string[]): Row[] {
  const byKey = new Map(rows.map((row) => [JSON.stringify(columns.map((column) => row[column])), row]));
  return [...byKey.values()];
}
