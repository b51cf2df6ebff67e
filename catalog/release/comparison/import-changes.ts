import { asIntrinsic, type EvaluatedTemplate, isObject, type Json } from '../../template';
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
  const values = [
    ...Object.values(resources).map(({ properties }) => properties),
    ...Object.values(outputs).map(({ value }) => value),
  ];
  return values.flatMap(importedBy);
}

function importedBy(value: Json): Json[] {
  if (Array.isArray(value)) return value.flatMap(importedBy);
  if (!isObject(value)) return [];
  const call = asIntrinsic(value);
  return call?.name === 'Fn::ImportValue' ? [call.argument] : Object.values(value).flatMap(importedBy);
}
