import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { GuardAlarm } from './guard-alarm';
import { guardMachine } from './guard-machine';
import { guardName, sweepName } from './guard-name';
import { addMachine, addStartRole } from './machine';
import { Sweep } from './sweep';

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
 * status of Service Catalog's stacks starts a state machine, which calls CloudFormation. A sweep on a schedule starts it for
 * what that has missed, for what somebody has lifted and left, and for stacks that were adopted.
 *
 * Service Catalog names its stacks `SC-<account>-pp-<id>`; the rule follows those alone. An adopted stack keeps its name, so
 * the machine may read and protect any stack; it touches those that it finds to be the catalog's. The event tells of a status,
 * not of tags, so whether the product is the catalog's is found out by the state machine.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/event-detail-stack-status-change.html
 */
export class Guard extends Construct {
  constructor(scope: Construct, id: string, { hubAccount }: GuardProps) {
    super(scope, id);
    const { partition, region, account } = Stack.of(this);
    const stacks = `arn:${partition}:cloudformation:${region}:${account}:stack/`;

    const logs = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/vendedlogs/states/${guardName}`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const machine = addMachine(this, {
      name: guardName,
      definition: guardMachine(`\${HubAccount}`),
      substitutions: { HubAccount: hubAccount },
      description:
        'Sets stack policies and termination protection on the stacks of the catalog, adopted ones included.',
      policy: 'Protect',
      allowed: [[protects, `${stacks}*/*`]],
      logs,
    });
    new CfnRule(this, 'Rule', {
      name: guardName,
      description: 'A stack of Service Catalog has come to rest: the guard sees to its protection.',
      eventPattern: {
        source: ['aws.cloudformation'],
        'detail-type': ['CloudFormation Stack Status Change'],
        detail: { 'stack-id': [{ prefix: `${stacks}SC-${account}-pp-` }], 'status-details': { status: RESTING } },
      },
      targets: [
        {
          id: 'Guard',
          arn: machine.attrArn,
          roleArn: addStartRole(this, 'Starts the guard of the catalog.', machine).roleArn,
        },
      ],
    });
    const sweep = new Sweep(this, 'Sweep', { name: sweepName, hubAccount, guard: machine, stacks, logs });
    new GuardAlarm(this, 'Alarm', { name: guardName, machines: [machine, ...sweep.machines] });
  }
}

/** Actions of the guard on a stack. */
const protects = [
  'cloudformation:DescribeStackResources',
  'cloudformation:DescribeStacks',
  'cloudformation:SetStackPolicy',
  'cloudformation:UpdateTerminationProtection',
];
