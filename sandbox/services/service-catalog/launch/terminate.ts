import type {
  TerminateProvisionedProductInput,
  TerminateProvisionedProductOutput,
} from '@aws-sdk/client-service-catalog';
import { AwsError } from '../../../kernel/aws-error';
import { deleteStack } from '../../cloudformation/engine';
import { findStack } from '../../cloudformation/state';
import type { Actor } from '../state';
import { underChange } from './begin';
import { LAUNCH_SESSION, launchRoleProblem } from './launch-role';
import { dropPlan } from './plan-removal';
import { provisionedProductNamed } from './provisioned-products';
import { cloudFormationError } from './record-errors';
import { answerRecord, newRecord } from './records';
import { type Outcome, settle } from './settle';
import { knownCallerRole } from './stack';
import { launchedOf, type ProvisionedProductRow } from './state';
import { refuseBusy } from './update';

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_TerminateProvisionedProduct.html */
export function terminateProvisionedProduct(
  input: TerminateProvisionedProductInput,
  actor: Actor,
): TerminateProvisionedProductOutput {
  return answerRecord(actor, 'TerminateProvisionedProduct', input, 'TerminateToken', () => {
    const row = provisionedProductNamed(actor, input.ProvisionedProductId, input.ProvisionedProductName);
    if (row.status !== 'PLAN_IN_PROGRESS') refuseBusy(row);
    dropPlan(actor, row.id);
    const record = newRecord(actor, 'TERMINATE_PROVISIONED_PRODUCT', row, launchedOf(row), {
      ignoreErrors: input.IgnoreErrors,
    });
    const under = underChange(actor, row, record);
    const outcome = remove(actor, under, input.RetainPhysicalResources ?? false);
    if (outcome) settle(record, under, outcome, actor);
    return record;
  });
}

/** Sets the stack's deletion going; what ends at once answers how. */
function remove(actor: Actor, row: ProvisionedProductRow, retain: boolean): Outcome | undefined {
  const { stackId, launchRoleArn } = row;
  const stack = stackId === undefined ? undefined : findStack(actor.db, actor, stackId);
  if (retain || !stack || stack.status === 'DELETE_COMPLETE') return { stack: undefined };
  const roleArn = row.launchRoleOverride ?? launchRoleArn;
  const problem = launchRoleProblem(actor, roleArn, 'delete', stack.id);
  if (problem) return { error: problem };
  try {
    deleteStack(
      {
        accountId: actor.accountId,
        region: actor.region,
        stackId: stack.id,
        roleArn: roleArn ?? knownCallerRole(actor),
        roleSessionName: roleArn === undefined ? undefined : LAUNCH_SESSION,
      },
      actor,
    );
    return undefined;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { error: cloudFormationError(error.code, error.message) };
  }
}
