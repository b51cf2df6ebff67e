import { conditionHolds, type PropertyCondition } from './property-conditions';
import { type Operation, type PassedRole, type ResourceTypeRow, readRows } from './resource-type-row';
import data from './resource-types.json';

/** Actions that one resource asks of a role; each list is sorted and without repetition. */
export interface RequiredActions extends Readonly<Record<Operation, readonly string[]>> {
  /** AWS's page that the row follows from. */
  readonly source: string;
  /** All the operations together: what a launch role allows, so that a product can be launched, upgraded and removed. */
  readonly all: readonly string[];
  /** Those of `all` that must be allowed on `*`: allowed on narrower resources only, AWS denies them. */
  readonly unscoped: readonly string[];
  /** The properties of this resource that pass a role. */
  readonly passRole: readonly PassedRole[];
}

const rows: ReadonlyMap<string, ResourceTypeRow> = readRows(data);

/** The resource types that have a row, sorted. */
export const describedTypes: readonly string[] = [...rows.keys()].sort();

/** The row of a type as it stands in the file; undefined where there is none: then nothing is known of the type. */
export function resourceTypeRow(type: string): ResourceTypeRow | undefined {
  return rows.get(type);
}

/** Actions that some type needs on `*`. */
export const unscopedActions: ReadonlySet<string> = new Set(
  [...rows.values()].flatMap(({ unscoped = [] }) => unscoped.flatMap(({ actions }) => actions)),
);

/** Message about a type without a row, and what to do: a launch role can't be held against what isn't known. */
export function missingRow(type: string): string {
  return (
    `What ${type} asks of the launch role isn't known: add a row to catalog/permissions/resource-types.json, as ` +
    'CONTRIBUTING.md says under "Add a resource type".'
  );
}

/**
 * Actions that a resource of this type, with these properties, asks of the role that CloudFormation acts with.
 * Undefined for a type without a row.
 *
 * @param properties the resource's properties as the template writes them or as they evaluate. Left out: only what every
 *   resource of the type needs.
 * @param previous its properties before an update, which asks for what both need. @default - there is none
 */
export function requiredActions(
  type: string,
  properties: Readonly<Record<string, unknown>> = {},
  previous?: Readonly<Record<string, unknown>>,
): RequiredActions | undefined {
  const row = rows.get(type);
  if (row === undefined) return undefined;
  const now = actionsOf(row, properties);
  const before = previous && actionsOf(row, previous);
  if (!before) return now;
  const joined = (name: 'update' | 'unscoped' | 'all') => sorted([...now[name], ...before[name]]);
  const removed = (row.conditional ?? []).flatMap(({ when, removal = [] }) =>
    holdsAny(when, previous) && !holdsAny(when, properties) ? removal : [],
  );
  return {
    ...now,
    update: sorted([...joined('update'), ...removed]),
    unscoped: joined('unscoped'),
    all: joined('all'),
  };
}

function actionsOf(row: ResourceTypeRow, properties: Readonly<Record<string, unknown>>): RequiredActions {
  const anyHolds = (when: readonly PropertyCondition[]) => holdsAny(when, properties);

  const caller = (row.caller ?? []).filter(({ when }) => when === undefined || anyHolds(when));
  const further = [...(row.conditional ?? []).filter(({ when }) => anyHolds(when)), ...caller];
  const passRole = (row.passRole ?? []).filter(({ property }) => conditionHolds(property, properties));
  const makesRole = (row.serviceLinkedRole ?? []).some(({ when }) => when === undefined || anyHolds(when));

  const passing = passRole.length > 0 ? ['iam:PassRole'] : [];
  const linking = makesRole ? ['iam:CreateServiceLinkedRole'] : [];
  // A type that has no update is replaced instead, and a replacement is a creation.
  const updatePassing = row.update.length > 0 ? passing : [];
  const lists = {
    create: sorted([...row.create, ...further.flatMap(({ create = [] }) => create), ...passing, ...linking]),
    read: sorted([...row.read, ...further.flatMap(({ read = [] }) => read)]),
    update: sorted([...row.update, ...further.flatMap(({ update = [] }) => update), ...updatePassing]),
    delete: sorted([...row.delete, ...further.flatMap((each) => each.delete ?? [])]),
    tag: sorted([...row.tag, ...caller.flatMap(({ tag = [] }) => tag)]),
  };
  const all = sorted(Object.values(lists).flat());
  const wide = new Set((row.unscoped ?? []).flatMap(({ actions }) => actions));
  return { source: row.source, ...lists, all, unscoped: all.filter((action) => wide.has(action)), passRole };
}

function holdsAny(when: readonly PropertyCondition[], properties: Readonly<Record<string, unknown>>): boolean {
  return when.some((each) => conditionHolds(each, properties));
}

function sorted(actions: readonly string[]): string[] {
  return [...new Set(actions)].sort();
}
