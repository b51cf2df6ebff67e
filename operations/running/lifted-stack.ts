import { setTimeout as sleep } from 'node:timers/promises';
import { guardPolicy, seePolicy } from '../../portfolios/guard/guard-policy';
import type { AwsTarget } from '../aws/aws-target';
import type { OperationContext } from '../context';

/** Resources of one stack that one update may replace or remove, though the guard forbids it. */
export interface AllowedReplacements {
  /** ARN. */
  readonly stack: string;
  /** Just these resources; none leaves the stack's policy as it is. */
  readonly logicalIds: readonly string[];
}

/** Stack that the guard's policy was lifted from, and how it was then. */
export interface LiftedStack extends AllowedReplacements {
  /** Time of its last update; undefined where there was none yet. */
  readonly updated: number | undefined;
}

/** Milliseconds between two looks at whether a lift was taken back; a sweep comes each hour. */
const LOCAL_PAUSE_MS = 100;
const AWS_PAUSE_MS = 30_000;

/** Lifts the guard's policy from named resources of a stack. */
export async function lift(target: Pick<AwsTarget, 'cloudFormation'>, allowed: AllowedReplacements): Promise<void> {
  const cloudFormation = await target.cloudFormation();
  const StackPolicyBody = guardPolicy(allowed.logicalIds);
  await cloudFormation.setStackPolicy({ StackName: allowed.stack, StackPolicyBody });
}

/** Puts the guard's policy back, whatever was there. */
export async function putBack(target: Pick<AwsTarget, 'cloudFormation'>, stack: string): Promise<void> {
  const cloudFormation = await target.cloudFormation();
  await cloudFormation.setStackPolicy({ StackName: stack, StackPolicyBody: guardPolicy() });
}

/** Time of a stack's last update. AWS sets it when an update begins. */
export async function lastUpdate(
  target: Pick<AwsTarget, 'cloudFormation'>,
  stack: string,
): Promise<number | undefined> {
  const cloudFormation = await target.cloudFormation();
  const { Stacks: [found] = [] } = await cloudFormation.describeStacks({ StackName: stack });
  return found?.LastUpdatedTime?.getTime();
}

/**
 * Lifts once more what a sweep of the guard takes back before the stack's own update has begun, as of a tier that waits for
 * others, and says so. Each stack once: whoever takes it back again means it.
 *
 * @param ended ends the watch
 */
export async function keepLifted(
  { target, events }: Pick<OperationContext, 'target' | 'events'>,
  lifted: readonly LiftedStack[],
  ended: AbortSignal,
): Promise<void> {
  const waiting = new Set(lifted);
  while (waiting.size > 0 && !ended.aborted) {
    // It rejects when the watch is ended, which the loop sees.
    await sleep(target.isLocal ? LOCAL_PAUSE_MS : AWS_PAUSE_MS, undefined, { signal: ended }).catch(() => {});
    for (const each of waiting) {
      if (ended.aborted) return;
      // What AWS refuses now it refuses of the update too, which tells.
      const seen = await lookAt(target, each).catch(() => 'lifted' as const);
      if (seen === 'lifted') continue;
      waiting.delete(each);
      if (seen === 'begun' || ended.aborted) continue;
      await lift(target, each).catch(() => {});
      events.emit({
        type: 'note',
        text: `The guard had taken back what was allowed for ${each.stack} before its update began; it is allowed once more.`,
      });
    }
  }
}

async function lookAt(target: AwsTarget, { stack, updated }: LiftedStack): Promise<'lifted' | 'taken back' | 'begun'> {
  const cloudFormation = await target.cloudFormation();
  const { StackPolicyBody } = await cloudFormation.getStackPolicy({ StackName: stack });
  if (seePolicy(StackPolicyBody).kind === 'lifted') return 'lifted';
  return (await lastUpdate(target, stack)) === updated ? 'taken back' : 'begun';
}
