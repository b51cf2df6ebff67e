import type {
  AutoDeployment,
  Capability,
  DescribeStackSetInput,
  DescribeStackSetOutput,
  ListStackSetsInput,
  ListStackSetsOutput,
  StackSet,
} from '@aws-sdk/client-cloudformation';
import type { Call } from '../../../kernel/call';
import { pageOfRows } from '../../../kernel/page';
import { shownParameter } from '../operations/describe-stacks';
import { pageRequest } from '../page-request';
import { readTemplate, templateText } from '../template-store';
import { ownerOf, theStackSet } from './stack-set-lookup';
import { instancesOf, type StackSetRecord, stackSets, unitsOf } from './state';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackSet.html */
export function describeStackSet(input: DescribeStackSetInput, call: Call): DescribeStackSetOutput {
  const stackSet = theStackSet(input, call);
  const { db } = call;
  const template = readTemplate(templateText(db, stackSet.template));
  const hidden = (key: string) => String(template.Parameters?.[key]?.NoEcho) === 'true';
  const shown: StackSet = {
    ...summary(stackSet),
    TemplateBody: templateText(db, stackSet.template),
    StackSetARN: `arn:aws:cloudformation:${stackSet.region}:${stackSet.accountId}:stackset/${stackSet.id}`,
    Parameters: Object.entries(stackSet.parameters).map(([key, value]) =>
      shownParameter({ key, value, noEcho: hidden(key) }),
    ),
    Capabilities: stackSet.capabilities as Capability[],
    Tags: Object.entries(stackSet.tags).map(([Key, Value]) => ({ Key, Value })),
    OrganizationalUnitIds: unitsOf(db, stackSet.uuid),
    Regions: [...new Set(instancesOf(db, stackSet.uuid).map(({ region }) => region))],
  };
  return { StackSet: shown };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackSets.html: deleted ones are gone. */
export function listStackSets(input: ListStackSetsInput, call: Call): ListStackSetsOutput {
  if (input.Status === 'DELETED') return { Summaries: [] };
  const scope = [ownerOf(input.CallAs, call), call.region];
  const { items, next } = pageOfRows(call.db, stackSets, scope, pageRequest(input, 'ListStackSets'));
  return { Summaries: items.map(({ value }) => summary(value)), NextToken: next };
}

function summary(stackSet: StackSetRecord) {
  const { autoDeploys, retainsOnRemoval } = stackSet;
  const AutoDeployment: AutoDeployment = {
    Enabled: autoDeploys,
    ...(autoDeploys && { RetainStacksOnAccountRemoval: retainsOnRemoval }),
  };
  return {
    StackSetName: stackSet.name,
    StackSetId: stackSet.id,
    Description: stackSet.description,
    Status: 'ACTIVE' as const,
    AutoDeployment,
    PermissionModel: 'SERVICE_MANAGED' as const,
    ManagedExecution: { Active: stackSet.queues },
  };
}
