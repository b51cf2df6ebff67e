import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import { CatalogError } from '../../catalog/errors';
import type { AwsTarget } from '../../operations/aws/aws-target';
import { allProvisionedProducts } from '../../operations/aws/provisioned-product';
import { allProducts } from '../../operations/project/choose-product';
import { stackFailure } from '../../operations/running/stack-failure';
import { stackNames } from '../../portfolios/publish';
import { type ChangeOptions, withChangeOptions } from '../options/change-options';
import { confirm } from '../terminal/confirm';
import { openTarget } from '../terminal/open-target';
import { startProgress } from '../terminal/progress';
import { print, printJson, type Shell } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface LeaveOptions extends ChangeOptions, JsonOption {
  readonly plan?: boolean;
}

/** `catalog leave`: takes the spoke out of an account that received portfolios, once nothing of the catalog runs there. */
export const leave: Verb = (program, shell) => {
  withChangeOptions(
    program.command('leave').description('take the catalog out of a receiving account: its roles, guard and shares'),
  )
    .option('--plan', 'say what would be done, and stop')
    .option(...jsonOption)
    .action(async (options: LeaveOptions) => {
      const target = await openTarget(shell, options, options);
      const stackId = await findSpoke(await target.cloudFormation());
      await refuseWhileInUse(target);
      if (!options.plan) {
        await confirm(shell, options, `Delete ${stackNames.spoke}, and with it the launch roles and the portfolios?`);
        await remove(shell, target, stackId);
      }
      if (options.json) printJson(shell, { stack: stackId, left: !options.plan });
      else print(shell, options.plan ? `Nothing of the catalog runs here; ${stackNames.spoke} would go.` : leftText);
    });
};

const leftText = [
  `${stackNames.spoke} is gone. API Gateway's role for its logs stays, since others may use it.`,
  "The hub's administrator ends the share: the account out of the context, and catalog publish --prune.",
].join('\n');

async function findSpoke(cloudFormation: CloudFormation): Promise<string> {
  const { Stacks: [stack] = [] } = await cloudFormation
    .describeStacks({ StackName: stackNames.spoke })
    .catch((error: unknown) => {
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

async function remove(shell: Shell, target: AwsTarget, StackName: string): Promise<void> {
  const cloudFormation = await target.cloudFormation();
  const progress = startProgress(shell);
  progress.update(`Deleting ${stackNames.spoke}`);
  try {
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
      await sleep(1000);
    }
  } finally {
    progress.stop();
  }
}
