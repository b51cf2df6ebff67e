import type * as model from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../kernel/aws-error';
import type { Call } from '../../../kernel/call';
import type { Operations } from '../../../kernel/operations';
import { pageOfRows } from '../../../kernel/page';
import { pageRequest } from '../page-request';
import { theStackSet } from './stack-set-lookup';
import { type OperationRecord, operationsInOrder, results, type StackSetRecord, setOperations } from './state';

/** Operations on stack sets' operations. */
export const stackSetOperationOperations = {
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackSetOperation.html */
  DescribeStackSetOperation(input, call) {
    const stackSet = theStackSet(input, call);
    const operation = theOperation(stackSet, input.OperationId, call);
    return {
      StackSetOperation: {
        ...summary(stackSet, operation, call),
        StackSetId: stackSet.id,
        RetainStacks: operation.retainStacks,
        DeploymentTargets: operation.targets,
      },
    };
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackSetOperations.html: newest first. */
  ListStackSetOperations(input, call) {
    const stackSet = theStackSet(input, call);
    const page = { ...pageRequest(input, 'ListStackSetOperations'), reverse: true };
    const { items, next } = pageOfRows(call.db, operationsInOrder, [stackSet.uuid], page);
    const rows = items.flatMap(({ value: id }) => call.db.get(setOperations, [stackSet.uuid, id]) ?? []);
    return { Summaries: rows.map((operation) => summary(stackSet, operation, call)), NextToken: next };
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackSetOperationResults.html */
  ListStackSetOperationResults(input, call) {
    const stackSet = theStackSet(input, call);
    const { id } = theOperation(stackSet, input.OperationId, call);
    const { items, next } = pageOfRows(
      call.db,
      results,
      [stackSet.uuid, id],
      pageRequest(input, 'ListStackSetOperationResults'),
      ({ value }) => (input.Filters ?? []).every(({ Values }) => Values === value.status),
    );
    return {
      Summaries: items.map(({ value: { accountId, region, unitId, status, reason } }) => ({
        Account: accountId,
        Region: region,
        OrganizationalUnitId: unitId,
        Status: status,
        StatusReason: reason,
      })),
      NextToken: next,
    };
  },
} satisfies Operations<typeof model>;

function theOperation({ uuid, name }: StackSetRecord, id: string | undefined, { db }: Call): OperationRecord {
  const operation = db.get(setOperations, [uuid, id ?? '']);
  if (operation) return operation;
  throw new AwsError('OperationNotFoundException', `Operation ${id} of StackSet ${name} not found`);
}

function summary({ uuid }: StackSetRecord, operation: OperationRecord, { db }: Call) {
  const failed = db.list(results, [uuid, operation.id]).filter(({ value }) => value.status === 'FAILED');
  return {
    OperationId: operation.id,
    Action: operation.action,
    Status: operation.status,
    CreationTimestamp: operation.created,
    EndTimestamp: operation.ended,
    OperationPreferences: operation.preferences,
    StatusDetails: { FailedStackInstancesCount: failed.length },
  };
}
