import { liftingPatch, type PatchOperation, refusedDeletions } from '../../catalog/template/deletion-refusals';
import { unlessRefused } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import { propertiesOf } from '../purge/cloud-control';
import type { StackMember } from './retained-resources';

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
export async function protectedResources(
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
