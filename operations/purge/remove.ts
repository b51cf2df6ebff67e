import { CatalogError } from '../../catalog/errors';
import { liftingPatch } from '../../catalog/template/deletion-refusals';
import type { AwsTarget } from '../aws/aws-target';
import { emptyBucket } from './bucket';
import { deleteResource, identifiersOf, updateResource } from './cloud-control';
import { uses } from './deletion-order';
import { CLUSTER_SNAPSHOT } from './kinds';
import type { Leftover } from './leftovers';
import { pause } from './pause';
import { deleteSnapshot } from './snapshot';
import { emptyVault } from './vault';

/** How one deletion ended. */
export interface Outcome {
  readonly leftover: Leftover;
  /** Why it is still there; undefined where it is gone. */
  readonly failure?: string;
}

/** How often a vault is deleted that AWS Backup still believes to be full: https://github.com/go-to-k/delstack/issues/370 */
const ATTEMPTS = 5;

/**
 * Deletes what is left behind, one after the other. What can't be deleted, and what that uses, stays; the rest goes on.
 *
 * @param leftovers in an order in which they can go
 * @param say told what is going on
 */
export async function removeAll(
  target: AwsTarget,
  leftovers: readonly Leftover[],
  say: (text: string) => void,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const leftover of leftovers) {
    const user = outcomes.find(({ leftover: other, failure }) => failure !== undefined && uses(other, leftover));
    say(`Deleting ${leftover.identifier}`);
    const failure = user
      ? `${user.leftover.identifier} uses it and is still there`
      : await failureOf(() => remove(target, leftover, say));
    outcomes.push({ leftover, failure });
  }
  return outcomes;
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

/** What AWS has against something; undefined where nothing. What isn't AWS's reason is thrown on. */
async function failureOf(act: () => Promise<void>): Promise<string | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (error instanceof CatalogError || (error instanceof Error && '$fault' in error)) return error.message;
    throw error;
  }
}
