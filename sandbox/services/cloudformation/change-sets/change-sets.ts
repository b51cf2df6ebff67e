import type * as model from '@aws-sdk/client-cloudformation';
import type {
  Capability,
  Change,
  ChangeSetStatus,
  CreateChangeSetInput,
  ExecutionStatus,
} from '@aws-sdk/client-cloudformation';
import type { ResourceChange } from '../../../../catalog/template';
import { AwsError } from '../../../kernel/aws-error';
import type { Call } from '../../../kernel/call';
import type { Operations } from '../../../kernel/operations';
import { pageOf, pageOfRows } from '../../../kernel/page';
import { shownParameter } from '../operations/describe-stacks';
import { callerRole, checkServiceRole } from '../operations/service-role';
import { parametersFrom, requiredTemplate, stackNamed, tagsFrom, templateFrom } from '../operations/stack-input';
import { pageRequest } from '../page-request';
import { findResource } from '../resource-rows';
import { findStack } from '../state';
import { templateText } from '../template-store';
import { createChangeSet as create } from './create-change-set';
import { executeChangeSet as execute, deleteChangeSet as remove } from './execute-change-set';
import { type ChangeSetRecord, changeSets, findChangeSet } from './state';

/** Operations on change sets. */
export const changeSetOperations = {
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html */
  CreateChangeSet(input, call) {
    const { ChangeSetType: type = 'UPDATE', StackName: stackName = '' } = input;
    if (type === 'IMPORT') {
      throw new AwsError('ValidationError', 'The sandbox holds nothing outside of stacks that could be imported');
    }
    checkServiceRole(input.RoleARN, call);
    const { id, stackId } = create(
      {
        accountId: call.accountId,
        region: call.region,
        stackName,
        changeSetName: input.ChangeSetName ?? '',
        type,
        templateBody: templateOf(input, call),
        parameters: parametersFrom(input.Parameters),
        tags: input.Tags && tagsFrom(input.Tags),
        capabilities: input.Capabilities ?? [],
        notificationArns: input.NotificationARNs,
        roleArn: input.RoleARN,
        clientRequestToken: input.ClientToken,
        description: input.Description,
        onFailure: input.OnStackFailure,
        includeNestedStacks: input.IncludeNestedStacks,
      },
      call,
    );
    return { Id: id, StackId: stackId };
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html */
  DescribeChangeSet(input, call) {
    const changeSet = findChangeSet(call.db, call, input.ChangeSetName ?? '', input.StackName);
    const { definition } = changeSet;
    // In their order: the changes of a change set stay as they are, so that a place among them is a key.
    const changes = [...changeSet.changes.entries()];
    const { items, next } = pageOf(changes, ([place]) => place, pageRequest(input, `changes ${changeSet.uuid}`));
    return {
      ...summary(changeSet),
      Parameters: definition.parameters.map(shownParameter),
      NotificationARNs: [...definition.notificationArns],
      RollbackConfiguration: {},
      Capabilities: definition.capabilities as Capability[],
      Tags: Object.entries(definition.tags).map(([Key, Value]) => ({ Key, Value })),
      Changes: items.map(([, change]) => shownChange(change, changeSet, call)),
      NextToken: next,
      OnStackFailure: changeSet.onFailure,
    };
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ExecuteChangeSet.html */
  ExecuteChangeSet(input, call) {
    execute(
      {
        accountId: call.accountId,
        region: call.region,
        changeSetName: input.ChangeSetName ?? '',
        stackName: input.StackName,
        clientRequestToken: input.ClientRequestToken,
        disableRollback: input.DisableRollback,
        retainExceptOnCreate: input.RetainExceptOnCreate,
        callerRole: callerRole(call),
      },
      call,
    );
    return {};
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteChangeSet.html */
  DeleteChangeSet(input, call) {
    const { accountId, region } = call;
    remove({ accountId, region, changeSetName: input.ChangeSetName ?? '', stackName: input.StackName }, call);
    return {};
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListChangeSets.html */
  ListChangeSets(input, call) {
    const { uuid } = stackNamed(input.StackName, call);
    const { items, next } = pageOfRows(call.db, changeSets, [uuid], pageRequest(input, `change sets ${uuid}`));
    return { Summaries: items.map(({ value }) => summary(value)), NextToken: next };
  },
} satisfies Operations<typeof model>;

function templateOf(input: CreateChangeSetInput, call: Call): string {
  const given = templateFrom(input, call);
  if (input.UsePreviousTemplate && given !== undefined) {
    const message = 'You cannot specify both usePreviousTemplate and Template Body/Template URL.';
    throw new AwsError('ValidationError', message);
  }
  const previous = input.UsePreviousTemplate
    ? findStack(call.db, call, input.StackName ?? '')?.definition?.template
    : undefined;
  return previous === undefined ? (given ?? requiredTemplate(input, call)) : templateText(call.db, previous);
}

function shownChange(change: ResourceChange, { stackUuid }: ChangeSetRecord, { db }: Call): Change {
  const existing = change.Action === 'Add' ? undefined : findResource(db, stackUuid, change.LogicalResourceId);
  return { Type: 'Resource', ResourceChange: { ...change, PhysicalResourceId: existing?.now.physicalId } };
}

function summary(changeSet: ChangeSetRecord) {
  return {
    StackId: changeSet.stackId,
    StackName: changeSet.stackName,
    ChangeSetId: changeSet.id,
    ChangeSetName: changeSet.name,
    ExecutionStatus: changeSet.executionStatus as ExecutionStatus,
    Status: changeSet.status as ChangeSetStatus,
    StatusReason: changeSet.statusReason,
    CreationTime: changeSet.created,
    Description: changeSet.description,
    IncludeNestedStacks: changeSet.includeNestedStacks,
  };
}
