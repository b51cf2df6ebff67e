import { liftingPatch, type PatchOperation, refusedDeletions } from '../../catalog/template/deletion-refusals';
import { unlessRefused } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import { propertiesOf } from '../purge/cloud-control';
import type { StackLeftovers, StackMember } from './retained-resources';

/** A resource that its own service keeps from being deleted, as a database or a load balancer. */
export interface ProtectedResource {
  /** Of a product that the stack launched, with that product's own before it: `Data.DatabaseCluster`. */
  readonly logicalId: string;
  readonly type: string;
  /** Identifier for Cloud Control. */
  readonly physicalId: string;
  /** Patch that lifts the protection. */
  readonly lift: readonly PatchOperation[];
}

/**
 * Resources that are protected now, among those of stacks. Their properties are read, since people protect and lift by hand
 * too.
 *
 * @returns without those that the caller may not read: whoever may not is told by the stack's own protection
 */
async function protectedResources(
  target: AwsTarget,
  members: readonly StackMember[],
): Promise<readonly ProtectedResource[]> {
  const liftable = members.filter(
    ({ type, physicalId }) => physicalId !== '' && refusedDeletions('purge', type).some(({ property }) => property),
  );
  if (liftable.length === 0) return [];
  const control = await target.cloudControl();
  const found = await Promise.all(
    liftable.map(async ({ logicalId, type, physicalId }) => {
      const properties = await unlessRefused(() => propertiesOf(control, { type, identifier: physicalId }));
      return { logicalId, type, physicalId, lift: properties ? liftingPatch(type, properties) : [] };
    }),
  );
  return found.filter(({ lift }) => lift.length > 0);
}

/** Protection that stands in the way of deleting a stack, and those of what it launched. */
export interface StackProtection {
  /** Names or ARNs of stacks that CloudFormation won't delete. */
  readonly stacks: readonly string[];
  /** Resources that their own services won't delete. What outlives its stack anyway isn't among them. */
  readonly resources: readonly ProtectedResource[];
}

/** Protection of what would go with a stack; none of either where nothing is in the way. */
export async function stackProtection(
  target: AwsTarget,
  { protectedStacks, removed }: Pick<StackLeftovers, 'protectedStacks' | 'removed'>,
): Promise<StackProtection> {
  return { stacks: protectedStacks, resources: await protectedResources(target, removed) };
}

/** Whether anything is in the way. */
export function isProtected({ stacks, resources }: StackProtection): boolean {
  return stacks.length + resources.length > 0;
}
