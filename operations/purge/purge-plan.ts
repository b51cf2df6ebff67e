import type { AwsTarget } from '../aws/aws-target';
import { bucketContents } from './bucket';
import { propertiesOf } from './cloud-control';
import { deletionOrder } from './deletion-order';
import { livingStacks, refuseWhileInUse } from './environment-use';
import { CLUSTER_SNAPSHOT, kinds, type Properties, replicasOf } from './kinds';
import { type Doubtful, judge, type Leftover, type Tagged, taggedWith } from './leftovers';
import { snapshotProperties } from './snapshot';
import { vaultContents } from './vault';

/** What a purge would do. */
export interface PurgePlan {
  /** In the order in which they go. */
  readonly remove: readonly Leftover[];
  /** What products left behind and a purge leaves alone; the kind says why. */
  readonly stays: readonly Tagged[];
  /** What carries the environment's tag and isn't touched. */
  readonly doubtful: readonly Doubtful[];
}

/**
 * What a purge of an environment would delete: changes nothing.
 *
 * @param retained what each product leaves behind
 * @param targetIn the same account in another region
 * @throws `CatalogError` `environment-in-use`, `not-purgeable`
 */
export async function planPurge(
  target: AwsTarget,
  environment: string,
  retained: ReadonlyMap<string, ReadonlySet<string>>,
  targetIn: (region: string) => Promise<AwsTarget>,
): Promise<PurgePlan> {
  const stacks = await livingStacks(target);
  await refuseWhileInUse(target, environment, stacks);
  const ids = new Set(stacks.map(({ StackId = '' }) => StackId));
  const found = judge(environment, await taggedWith(target, environment), { stacks: ids, retained });
  const removable = kinds
    .filter(({ stays }) => stays === undefined)
    .flatMap((kind) => found.left.filter((each) => each.kind === kind));
  const remove: Leftover[] = [];
  for (const each of removable) {
    const properties = await propertiesNow(target, each);
    // Tags are remembered for a while of what is gone.
    if (properties) remove.push({ ...each, properties, inside: await insideOf(target, each) });
  }
  // A table of an environment that lives in another region may have a replica here.
  for (const region of replicaRegions(remove)) {
    if (region === target.region) continue;
    const other = await targetIn(region);
    await refuseWhileInUse(other, environment, await livingStacks(other));
  }
  return {
    remove: deletionOrder(remove),
    stays: found.left.filter(({ kind }) => kind.stays !== undefined),
    doubtful: found.doubtful,
  };
}

async function propertiesNow(
  target: AwsTarget,
  { kind: { type }, identifier }: Tagged,
): Promise<Properties | undefined> {
  if (type === CLUSTER_SNAPSHOT) return snapshotProperties(await target.rds(), identifier);
  return propertiesOf(await target.cloudControl(), { type, identifier });
}

async function insideOf(target: AwsTarget, { kind: { type }, identifier }: Tagged): Promise<string | undefined> {
  if (type === 'AWS::S3::Bucket') return bucketContents(await target.s3(), identifier);
  if (type === 'AWS::Backup::BackupVault') return vaultContents(await target.backup(), identifier);
  return undefined;
}

function replicaRegions(leftovers: readonly Leftover[]): ReadonlySet<string> {
  const replicas = leftovers.flatMap(({ properties }) => replicasOf(properties));
  return new Set(replicas.flatMap(({ Region }) => (typeof Region === 'string' ? Region : [])));
}
