import type * as model from '@aws-sdk/client-cloudformation';
import type { Capability, Output, Stack, StackStatus, StackSummary } from '@aws-sdk/client-cloudformation';
import type { Call } from '../../../kernel/call';
import type { Operations } from '../../../kernel/operations';
import { type Page, pageOfRows } from '../../../kernel/page';
import { pageRequest } from '../page-request';
import { everyStack, liveStacks, type StackParameter, type StackRecord, stacks } from '../state';
import { storedTemplate } from '../template-store';
import { stackWithId } from './stack-input';

/** Operations that show stacks. */
export const describeStackOperations = {
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html */
  DescribeStacks(input, call) {
    if (input.StackName !== undefined) return { Stacks: [shownStack(stackWithId(input.StackName, call))] };
    const { items, next } = listing(input, 'DescribeStacks', liveStacks, call);
    return { Stacks: items.map(shownStack), NextToken: next };
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStacks.html */
  ListStacks(input, call) {
    const filter = new Set<string>(input.StackStatusFilter ?? []);
    const { items, next } = listing(input, 'ListStacks', everyStack, call);
    const wanted = filter.size === 0 ? items : items.filter(({ status }) => filter.has(status));
    return { StackSummaries: wanted.map((stack) => summary(stack, call)), NextToken: next };
  },
} satisfies Operations<typeof model>;

/** A page of stacks, newest first. */
function listing(
  input: { readonly NextToken?: string },
  of: string,
  index: typeof everyStack,
  { db, accountId, region }: Call,
): Page<StackRecord> {
  const page = { ...pageRequest(input, of), reverse: true };
  const { items, next } = pageOfRows(db, index, [accountId, region], page);
  return { items: items.flatMap(({ value: uuid }) => db.get(stacks, [accountId, region, uuid]) ?? []), next };
}

function shownStack(stack: StackRecord): Stack {
  const { definition } = stack;
  return {
    StackId: stack.id,
    StackName: stack.name,
    ChangeSetId: stack.changeSetId,
    Description: definition?.description,
    Parameters: definition?.parameters.map(shownParameter),
    CreationTime: stack.created,
    DeletionTime: stack.deleted,
    LastUpdatedTime: stack.updated,
    RollbackConfiguration: {},
    StackStatus: stack.status as StackStatus,
    StackStatusReason: stack.statusReason,
    DisableRollback: stack.disableRollback,
    NotificationARNs: [...(definition?.notificationArns ?? [])],
    TimeoutInMinutes: stack.timeoutInMinutes,
    Capabilities: definition?.capabilities as Capability[] | undefined,
    Outputs: outputsOf(stack),
    RoleARN: definition?.roleArn,
    ParentId: stack.parentId,
    RootId: stack.rootId,
    Tags: Object.entries(definition?.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    EnableTerminationProtection: stack.terminationProtection,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

/** A parameter as answers show it: a `NoEcho` one hides its value. */
export function shownParameter({ key, value, resolvedValue, noEcho }: StackParameter) {
  return {
    ParameterKey: key,
    ParameterValue: noEcho ? '****' : value,
    ResolvedValue: noEcho && resolvedValue !== undefined ? '****' : resolvedValue,
  };
}

function summary(stack: StackRecord, { db }: Call): StackSummary {
  return {
    StackId: stack.id,
    StackName: stack.name,
    ParentId: stack.parentId,
    RootId: stack.rootId,
    TemplateDescription: stack.definition && storedTemplate(db, stack.definition.template).Description,
    CreationTime: stack.created,
    LastUpdatedTime: stack.updated,
    DeletionTime: stack.deleted,
    StackStatus: stack.status as StackStatus,
    StackStatusReason: stack.statusReason,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

/** Outputs as they are answered; a stack without any has no such member, not an empty one. */
function outputsOf({ outputs }: StackRecord): Output[] | undefined {
  if (outputs.length === 0) return undefined;
  return outputs.map(({ key, value, description, exportName }) => ({
    OutputKey: key,
    OutputValue: value,
    Description: description,
    ExportName: exportName,
  }));
}
