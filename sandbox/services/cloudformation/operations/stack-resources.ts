import type {
  DescribeStackResourceInput,
  DescribeStackResourceOutput,
  DescribeStackResourcesInput,
  DescribeStackResourcesOutput,
  ListStackResourcesInput,
  ListStackResourcesOutput,
  ResourceStatus,
} from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../kernel/aws-error';
import type { Call } from '../../../kernel/call';
import { pageOfRows } from '../../../kernel/page';
import { pageRequest } from '../page-request';
import {
  findResource,
  liveStacks,
  type ResourceRecord,
  resources,
  type StackRecord,
  stackResources,
  stacks,
} from '../state';
import { stackWithId } from './stack-input';

/** Resources that DescribeStackResources answers at the most. */
const MANY = 100;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResource.html */
export function describeStackResource(input: DescribeStackResourceInput, call: Call): DescribeStackResourceOutput {
  const stack = stackWithId(input.StackName, call);
  const { LogicalResourceId: logicalId = '' } = input;
  const resource = findResource(call.db, stack.uuid, logicalId);
  if (!resource) {
    throw new AwsError('ValidationError', `Resource ${logicalId} does not exist for stack ${input.StackName}`);
  }
  const { metadata = {} } = resource.declared;
  return {
    StackResourceDetail: {
      ...whose(stack),
      ...common(resource),
      LastUpdatedTimestamp: resource.at,
      Metadata: JSON.stringify(metadata),
    },
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResources.html */
export function describeStackResources(input: DescribeStackResourcesInput, call: Call): DescribeStackResourcesOutput {
  const { StackName: name, PhysicalResourceId: physicalId, LogicalResourceId: logicalId } = input;
  if (name === undefined && physicalId === undefined) {
    throw new AwsError('ValidationError', 'Either StackName or PhysicalResourceId must be specified.');
  }
  if (name !== undefined && physicalId !== undefined) {
    throw new AwsError('ValidationError', 'Only one of StackName or PhysicalResourceId may be specified.');
  }
  const stack = name === undefined ? stackWithResource(physicalId ?? '', call) : stackWithId(name, call);
  const all = stackResources(call.db, stack.uuid);
  const wanted = logicalId === undefined ? all : all.filter((resource) => resource.logicalId === logicalId);
  if (logicalId !== undefined && wanted.length === 0) {
    throw new AwsError('ValidationError', `Resource ${logicalId} does not exist for stack ${name}`);
  }
  return {
    StackResources: wanted.slice(0, MANY).map((resource) => ({
      ...whose(stack),
      ...common(resource),
      Timestamp: resource.at,
    })),
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html */
export function listStackResources(input: ListStackResourcesInput, call: Call): ListStackResourcesOutput {
  const { uuid } = stackWithId(input.StackName, call);
  const { items, next } = pageOfRows(call.db, resources, [uuid], pageRequest(input, `resources ${uuid}`));
  return {
    StackResourceSummaries: items.map(({ value }) => ({ ...common(value), LastUpdatedTimestamp: value.at })),
    NextToken: next,
  };
}

function stackWithResource(physicalId: string, { db, accountId, region }: Call): StackRecord {
  for (const { value: uuid } of db.list(liveStacks, [accountId, region])) {
    const stack = db.get(stacks, [accountId, region, uuid]);
    if (stack && stackResources(db, uuid).some(({ now }) => now.physicalId === physicalId)) return stack;
  }
  throw new AwsError('ValidationError', `Stack for ${physicalId} does not exist`);
}

function whose({ id, name }: StackRecord) {
  return { StackId: id, StackName: name };
}

function common({ logicalId, type, now, status, statusReason }: ResourceRecord) {
  return {
    LogicalResourceId: logicalId,
    PhysicalResourceId: now.physicalId,
    ResourceType: type,
    ResourceStatus: status as ResourceStatus,
    ResourceStatusReason: statusReason,
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' as const },
  };
}
