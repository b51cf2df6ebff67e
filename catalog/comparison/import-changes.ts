import { type EvaluatedTemplate, isObject, type Json } from '../template';
import { canonical } from './canonical';
import type { FoundChange } from './comparison';

/** Exports of others that the new version needs and the running one doesn't. */
export function importChanges(before: EvaluatedTemplate, after: EvaluatedTemplate): FoundChange[] {
  const known = new Set(imports(before).map(canonical));
  const added = new Map(
    imports(after)
      .filter((name) => !known.has(canonical(name)))
      .map((name) => [canonical(name), name]),
  );
  return [...added.values()].map((name) => ({
    logicalId: null,
    type: null,
    property: 'Fn::ImportValue',
    after: name,
    effect: 'interface',
    bump: 'minor',
    why: 'The new version imports this, and AWS refuses the update where nothing exports it: say in the notes which product to update first.',
    losesData: false,
  }));
}

function imports({ resources, outputs }: EvaluatedTemplate): Json[] {
  const found: Json[] = [];
  for (const { properties } of Object.values(resources)) collect(properties, found);
  for (const { value } of Object.values(outputs)) collect(value, found);
  return found;
}

function collect(value: Json, found: Json[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
  } else if (isObject(value)) {
    const name = value['Fn::ImportValue'];
    if (name !== undefined) found.push(name);
    else for (const item of Object.values(value)) collect(item, found);
  }
}
