import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { guardMachine } from './guard-machine';

/** Name of the rule and of the state machine: one guard a region. */
export const guardName = 'BellyfedCatalogGuard';

/**
 * Statuses in which a stack rests and exists: whatever made it so, the guard's settings are put in place, or back.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
 */
const RESTING = [
  ...['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'],
  ...['IMPORT_COMPLETE', 'IMPORT_ROLLBACK_COMPLETE'],
];

/** Guard's settings: whose products it protects. */
export interface GuardProps {
  /** The account whose products are the catalog's. */
  readonly hubAccount: string;
}

/**
 * Protects what was launched from the catalog in its account and region, whoever launched it and however: a rule on the
 * status of Service Catalog's stacks starts a state machine, which calls CloudFormation.
 *
 * Service Catalog names its stacks `SC-<account>-pp-<id>`; those alone may the guard read and change. The event tells of a
 * status, not of tags, so whether the product is the catalog's is found out by the state machine.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/event-detail-stack-status-change.html
 */
export class Guard extends Construct {
  constructor(scope: Construct, id: string, { hubAccount }: GuardProps) {
    super(scope, id);
    const { partition, region, account } = Stack.of(this);
    const stacks = `arn:${partition}:cloudformation:${region}:${account}:stack/SC-${account}-pp-`;
    // Whoever else may use the service can't make it use these roles.
    const here = { conditions: { StringEquals: { 'aws:SourceAccount': account } } };

    const logs = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/vendedlogs/states/${guardName}`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const machine = new CfnStateMachine(this, 'Machine', {
      stateMachineName: guardName,
      definitionString: JSON.stringify(guardMachine(`\${HubAccount}`)),
      definitionSubstitutions: { HubAccount: hubAccount },
      roleArn: new Role(this, 'Role', {
        description: 'Sets stack policies and termination protection on the stacks of the catalog.',
        assumedBy: new ServicePrincipal('states.amazonaws.com', here),
        managedPolicies: [allows(this, 'Protect', protects, `${stacks}*/*`), allows(this, 'Observe', observes, '*')],
      }).roleArn,
      // States are logged, what they hold is not: a stack's parameters are nobody's business here.
      loggingConfiguration: {
        level: 'ALL',
        includeExecutionData: false,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logs.logGroupArn } }],
      },
      tracingConfiguration: { enabled: true },
    });
    new CfnRule(this, 'Rule', {
      name: guardName,
      description: 'A stack of Service Catalog has come to rest: the guard sees to its protection.',
      eventPattern: {
        source: ['aws.cloudformation'],
        'detail-type': ['CloudFormation Stack Status Change'],
        detail: { 'stack-id': [{ prefix: stacks }], 'status-details': { status: RESTING } },
      },
      targets: [
        {
          id: 'Guard',
          arn: machine.attrArn,
          roleArn: new Role(this, 'StartRole', {
            description: 'Starts the guard of the catalog.',
            assumedBy: new ServicePrincipal('events.amazonaws.com', here),
            managedPolicies: [allows(this, 'Start', ['states:StartExecution'], machine.attrArn)],
          }).roleArn,
        },
      ],
    });
  }
}

/** Actions of the guard on a stack. */
const protects = [
  'cloudformation:DescribeStackResources',
  'cloudformation:DescribeStacks',
  'cloudformation:SetStackPolicy',
  'cloudformation:UpdateTerminationProtection',
];

/**
 * Actions that Step Functions needs to log and trace; none of them takes a resource.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html
 */
const observes = [
  ...['logs:CreateLogDelivery', 'logs:DeleteLogDelivery', 'logs:GetLogDelivery', 'logs:ListLogDeliveries'],
  ...['logs:UpdateLogDelivery', 'logs:DescribeLogGroups', 'logs:DescribeResourcePolicies', 'logs:PutResourcePolicy'],
  ...['xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
];

function allows(scope: Construct, id: string, actions: string[], resource: string): ManagedPolicy {
  const statements = [new PolicyStatement({ actions, resources: [resource] })];
  return new ManagedPolicy(scope, id, { statements });
}
