import { CatalogError } from '../../catalog/errors';
import { liftingPatch } from '../../catalog/template/deletion-refusals';
import { isAwsError } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import type { OperationContext } from '../context';
import { emptyBucket } from './bucket';
import { deleteResource, identifiersOf, updateResource } from './cloud-control';
import { uses } from './deletion-order';
import { CLUSTER_SNAPSHOT } from './kinds';
import type { Leftover } from './leftovers';
import { pause } from './pause';
import type { PurgeList } from './plan-purge';
import { deleteSnapshot } from './snapshot';
import { emptyVault } from './vault';

/** Result of deleting one resource. */
export interface Deletion {
  readonly leftover: Leftover;
  /** Why it is still there; undefined where it is gone. */
  readonly failure?: string | undefined;
}

/** Number of times that a vault is deleted which AWS Backup still believes to be full: https://github.com/go-to-k/delstack/issues/370 */
const ATTEMPTS = 5;

/**
 * Deletes what is left behind, one after the other. What can't be deleted, and what that uses, stays; the rest goes on. It
 * can be stopped between two resources, and goes on there when it is planned and carried out again.
 */
export async function purge(
  { target, events, signal }: OperationContext,
  { environment, remove: leftovers }: PurgeList,
): Promise<readonly Deletion[]> {
  const deletions: Deletion[] = [];
  const deletionOf = async (leftover: Leftover): Promise<string | undefined> => {
    if (signal?.aborted) return 'it was stopped before';
    const { identifier: subject } = leftover;
    const user = deletions.find(({ leftover: other, failure }) => failure !== undefined && uses(other, leftover));
    const say = (text: string) => events.emit({ type: 'step', subject, text, index: 0, of: 0 });
    say(`Deleting ${subject}`);
    return user
      ? `${user.leftover.identifier} uses it and is still there`
      : failureOf(() => remove(target, leftover, say));
  };
  for (const leftover of leftovers) {
    deletions.push({ leftover, failure: await deletionOf(leftover) });
    events.emit({ type: 'count', subject: environment, done: deletions.length, of: leftovers.length });
  }
  return deletions;
}

async function remove(
  target: AwsTarget,
  { kind, identifier, properties }: Leftover,
  say: (text: string) => void,
): Promise<void> {
  const { type } = kind;
  const resource = { type, identifier };
  const patch = liftingPatch(type, properties);
  if (patch.length > 0) await updateResource(target, resource, patch);
  switch (type) {
    case CLUSTER_SNAPSHOT:
      return deleteSnapshot(target, identifier);
    case 'AWS::S3::Bucket':
      await emptyBucket(await target.s3(), identifier, say);
      return deleteResource(target, resource);
    case 'AWS::Backup::BackupVault':
      await emptyVault(await target.backup(), identifier, { say, pause: () => pause(target) });
      return deleteEmptied(target, identifier);
    case 'AWS::EFS::FileSystem':
      for (const mount of await identifiersOf(await target.cloudControl(), MOUNT_TARGET, {
        FileSystemId: identifier,
      })) {
        await deleteResource(target, { type: MOUNT_TARGET, identifier: mount });
      }
      return deleteResource(target, resource);
    default:
      return deleteResource(target, resource);
  }
}

const MOUNT_TARGET = 'AWS::EFS::MountTarget';

async function deleteEmptied(target: AwsTarget, identifier: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await deleteResource(target, { type: 'AWS::Backup::BackupVault', identifier });
    } catch (error) {
      const isBehind = error instanceof Error && error.message.includes('contains recovery points');
      if (!isBehind || attempt === ATTEMPTS) throw error;
      await pause(target);
    }
  }
}

/** Reason of AWS's against something; undefined where there is none. Any other error is thrown on. */
async function failureOf(act: () => Promise<void>): Promise<string | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (error instanceof CatalogError || isAwsError(error)) return error.message;
    throw error;
  }
}
