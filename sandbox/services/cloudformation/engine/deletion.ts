import { deletionPolicyOf } from '../../../../catalog/template';
import { retain } from '../retained';
import type { Incarnation, ResourceRecord } from '../state';
import type { Leftover } from './operation';
import { remove } from './provision';
import type { StackSession } from './stack-session';

/**
 * Part of a resource that a policy keeps when the resource goes; undefined where nothing stays.
 *
 * @param undoes whether the resource goes because the operation that made it failed.
 */
export function keptBy(
  policy: string | undefined,
  { type, now }: Pick<ResourceRecord, 'type' | 'now'>,
  undoes: boolean,
): Leftover['keep'] {
  const taken = deletionPolicyOf({ type, properties: now.properties, deletionPolicy: policy });
  if (taken === 'RetainExceptOnCreate') return undoes ? undefined : 'Retain';
  return taken === 'Delete' ? undefined : taken;
}

/** Resource of the stack that is to go. */
export function ownLeftover({ logicalId, type, declared }: ResourceRecord, keep: Leftover['keep']): Leftover {
  return { logicalId, type, keep, dependencies: declared.dependencies, state: 'waiting' };
}

/** Resource as it was before it was replaced, or by which it was replaced where that is undone. */
export function replacedLeftover(
  { logicalId, type }: Pick<ResourceRecord, 'logicalId' | 'type'>,
  { now, declared }: Pick<ResourceRecord, 'now' | 'declared'>,
  keep: Leftover['keep'],
): Leftover {
  return { logicalId, type, keep, dependencies: declared.dependencies, incarnation: now, state: 'waiting' };
}

/**
 * One step of removing leftovers: those under way are asked again, and all that nothing left over needs any more begin.
 * What fails keeps what it needs alive. Done when nothing can begin and nothing is under way.
 */
export function deletionStep(session: StackSession): { readonly done: boolean } {
  const { leftovers } = session.operation;
  for (const leftover of leftovers.filter(({ state }) => state === 'deleting')) take(session, leftover);
  for (const leftover of beginnable(leftovers)) {
    if (leftover.keep === 'Retain') skip(session, leftover);
    else take(session, leftover);
  }
  return { done: beginnable(leftovers).length === 0 && leftovers.every(({ state }) => state !== 'deleting') };
}

/** Logical ids of what couldn't be removed. */
export function undeleted({ operation }: StackSession): string[] {
  return operation.leftovers.filter(({ state }) => state === 'failed').map(({ logicalId }) => logicalId);
}

function beginnable(leftovers: readonly Leftover[]): Leftover[] {
  const needed = new Set(leftovers.filter(({ state }) => state !== 'over').flatMap(({ dependencies }) => dependencies));
  return leftovers.filter(({ state, logicalId }) => state === 'waiting' && !needed.has(logicalId));
}

function skip(session: StackSession, leftover: Leftover): void {
  const incarnation = incarnationOf(session, leftover);
  leftover.state = 'over';
  report(session, leftover, 'DELETE_SKIPPED');
  if (incarnation.physicalId !== undefined) retain(session.work, session.stack, leftover, incarnation, 'resource');
}

function take(session: StackSession, leftover: Leftover): void {
  const incarnation = incarnationOf(session, leftover);
  if (incarnation.physicalId === undefined) {
    leftover.state = 'over';
    report(session, leftover, 'DELETE_COMPLETE');
    return;
  }
  if (leftover.state === 'waiting') report(session, leftover, 'DELETE_IN_PROGRESS');
  const outcome = remove(session, leftover, incarnation, leftover.pending);
  if ('pending' in outcome) {
    leftover.state = 'deleting';
    leftover.pending = outcome.pending.pending;
  } else if ('failed' in outcome) {
    leftover.state = 'failed';
    report(session, leftover, 'DELETE_FAILED', outcome.failed);
  } else {
    leftover.state = 'over';
    leftover.pending = undefined;
    if (leftover.keep === 'Snapshot') retain(session.work, session.stack, leftover, incarnation, 'snapshot');
    report(session, leftover, 'DELETE_COMPLETE');
  }
}

function incarnationOf({ resources }: StackSession, { logicalId, incarnation }: Leftover): Incarnation {
  const found = incarnation ?? resources.get(logicalId)?.now;
  if (!found) throw new Error(`nothing is left over of ${logicalId}`);
  return found;
}

/** The status of the stack's own resource, or just an event about one that a replacement put aside. */
function report(session: StackSession, leftover: Leftover, status: string, reason?: string): void {
  const own = leftover.incarnation ? undefined : session.resources.get(leftover.logicalId);
  if (own) session.resourceStatus(own, status, reason);
  else session.resourceEvent({ ...leftover, now: incarnationOf(session, leftover) }, status, reason);
}
