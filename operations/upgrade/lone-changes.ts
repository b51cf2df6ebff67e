import type { Remedy } from '../../catalog/detailed-error';
import { type EvaluatedResource, loneChanges, own, sameJson } from '../../catalog/template';
import { movedElements } from '../../catalog/template/facts/resource-conditions';
import type { Stop } from '../agreement';
import type { Evaluate } from './evaluate-answers';
import type { ProductChange } from './product-change';

/** Number of other resources that a refusal names. */
const NAMED = 3;

/** Resource with a list of which elements come or go, which is to be the only change of an update. */
interface Moved {
  readonly logicalId: string;
  readonly type: string;
  readonly property: string;
  /** `"eu-west-1"` */
  readonly elements: readonly string[];
}

/**
 * Refusal of an update that adds or removes what AWS wants added or removed in an update of its own, where more would change
 * beside it, another version included. Empty where nothing does, or where it isn't known what runs.
 */
export function loneChangesRefused(
  { running: { name, product, stack, stackId, version }, templates, values, to }: ProductChange,
  evaluate: Evaluate,
): readonly Stop[] {
  const then = templates.before && stack && evaluate(templates.before, stack.parameters, stackId);
  const now = templates.after && evaluate(templates.after, values, stackId);
  if (!then || !now) return [];
  const ids = [...new Set([...Object.keys(then.resources), ...Object.keys(now.resources)])];
  const moved = ids.flatMap((id) => movedIn(id, own(then.resources, id), own(now.resources, id)));
  const [first] = moved;
  if (first === undefined) return [];
  const others = ids.filter((id) => changesOtherwise(moved, id, own(then.resources, id), own(now.resources, id)));
  const beside = [
    ...(version === to ? [] : [`the version (${version} to ${to})`]),
    ...others.slice(0, NAMED),
    ...(others.length > NAMED ? [`${others.length - NAMED} more`] : []),
  ];
  if (beside.length === 0) return [];
  const { logicalId, type, property, elements } = first;
  const page: Remedy = { do: 'read', document: `products/${product?.id}/README.md`, label: 'Go step by step' };
  return [
    {
      resource: `${name}.${logicalId}`,
      why:
        `(${type}): ${property} (${elements.join(', ')}) is to change in an update of its own, since AWS may not be able to take it ` +
        `back. Beside it would change: ${beside.join(', ')}.`,
      ...(product && { remedy: page }),
    },
  ];
}

function movedIn(logicalId: string, then?: EvaluatedResource, now?: EvaluatedResource): Moved[] {
  if (then === undefined || now === undefined || then.type !== now.type) return [];
  return loneChanges(now.type).flatMap(({ property, key }) => {
    const elements = movedElements(own(then.properties, property), own(now.properties, property), key);
    return elements.length > 0 ? [{ logicalId, type: now.type, property, elements }] : [];
  });
}

/** Whether a resource changes in more than the lists that are to change alone. */
function changesOtherwise(
  moved: readonly Moved[],
  id: string,
  then: EvaluatedResource | undefined,
  now: EvaluatedResource | undefined,
): boolean {
  if (then === undefined || now === undefined) return true;
  const alone = moved.filter(({ logicalId }) => logicalId === id).map(({ property }) => property);
  const names = new Set([...Object.keys(then.properties), ...Object.keys(now.properties)]);
  return [...names].some(
    (name) => !alone.includes(name) && !sameJson(own(then.properties, name) ?? null, own(now.properties, name) ?? null),
  );
}
