import type * as model from '@aws-sdk/client-cloudformation';
import type { AutoDeployment, Capability, StackSet } from '@aws-sdk/client-cloudformation';
import { isNoEcho } from '../../../../catalog/template';
import type { Operations } from '../../../kernel/operations';
import { pageOfRows } from '../../../kernel/page';
import { shownParameter } from '../operations/describe-stacks';
import { pageRequest } from '../page-request';
import { readTemplate, templateText } from '../template-store';
import { ownerOf, theStackSet } from './stack-set-lookup';
import { instancesOf, type StackSetRecord, stackSets, unitsOf } from './state';

/** Operations that show stack sets. */
export const stackSetViewOperations = {
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackSet.html */
  DescribeStackSet(input, call) {
    const stackSet = theStackSet(input, call);
    const { db } = call;
    const template = readTemplate(templateText(db, stackSet.template));
    const hidden = (key: string) => isNoEcho(template.Parameters?.[key]);
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
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackSets.html: deleted ones are gone. */
  ListStackSets(input, call) {
    if (input.Status === 'DELETED') return { Summaries: [] };
    const scope = [ownerOf(input.CallAs, call), call.region];
    const { items, next } = pageOfRows(call.db, stackSets, scope, pageRequest(input, 'ListStackSets'));
    return { Summaries: items.map(({ value }) => summary(value)), NextToken: next };
  },
} satisfies Operations<typeof model>;

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
