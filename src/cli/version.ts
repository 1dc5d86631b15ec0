import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The version of this package, as its package.json says. */
export function readVersion(): string {
  // The same two steps up from src/cli and from dist/cli.
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
