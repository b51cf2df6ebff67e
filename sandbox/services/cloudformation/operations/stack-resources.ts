import type * as model from '@aws-sdk/client-cloudformation';
import type { ResourceStatus } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../kernel/aws-error';
import type { Call } from '../../../kernel/call';
import type { Operations } from '../../../kernel/operations';
import { pageOfRows } from '../../../kernel/page';
import { pageRequest } from '../page-request';
import { findResource, resources, stackResources } from '../resource-rows';
import { liveStacks, type ResourceRecord, type StackRecord, stacks } from '../state';
import { stackWithId } from './stack-input';

/** Resources that DescribeStackResources answers at the most. */
const MANY = 100;

/** Operations that show the resources of stacks. */
export const stackResourceOperations = {
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResource.html */
  DescribeStackResource(input, call) {
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
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResources.html */
  DescribeStackResources(input, call) {
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
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html */
  ListStackResources(input, call) {
    const { uuid } = stackWithId(input.StackName, call);
    const { items, next } = pageOfRows(call.db, resources, [uuid], pageRequest(input, `resources ${uuid}`));
    return {
      StackResourceSummaries: items.map(({ value }) => ({ ...common(value), LastUpdatedTimestamp: value.at })),
      NextToken: next,
    };
  },
} satisfies Operations<typeof model>;

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
