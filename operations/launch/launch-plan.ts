import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import type { AwsTarget } from '../aws/aws-target';
import type { PreparedLaunch } from './prepare-launch';
import { createPlan, deletePlan } from './provisioning-plan';

/** What a plan would do, by what happens to the resources. */
export interface PlannedChanges {
  readonly created: readonly ResourceChange[];
  /** In place. */
  readonly changed: readonly ResourceChange[];
  /** Certainly or possibly; `Replacement` says which. */
  readonly replaced: readonly ResourceChange[];
  readonly removed: readonly ResourceChange[];
}

/**
 * Asks Service Catalog what a launch would do, through a plan that is deleted again. Where something of this name is
 * launched already, the plan is for updating it.
 *
 * @param name of the provisioned product
 * @param existing the provisioned product's id, where there is one already
 * @throws `CatalogError` `plan-failed` with AWS's reason
 */
export async function planLaunch(
  target: AwsTarget,
  name: string,
  launch: PreparedLaunch,
  existing?: string,
): Promise<PlannedChanges> {
  const { id, changes } = await createPlan({ target }, { ...launch, name, id: existing });
  if (id !== undefined) await deletePlan(target, id);
  return sortChanges(changes);
}

/** Sorts a plan's resource changes by what happens. */
export function sortChanges(changes: readonly ResourceChange[]): PlannedChanges {
  const replaces = ({ Replacement }: ResourceChange) => Replacement === 'TRUE' || Replacement === 'CONDITIONAL';
  const modified = changes.filter(({ Action }) => Action === 'MODIFY');
  return {
    created: changes.filter(({ Action }) => Action === 'ADD'),
    changed: modified.filter((change) => !replaces(change)),
    replaced: modified.filter(replaces),
    removed: changes.filter(({ Action }) => Action === 'REMOVE'),
  };
}

/** A plan for people: what is gravest last, where it is read. */
export function planText(plan: PlannedChanges): string {
  const section = (title: string, changes: readonly ResourceChange[]) =>
    changes.length === 0 ? [] : [`${title} (${changes.length}):`, ...changes.map(changeText)];
  const lines = [
    ...section('Created', plan.created),
    ...section('Changed in place', plan.changed),
    ...section('Replaced', plan.replaced),
    ...section('Removed', plan.removed),
  ];
  return lines.length === 0 ? 'Nothing would change.' : lines.join('\n');
}

function changeText({ LogicalResourceId, ResourceType, Replacement, Details }: ResourceChange): string {
  const properties = [...new Set((Details ?? []).flatMap(({ Target }) => Target?.Name ?? []))];
  const because = properties.length > 0 ? `: ${properties.join(', ')}` : '';
  return `  ${LogicalResourceId} (${ResourceType})${because}${Replacement === 'CONDITIONAL' ? ', perhaps' : ''}`;
}
