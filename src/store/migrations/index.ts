import type { Migration } from 'kysely';
import { up as start } from './0001-start.js';
import { up as ingestion } from './0002-ingestion.js';
import { up as digests } from './0003-digests.js';

/** Every change of the tables, in order. Only ever appended to. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-start': { up: start },
  '0002-ingestion': { up: ingestion },
  '0003-digests': { up: digests },
};
