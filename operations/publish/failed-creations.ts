import type { CloudFormation, Stack } from '@aws-sdk/client-cloudformation';
import { type StackName, stackNames } from '../../portfolios/publish';
import type { HubPortfolio, ShareStep } from '../../portfolios/reconcile/shares';
import { unlessRefused } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import type { OperationContext } from '../context';
import { stackFailure } from '../running/stack-failure';
import { applySteps } from './reconcile/apply';

/** Stack of the catalog whose first creation failed: it must be deleted before it can be made. */
export interface FailedCreation {
  readonly name: StackName;
  /** Its ARN. */
  readonly id: string;
  readonly isProtected: boolean;
  /** As CloudFormation says it. */
  readonly reason: string;
  /** Shares of portfolios that it made and can't delete while they are shared: of the hub's stack alone. */
  readonly shares: readonly ShareStep[];
}

/** Statuses in which a stack never came to be. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html */
const NEVER_MADE: readonly (string | undefined)[] = ['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED'];

/** Milliseconds between two looks at what AWS does in its own time. */
const LOCAL_PAUSE_MS = 20;
const AWS_PAUSE_MS = 5000;

/**
 * Finds stacks whose first creation failed. The CDK CLI deletes such a stack before it makes it anew, but protects it from
 * deletion before it makes it: so it couldn't any more.
 *
 * @param portfolios of the hub's stack, with their shares
 * @returns none where the caller may not look
 */
export async function failedCreations(
  target: AwsTarget,
  stacks: readonly StackName[],
  portfolios: readonly HubPortfolio[],
): Promise<FailedCreation[]> {
  const cloudFormation = await target.cloudFormation();
  const found: FailedCreation[] = [];
  for (const name of stacks) {
    const stack = await describedStack(cloudFormation, name);
    if (stack?.StackId === undefined || !NEVER_MADE.includes(stack.StackStatus)) continue;
    const shares = portfolios.flatMap(({ id, name: portfolio, shares: all }) =>
      all.map((share) => ({ kind: 'share', change: 'delete', portfolio, share, portfolioId: id }) as const),
    );
    found.push({
      name,
      id: stack.StackId,
      isProtected: stack.EnableTerminationProtection ?? false,
      reason: (await stackFailure(target, stack.StackId)) ?? 'its events say why',
      shares: name === stackNames.hub && stack.StackStatus === 'ROLLBACK_FAILED' ? shares : [],
    });
  }
  return found;
}

/** Clears the way for the CDK CLI, which deletes the stack: lifts its protection, and ends the shares that hold it. */
export async function clearFailedCreation(
  { target }: Pick<OperationContext, 'target'>,
  { id: StackName, isProtected, shares }: FailedCreation,
): Promise<void> {
  if (isProtected) {
    const cloudFormation = await target.cloudFormation();
    await cloudFormation.updateTerminationProtection({ StackName, EnableTerminationProtection: false });
  }
  const pauseMs = target.isLocal ? LOCAL_PAUSE_MS : AWS_PAUSE_MS;
  await applySteps(await target.serviceCatalog(), shares, { pauseMs });
}

/** A stack that is there; undefined for one that isn't, or that the caller may not see. */
async function describedStack(cloudFormation: CloudFormation, StackName: string): Promise<Stack | undefined> {
  const { Stacks: [stack] = [] } = (await unlessRefused(() => cloudFormation.describeStacks({ StackName }))) ?? {};
  return stack;
}
