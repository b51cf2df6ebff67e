import { AwsError } from '../../../kernel/aws-error';
import { deleteStack, findStack } from '../../cloudformation';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { underChange } from './begin-record';
import { endRecord, type Outcome } from './end-record';
import { LAUNCH_SESSION, launchRoleProblem } from './launch-role';
import { dropPlan } from './plan-removal';
import { provisionedProductNamed } from './provisioned-products';
import { knownCallerRole } from './provisioned-stack';
import { cloudFormationError } from './record-errors';
import { answerRecord, newRecord } from './records';
import { launchedOf, type ProvisionedProductRow } from './state';
import { refuseBusy } from './update-provisioned-product';

/** Operation that terminates a provisioned product. */
export const terminateProvisionedProductOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_TerminateProvisionedProduct.html */
  TerminateProvisionedProduct(input, call) {
    return answerRecord(call, 'TerminateProvisionedProduct', input, 'TerminateToken', () => {
      const row = provisionedProductNamed(call, input.ProvisionedProductId, input.ProvisionedProductName);
      if (row.status !== 'PLAN_IN_PROGRESS') refuseBusy(row);
      dropPlan(call, row.id);
      const record = newRecord(call, 'TERMINATE_PROVISIONED_PRODUCT', row, launchedOf(row), {
        ignoreErrors: input.IgnoreErrors,
      });
      const under = underChange(call, row, record);
      const outcome = remove(call, under, input.RetainPhysicalResources ?? false);
      if (outcome) endRecord(record, under, outcome, call);
      return record;
    });
  },
} satisfies CatalogOperations;

/** Sets the stack's deletion going; what ends at once answers how. */
function remove(call: CatalogCall, row: ProvisionedProductRow, retain: boolean): Outcome | undefined {
  const { stackId, launchRoleArn } = row;
  const stack = stackId === undefined ? undefined : findStack(call.db, call, stackId);
  if (retain || !stack || stack.status === 'DELETE_COMPLETE') return { stack: undefined };
  const roleArn = row.launchRoleOverride ?? launchRoleArn;
  const problem = launchRoleProblem(call, roleArn, 'delete', stack.id);
  if (problem) return { error: problem };
  try {
    deleteStack(
      {
        accountId: call.accountId,
        region: call.region,
        stackId: stack.id,
        roleArn: roleArn ?? knownCallerRole(call),
        roleSessionName: roleArn === undefined ? undefined : LAUNCH_SESSION,
      },
      call,
    );
    return undefined;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { error: cloudFormationError(error.code, error.message) };
  }
}
