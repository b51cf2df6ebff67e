import { type Agreement, type Planned, planned } from '../agreement';
import type { AwsTarget } from '../aws/aws-target';
import type { OperationContext } from '../context';
import { bucketContents } from './bucket';
import { propertiesOf } from './cloud-control';
import { deletionOrder } from './deletion-order';
import { environmentUse, livingStacks, refuseWhileInUse } from './environment-use';
import { CLUSTER_SNAPSHOT, kinds, type Properties, replicasOf } from './kinds';
import { type Doubtful, judge, type Leftover, type Tagged, taggedWith } from './leftovers';
import { retainedRoles } from './retained-roles';
import { retainedTypes } from './retained-types';
import { snapshotProperties } from './snapshot';
import { strayLogGroups } from './stray-log-groups';
import { vaultContents } from './vault';

/** Resources that carry an environment's tag, by what a purge does to them. */
export interface PurgeList {
  readonly environment: string;
  /** Deleted, in this order. */
  readonly remove: readonly Leftover[];
  /** Left behind by products, and left alone; the kind says why. */
  readonly stays: readonly Tagged[];
  /** Tagged, and not touched. */
  readonly doubtful: readonly Doubtful[];
  /** Made by AWS for what is gone, of whichever environment; not touched either. */
  readonly stray: readonly Doubtful[];
}

/**
 * Plans to delete what the terminated products of a dev or test environment left behind. While others of its products are
 * launched, that is what carries the tag of a stack which is gone: a first launch that failed leaves such.
 *
 * @throws `CatalogError` `environment-in-use`, `not-purgeable`, `invalid-ledger`
 */
export async function planPurge(
  { project, target }: Pick<OperationContext, 'project' | 'target'>,
  environment: string,
): Promise<Planned<PurgeList>> {
  const retained = retainedTypes(project.root);
  // First what there is, then the stacks: so the stack of everything that is found is among them.
  const tagged = [
    ...(await taggedWith(target, environment)),
    ...(await retainedRoles(target, environment, retained.roles)),
  ];
  const stacks = await livingStacks(target);
  const use = await environmentUse(target, environment, stacks);
  const isInUse = use.own.length > 0;
  if (use.underWay.length > 0 || use.guests.length > 0) refuseWhileInUse(environment, use);
  const ids = new Set(stacks.map(({ StackId = '' }) => StackId));
  const found = judge(environment, tagged, { stacks: ids, isInUse, retained: retained.types });
  if (found.left.length === 0) refuseWhileInUse(environment, use);
  const removable = kinds
    .filter(({ stays }) => stays === undefined)
    .flatMap((kind) => found.left.filter((each) => each.kind === kind));
  const remove: Leftover[] = [];
  for (const each of removable) {
    const properties = await propertiesNow(target, each);
    // Tags are remembered for a while of what is gone.
    if (properties) remove.push({ ...each, properties, inside: await insideOf(target, each, properties) });
  }
  // A table of an environment that lives in another region may have a replica here.
  for (const region of replicaRegions(remove)) {
    if (region === target.region) continue;
    const other = await target.inRegion(region);
    refuseWhileInUse(environment, await environmentUse(other, environment, await livingStacks(other)));
  }
  const plan = {
    environment,
    remove: deletionOrder(remove),
    stays: found.left.filter(({ kind }) => kind.stays !== undefined),
    doubtful: found.doubtful,
    stray: await strayLogGroups(target),
  };
  return planned(plan, agreementOf(target, plan));
}

/** Agreement to a deletion that can't be undone: the environment's name is typed. */
function agreementOf({ isLocal }: AwsTarget, { environment: name, remove: { length } }: PurgeList): Agreement {
  if (isLocal || length === 0) return { kind: 'none' };
  return { kind: 'type-name', question: `Delete ${length} resource${length === 1 ? '' : 's'} for good?`, name };
}

async function propertiesNow(
  target: AwsTarget,
  { kind: { type }, identifier }: Tagged,
): Promise<Properties | undefined> {
  if (type === CLUSTER_SNAPSHOT) return snapshotProperties(await target.rds(), identifier);
  return propertiesOf(await target.cloudControl(), { type, identifier });
}

async function insideOf(
  target: AwsTarget,
  { kind: { type }, identifier }: Tagged,
  properties: Properties,
): Promise<string | undefined> {
  if (type === 'AWS::S3::Bucket') return bucketContents(await target.s3(), identifier);
  if (type === 'AWS::Backup::BackupVault') return vaultContents(await target.backup(), identifier);
  const elsewhere = regionsOf(properties).filter((region) => region !== target.region);
  return elsewhere.length > 0 ? `copies in ${elsewhere.join(', ')}` : undefined;
}

function replicaRegions(leftovers: readonly Leftover[]): ReadonlySet<string> {
  return new Set(leftovers.flatMap(({ properties }) => regionsOf(properties)));
}

/** Regions of a table's replicas; none of anything else. */
function regionsOf(properties: Properties): string[] {
  return replicasOf(properties).flatMap(({ Region }) => (typeof Region === 'string' ? Region : []));
}
