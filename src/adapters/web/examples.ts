import type { WebServices } from '../../core/web.js';

/** People, places and topics that are most written about: one example for each. */
const KINDS = [
  ['person', (name: string) => `What did ${name} say?`],
  ['place', (name: string) => `What happened in ${name}?`],
  ['topic', (name: string) => `search ${name}`],
] as const;

const NEWEST = 2;

/** What somebody who comes for the first time may ask: about what stands in most articles of the space, and the newest. */
export async function findExamples(services: Pick<WebServices, 'complete'>, space: string): Promise<string[]> {
  const asked = await Promise.all(
    KINDS.map(async ([field, toQuestion]) =>
      (await services.complete(field, '', space)).slice(0, 1).map(({ value }) => toQuestion(value)),
    ),
  );
  const newest = (await services.complete('article', '', space)).slice(0, NEWEST);
  // The label of an article is its title, behind its day when it has one.
  const titles = newest.map(({ label }) => `What is reported on this: ${label.replace(/^\d{4}-\d{2}-\d{2} /, '')}`);
  return [...asked.flat(), ...titles];
}
