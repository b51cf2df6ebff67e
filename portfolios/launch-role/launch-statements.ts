import type { PolicyStatement } from '../../catalog/permissions';
import type { LaunchRoleStatement } from '../../catalog/product';
import { launchEventsKeyAlias, launchEventsTopicName } from '../stacks/launch-events';

/** Parts of an ARN that only the account knows. */
export interface AccountPlace {
  readonly partition: string;
  readonly account: string;
}

/**
 * Statements that every launch needs beside the product's own: on the stack, its change sets (plans), its template in
 * Service Catalog's bucket, and the topic that hears of its events.
 *
 * https://docs.aws.amazon.com/servicecatalog/latest/adminguide/constraints-launch.html and
 * https://docs.aws.amazon.com/servicecatalog/latest/adminguide/getstarted-launchconstraint.html name these actions; those
 * on change sets are what ExecuteProvisionedProductPlan comes to, and those on tags what CloudFormation asks for a stack
 * with tags, which Service Catalog's always have. Service Catalog names its stacks `SC-<account>-<provisioned product>`.
 *
 * @param hubAccount the account that the launch events are published to
 */
export function launchStatements(hubAccount: string): LaunchRoleStatement[] {
  return [
    {
      Sid: 'LaunchStack',
      Effect: 'Allow',
      Action: [
        'cloudformation:CreateChangeSet',
        'cloudformation:CreateStack',
        'cloudformation:DeleteChangeSet',
        'cloudformation:DeleteStack',
        'cloudformation:DescribeChangeSet',
        'cloudformation:DescribeStackEvents',
        'cloudformation:DescribeStacks',
        'cloudformation:ExecuteChangeSet',
        'cloudformation:GetTemplateSummary',
        'cloudformation:ListChangeSets',
        'cloudformation:SetStackPolicy',
        'cloudformation:TagResource',
        'cloudformation:UntagResource',
        'cloudformation:UpdateStack',
      ],
      Resource: [`arn:\${AWS::Partition}:cloudformation:*:\${AWS::AccountId}:stack/SC-*`],
    },
    {
      Sid: 'LaunchReadTemplate',
      Effect: 'Allow',
      Action: ['cloudformation:GetTemplateSummary', 'cloudformation:ValidateTemplate'],
      Resource: '*',
      reason: 'A template that has no stack yet is no resource: IAM knows these calls by * only.',
    },
    {
      Sid: 'LaunchFetchTemplate',
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      Resource: [`arn:\${AWS::Partition}:s3:::*`],
      Condition: { StringEquals: { 's3:ExistingObjectTag/servicecatalog:provisioning': 'true' } },
    },
    {
      Sid: 'LaunchPublishEvents',
      Effect: 'Allow',
      Action: ['sns:Publish'],
      Resource: [`arn:\${AWS::Partition}:sns:*:${hubAccount}:${launchEventsTopicName}`],
    },
    {
      Sid: 'LaunchEncryptEvents',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: [`arn:\${AWS::Partition}:kms:*:${hubAccount}:key/*`],
      Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': launchEventsKeyAlias } },
    },
  ];
}

/** A statement as it stands in a policy: what only the account knows filled in, the reason left out. */
export function policyStatement(statement: LaunchRoleStatement, { partition, account }: AccountPlace): PolicyStatement {
  const fill = (text: string) =>
    text.replaceAll(`\${AWS::Partition}`, partition).replaceAll(`\${AWS::AccountId}`, account);
  const { Sid, Effect, Action, Resource, Condition } = statement;
  return {
    Sid,
    Effect,
    Action,
    Resource: typeof Resource === 'string' ? Resource : Resource.map(fill),
    ...(Condition && { Condition: fillCondition(Condition, fill) }),
  };
}

type Condition = NonNullable<LaunchRoleStatement['Condition']>;

function fillCondition(condition: Condition, fill: (text: string) => string): Condition {
  const filled = (value: string | readonly string[]) => (typeof value === 'string' ? fill(value) : value.map(fill));
  return Object.fromEntries(
    Object.entries(condition).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, filled(value)])),
    ]),
  );
}
