import aslValidator from 'asl-validator';
import type { Json } from '../../../catalog/template';

/** A state of a definition, as far as the sandbox looks at it. */
export interface State {
  readonly Type?: string;
  readonly Resource?: string;
  readonly [field: string]: Json | undefined;
}

/** What is wrong with a definition in the Amazon States Language, each with its code; empty where nothing is. */
export function definitionProblems(text: string): string[] {
  try {
    const definition: unknown = JSON.parse(text);
    if (typeof definition !== 'object' || definition === null) return ['INVALID_JSON_DESCRIPTION: No JSON object'];
    return aslValidator(definition).errors.map((each) => `${each['Error code']}: ${each.Message}`);
  } catch (error) {
    // The validator itself stumbles over what is no state machine at all.
    return [`INVALID_JSON_DESCRIPTION: ${error instanceof Error ? error.message : error}`];
  }
}

/** All states by name: those inside `Map` and `Parallel` states too, since names are unique in a machine. */
export function allStates(definition: Json | undefined): Map<string, State> {
  const found = new Map<string, State>();
  collect(definition, found);
  return found;
}

function collect(value: Json | undefined, found: Map<string, State>): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
    return;
  }
  const { States } = value;
  if (typeof States === 'object' && States !== null && !Array.isArray(States)) {
    for (const [name, state] of Object.entries(States)) {
      if (typeof state !== 'object' || state === null || Array.isArray(state)) continue;
      found.set(name, state);
      collect([state.Iterator ?? null, state.ItemProcessor ?? null, state.Branches ?? null], found);
    }
  }
}

/**
 * Why the sandbox can't run a definition that AWS would; undefined where it can.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function unsupported(definition: Json): string | undefined {
  const all = [definition, ...allStates(definition).values()];
  const isJsonata = all.some(
    (each) => typeof each === 'object' && each !== null && 'QueryLanguage' in each && each.QueryLanguage === 'JSONata',
  );
  return isJsonata ? 'The sandbox runs state machines in JSONPath, not in JSONata.' : undefined;
}
