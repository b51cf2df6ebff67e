import { setTimeout as sleep } from 'node:timers/promises';
import { CatalogError } from '../../catalog/errors';
import { stackNames } from '../../portfolios/publish';
import { type Agree, agreementTo, type Planned, planned, requireConsent } from '../agreement';
import type { AwsTarget } from '../aws/aws-target';
import type { OperationContext } from '../context';
import { stackFailure } from '../running/stack-failure';
import { refuseWhileElsewhere } from './other-regions';
import { runningFromCatalog } from './running-from-catalog';

/** Stack that goes when an account that received portfolios leaves the catalog. */
export interface LeavePlan {
  /** ARN of the spoke's stack. */
  readonly stack: string;
}

/** Wish of whoever leaves. */
export interface LeaveWish {
  /** Regions that the account may use, where not all that are enabled are to be looked at. */
  readonly regions?: readonly string[] | undefined;
}

/** Milliseconds between two looks at the stack. */
const LOCAL_PAUSE_MS = 50;
const AWS_PAUSE_MS = 5000;

/**
 * Plans to take the catalog out of an account and region that received portfolios: its spoke, once nothing of the catalog
 * runs there. The spoke of the home region has the launch roles of all of them, so it goes last.
 *
 * @throws `CatalogError` `no-spoke`; `still-used`; `home-last`; `regions-unknown`
 */
export async function planLeave(
  { target }: Pick<OperationContext, 'target'>,
  { regions }: LeaveWish = {},
): Promise<Planned<LeavePlan>> {
  const { id: stack, home } = await findSpoke(target);
  await refuseWhileInUse(target);
  if (home === '' || home === target.region) await refuseWhileElsewhere(target, regions);
  const question = `Delete ${stackNames.spoke}, and with it the launch roles and the portfolios?`;
  return planned({ stack }, agreementTo(target, question));
}

/**
 * Takes the spoke out of the account, and waits until it is gone.
 *
 * @throws `CatalogError` `declined`; `leave-failed` with the reason that CloudFormation gives
 */
export async function carryOutLeave(
  { target, events }: OperationContext,
  { plan: { stack: StackName }, agreement }: Planned<LeavePlan>,
  agree: Agree,
): Promise<void> {
  await requireConsent(agree, agreement);
  events.emit({
    ...{ type: 'step', subject: stackNames.spoke, text: `Deleting ${stackNames.spoke}` },
    ...{ index: 0, of: 0 },
  });
  const cloudFormation = await target.cloudFormation();
  await cloudFormation.updateTerminationProtection({ StackName, EnableTerminationProtection: false });
  await cloudFormation.deleteStack({ StackName });
  for (;;) {
    const { Stacks: [stack] = [] } = await cloudFormation.describeStacks({ StackName });
    if (stack?.StackStatus === 'DELETE_COMPLETE') return;
    if (stack?.StackStatus !== 'DELETE_IN_PROGRESS') {
      const why = (await stackFailure(target, StackName)) ?? 'its events say why';
      throw new CatalogError(
        'leave-failed',
        `${stackNames.spoke} is ${stack?.StackStatus}: ${why}. Mend that; then again.`,
      );
    }
    await sleep(target.isLocal ? LOCAL_PAUSE_MS : AWS_PAUSE_MS);
  }
}

/** The spoke's ARN, and its answer to which region has the launch roles: empty for its own. */
async function findSpoke(target: AwsTarget): Promise<{ readonly id: string; readonly home: string }> {
  const cloudFormation = await target.cloudFormation();
  const { Stacks: [stack] = [] } = await cloudFormation
    .describeStacks({ StackName: stackNames.spoke })
    .catch((error: unknown) => {
      // CloudFormation has no error of its own for a stack that isn't there.
      if (error instanceof Error && /does not exist/.test(error.message)) return { Stacks: [] };
      throw error;
    });
  const home = stack?.Parameters?.find(({ ParameterKey }) => ParameterKey === 'HomeRegion')?.ParameterValue ?? '';
  if (stack?.StackId !== undefined) return { id: stack.StackId, home };
  throw new CatalogError(
    'no-spoke',
    `There is no stack ${stackNames.spoke} in this account and region. Where a stack set has deployed it, its administrator ` +
      'takes the account out of the stack set.',
  );
}

/** Without its launch roles nothing could be updated or terminated any more. */
async function refuseWhileInUse(target: AwsTarget): Promise<void> {
  const running = await runningFromCatalog(target);
  if (running.length === 0) return;
  throw new CatalogError(
    'still-used',
    `What was launched from the catalog still runs here: ${running.join(', ')}; terminate that first, since nothing ` +
      'can be without the launch roles.',
  );
}
