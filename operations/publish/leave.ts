import { setTimeout as sleep } from 'node:timers/promises';
import { CatalogError } from '../../catalog/errors';
import { stackNames } from '../../portfolios/publish';
import { type Agree, agreementTo, type Planned, requireConsent } from '../agreement';
import type { AwsTarget } from '../aws/aws-target';
import { allProvisionedProducts } from '../aws/provisioned-product';
import type { OperationContext } from '../context';
import { allProducts } from '../project/choose-product';
import { stackFailure } from '../running/stack-failure';

/** Stack that goes when an account that received portfolios leaves the catalog. */
export interface LeavePlan {
  /** ARN of the spoke's stack. */
  readonly stack: string;
}

/** Milliseconds between two looks at the stack. */
const LOCAL_PAUSE_MS = 50;
const AWS_PAUSE_MS = 5000;

/**
 * Plans to take the catalog out of an account that received portfolios: its spoke, once nothing of the catalog runs there.
 *
 * @throws `CatalogError` `no-spoke`; `still-used`
 */
export async function planLeave({ target }: Pick<OperationContext, 'target'>): Promise<Planned<LeavePlan>> {
  const stack = await findSpoke(target);
  await refuseWhileInUse(target);
  const question = `Delete ${stackNames.spoke}, and with it the launch roles and the portfolios?`;
  return { plan: { stack }, agreement: agreementTo(target, question), discard: async () => {} };
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

async function findSpoke(target: AwsTarget): Promise<string> {
  const cloudFormation = await target.cloudFormation();
  const { Stacks: [stack] = [] } = await cloudFormation
    .describeStacks({ StackName: stackNames.spoke })
    .catch((error: unknown) => {
      // CloudFormation has no error of its own for a stack that isn't there.
      if (error instanceof Error && /does not exist/.test(error.message)) return { Stacks: [] };
      throw error;
    });
  if (stack?.StackId !== undefined) return stack.StackId;
  throw new CatalogError(
    'no-spoke',
    `There is no stack ${stackNames.spoke} in this account and region. Where a stack set has deployed it, its administrator ` +
      'takes the account out of the stack set.',
  );
}

/** Without its launch roles nothing could be updated or terminated any more. */
async function refuseWhileInUse(target: AwsTarget): Promise<void> {
  const names = new Set((await allProducts()).map(({ name }) => name));
  const all = await allProvisionedProducts(await target.serviceCatalog());
  const running = all.filter(({ ProductName }) => names.has(ProductName ?? '')).map(({ Name }) => Name ?? '');
  if (running.length === 0) return;
  throw new CatalogError(
    'still-used',
    `What was launched from the catalog still runs here: ${running.sort().join(', ')}; terminate that first, since nothing ` +
      'can be without the launch roles.',
  );
}
