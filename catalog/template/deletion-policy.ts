import { factsOf, type LastSnapshot } from './facts';
import type { Json, JsonObject } from './types';

/** Fate of a resource whose stack goes, or drops it. */
export type DeletionPolicy = 'Delete' | 'Retain' | 'RetainExceptOnCreate' | 'Snapshot';

/** Resource whose deletion policy is asked for: evaluated, or as its template writes it. */
export interface DeletableResource {
  readonly type: string;
  readonly properties?: JsonObject;
  /**
   * Policy that the template names; anything but one of the policies (a function that isn't evaluated) counts as
   * nothing.
   */
  readonly deletionPolicy?: Json;
}

const POLICIES: readonly DeletionPolicy[] = ['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot'];

/**
 * Deletion policy of a resource, as CloudFormation takes it: the template's; where that says nothing, a snapshot of a
 * database cluster and of an instance by itself, and deletion of everything else.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
export function deletionPolicyOf({ type, properties = {}, deletionPolicy }: DeletableResource): DeletionPolicy {
  const written = POLICIES.find((policy) => policy === deletionPolicy);
  if (written !== undefined) return written;
  const isKept = snapshots(type, 'snapshot by default').some(
    ({ when }) => when === undefined || when.holds({ properties }, { properties }),
  );
  return isKept ? 'Snapshot' : 'Delete';
}

/** Whether CloudFormation can leave a snapshot of resources of a type: it refuses templates that ask it of others. */
export function canBeSnapshotted(type: string): boolean {
  return snapshots(type, 'snapshot possible').length > 0;
}

function snapshots(type: string, effect: LastSnapshot['effect']): LastSnapshot[] {
  return factsOf(type).filter((fact): fact is LastSnapshot => fact.effect === effect);
}
