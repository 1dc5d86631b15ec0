/** Who does and to whom, as far as the order of a question's words tells. All numbers are slots. */
export interface Roles {
  /** The verb of the deed. */
  readonly deed: number;
  /** The name that does it, when the question names the doer. */
  readonly doer?: number;
  /** The name it is done to, when the question names that. */
  readonly target?: number;
}

interface RoleToken {
  readonly folded: string;
  readonly isStop: boolean;
}

const AUXILIARIES: ReadonlySet<string> = new Set([
  'did',
  'does',
  'do',
  'has',
  'have',
  'had',
  'will',
  'would',
  'could',
  'can',
]);
const ASKS_DOER: ReadonlySet<string> = new Set(['who', 'which', 'what']);

/** "the bridge at Ostrel" is no deed done to Ostrel. */
const PREPOSITIONS: ReadonlySet<string> = new Set(
  'at in of from on near for by with to about after before over under'.split(' '),
);

/**
 * Reads the doer from "did NAME call" and the target from "who called NAME".
 *
 * @param slotOf  for each token its slot, or -1
 * @param isName  whether a slot is part of a name
 * @returns undefined when the question has neither form
 */
export function findRoles(
  tokens: readonly RoleToken[],
  slotOf: readonly number[],
  isName: (slot: number) => boolean,
): Roles | undefined {
  const slot = (at: number): number => slotOf[at] ?? -1;
  const nameAt = (at: number): boolean => slot(at) >= 0 && isName(slot(at));
  const auxiliary = tokens.findIndex(({ folded }) => AUXILIARIES.has(folded));
  if (auxiliary >= 0 && nameAt(auxiliary + 1)) {
    let at = auxiliary + 1;
    while (nameAt(at + 1)) at += 1;
    const deed = nextContent(tokens, slotOf, at + 1, 2);
    if (deed === undefined) return undefined;
    const target = nextName(tokens, nameAt, deed + 1, 3);
    return { deed: slot(deed), doer: slot(at), ...(target === undefined ? {} : { target: slot(target) }) };
  }
  const asked = tokens.findIndex(({ folded }) => ASKS_DOER.has(folded));
  if (asked !== 0 || auxiliary >= 0) return undefined;
  const target = nextName(tokens, nameAt, 1, tokens.length);
  if (target === undefined) return undefined;
  const deed = lastContentBefore(tokens, slotOf, target);
  return deed === undefined || nameAt(deed) ? undefined : { deed: slot(deed), target: slot(target) };
}

function nextContent(
  tokens: readonly RoleToken[],
  slotOf: readonly number[],
  from: number,
  within: number,
): number | undefined {
  for (let at = from; at < Math.min(tokens.length, from + within); at += 1) if ((slotOf[at] ?? -1) >= 0) return at;
  return undefined;
}

function nextName(
  tokens: readonly RoleToken[],
  nameAt: (at: number) => boolean,
  from: number,
  within: number,
): number | undefined {
  for (let at = from; at < Math.min(tokens.length, from + within); at += 1) {
    if (nameAt(at)) return at;
    if (PREPOSITIONS.has(tokens[at]?.folded ?? '')) return undefined;
  }
  return undefined;
}

function lastContentBefore(
  tokens: readonly RoleToken[],
  slotOf: readonly number[],
  before: number,
): number | undefined {
  for (let at = before - 1; at > 0; at -= 1) {
    if ((slotOf[at] ?? -1) >= 0) return at;
    if (tokens[at]?.isStop === false) return undefined;
  }
  return undefined;
}
