import { setTimeout as pause } from 'node:timers/promises';
import type { Stack } from '@aws-sdk/client-cloudformation';
import type { CatalogCommand } from '../catalog-command';
import { lastWords } from '../catalog-command';
import { launchedAtRest, terminateLaunched } from '../launched';
import { type Place, pauseAt } from '../place';
import { PROBE_PREFIX, runOf } from '../run-tag';
import { deleteStack, livingStacks, reasonOf, stackNamed } from '../stacks';
import type { ListedProduct } from '../steps/step';
import { claimPolicies } from './claim-policies';
import { cloudControlName, collect } from './collect';
import type { Left } from './order';
import { deletePolicy, deleteRole } from './remove-role';
import { reasonToKeep, roleUse } from './role-use';

/** Place of a removal, the command that works there, and the run whose things go. */
export interface Removal {
  readonly place: Place;
  readonly catalog: CatalogCommand;
  readonly runId: string;
  readonly products: readonly ListedProduct[];
  say(line: string): void;
}

/** Thing that is still there after a removal, and why. */
export interface Stays {
  readonly left: Left;
  readonly why: string;
}

/** End of taking one thing away: it is gone; AWS still lists what is gone, or is going, by itself; or it stays. */
type Outcome = 'gone' | 'going' | { readonly why: string };

/**
 * Takes away what carries the run's tag, one after the other, and looks anew after each: what goes may leave something
 * behind, or take something along. What can't be taken away is named, and the rest goes on.
 */
export async function remove(removal: Removal): Promise<readonly Stays[]> {
  const { place, runId, products, say } = removal;
  // A run that was killed leaves stacks under way, which still make policies.
  for (const { StackId = '' } of await livingStacks(place)) await atRest(place, runId, StackId);
  await claimPolicies(place, runId);
  const stays: Stays[] = [];
  const tried = new Set<string>();
  for (;;) {
    const next = (await collect(place, runId, products)).find((left) => !tried.has(keyOf(left)));
    if (next === undefined) return stays;
    say(`Taking away ${next.kind} ${next.name}`);
    const outcome = await takenAway(removal, next).catch((error: unknown): Outcome => {
      if (error instanceof Error) return { why: error.message };
      throw error;
    });
    if (outcome === 'gone') continue;
    tried.add(keyOf(next));
    if (outcome === 'going') continue;
    stays.push({ left: next, why: outcome.why });
    say(`  it stays: ${outcome.why}`);
  }
}

function keyOf({ kind, name, id }: Left): string {
  return JSON.stringify([kind, name, id]);
}

/** Takes one thing away. */
async function takenAway(removal: Removal, left: Left): Promise<Outcome> {
  const { place, catalog, runId, products } = removal;
  switch (left.kind) {
    case 'share': {
      const client = await place.target.serviceCatalog();
      await client.deletePortfolioShare({ PortfolioId: left.id, AccountId: left.name });
      return 'gone';
    }
    case 'provisioned product':
      return terminated(removal, left);
    case 'environment': {
      const end = await catalog('purge', left.name);
      if (end.code !== 0) return { why: `purge: ${lastWords(end)}` };
      // Keys wait for their deletion, and what is gone is remembered for a while.
      return (await isStillTagged(place, left.name)) ? 'going' : 'gone';
    }
    case 'stack':
      return stackGone(place, runId, left);
    case 'TagOption': {
      await (await place.target.serviceCatalog()).deleteTagOption({ Id: left.id });
      return 'gone';
    }
    case 'bucket':
      return bucketGone(place, left.name);
    case 'resource':
      return resourceGone(place, left.id);
    case 'role': {
      const names = new Set(products.map(({ name }) => name));
      const why = reasonToKeep(await roleUse(place, left.name, names));
      if (why !== undefined) return { why };
      await deleteRole(await place.target.iam(), left.name);
      return 'gone';
    }
    case 'policy': {
      const why = await deletePolicy(await place.target.iam(), left.id);
      return why === undefined ? 'gone' : { why };
    }
  }
}

async function terminated({ place, catalog }: Removal, { name, id: Id }: Left): Promise<Outcome> {
  if (name.startsWith(PROBE_PREFIX)) {
    const why = await terminateLaunched(place, { Id });
    return why === undefined ? 'gone' : { why };
  }
  // A run that was killed leaves launches under way.
  if ((await launchedAtRest(place, { Id })) === undefined) return 'gone';
  const end = await catalog('terminate', name);
  return end.code === 0 ? 'gone' : { why: lastWords(end) };
}

/** Stack of the run once AWS is not at work on it; undefined where it is gone, or isn't the run's. */
async function atRest(place: Place, runId: string, id: string): Promise<Stack | undefined> {
  for (;;) {
    const stack = await stackNamed(place, id);
    if (stack === undefined || stack.StackStatus === 'DELETE_COMPLETE' || runOf(stack.Tags) !== runId) return undefined;
    const isBusy = stack.StackStatus?.endsWith('_IN_PROGRESS') && stack.StackStatus !== 'REVIEW_IN_PROGRESS';
    if (!isBusy) return stack;
    await pause(pauseAt(place));
  }
}

async function stackGone(place: Place, runId: string, { id }: Left): Promise<Outcome> {
  // The list is a moment old.
  if ((await atRest(place, runId, id)) === undefined) return 'gone';
  const client = await place.target.cloudFormation();
  await client.updateTerminationProtection({ StackName: id, EnableTerminationProtection: false });
  const end = await deleteStack(place, id);
  return end.status === 'DELETE_COMPLETE' ? 'gone' : { why: reasonOf(end) };
}

async function bucketGone({ target }: Place, Bucket: string): Promise<Outcome> {
  const s3 = await target.s3();
  for (;;) {
    const { Contents = [] } = await s3.listObjectsV2({ Bucket });
    if (Contents.length === 0) break;
    await s3.deleteObjects({ Bucket, Delete: { Objects: Contents.map(({ Key }) => ({ Key })) } });
  }
  await s3.deleteBucket({ Bucket });
  return 'gone';
}

async function resourceGone(place: Place, arn: string): Promise<Outcome> {
  const named = cloudControlName(arn);
  if (named === undefined) return { why: 'this run knows no way to delete it; delete it by hand' };
  const { type: TypeName, identifier: Identifier } = named;
  const client = await place.target.cloudControl();
  const isThere = () =>
    client.getResource({ TypeName, Identifier }).then(
      () => true,
      () => false,
    );
  // Tags are remembered for a while of what is gone, and keys that wait for their deletion keep theirs.
  if (!(await isThere())) return 'going';
  let { ProgressEvent: progress } = await client.deleteResource({ TypeName, Identifier });
  while (progress?.OperationStatus === 'PENDING' || progress?.OperationStatus === 'IN_PROGRESS') {
    await pause(pauseAt(place));
    ({ ProgressEvent: progress } = await client.getResourceRequestStatus({ RequestToken: progress.RequestToken }));
  }
  if (progress?.OperationStatus === 'SUCCESS') return 'gone';
  return { why: progress?.StatusMessage ?? 'it could not be deleted' };
}

async function isStillTagged({ target }: Place, environment: string): Promise<boolean> {
  const TagFilters = [{ Key: 'Environment', Values: [environment] }];
  const { ResourceTagMappingList = [] } = await (await target.tagging()).getResources({ TagFilters });
  return ResourceTagMappingList.length > 0;
}
