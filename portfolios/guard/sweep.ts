import { Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { addMachine, addStartRole } from './machine';
import { NOTES_PATH, sweepMachine } from './sweep-machine';
import { sweepPageMachine } from './sweep-page-machine';
import { SWEEP_SCHEDULE } from './sweep-schedule';

/** Sweep of the guard: its name, and the guard that it starts. */
export interface SweepProps {
  /** Of the rule and of the machine. */
  readonly name: string;
  readonly hubAccount: string;
  readonly guard: CfnStateMachine;
  /** Beginning of the ARNs of stacks. */
  readonly stacks: string;
  readonly logs: LogGroup;
}

/** Starts the guard, on a schedule, for each stack of the catalog that lacks its protection. */
export class Sweep extends Construct {
  readonly machines: readonly CfnStateMachine[];

  constructor(scope: Construct, id: string, { name, hubAccount, guard, stacks, logs }: SweepProps) {
    super(scope, id);
    const { partition, region, account } = Stack.of(this);
    const notes = `arn:${partition}:ssm:${region}:${account}:parameter${NOTES_PATH}`;

    const page = addMachine(new Construct(this, 'Page'), {
      name: `${name}Page`,
      definition: sweepPageMachine(`\${HubAccount}`, `\${Guard}`),
      substitutions: { HubAccount: hubAccount, Guard: guard.attrArn },
      description: 'Looks at the protection of the stacks of the catalog, and starts the guard where it is missing.',
      policy: 'Look',
      allowed: [
        [['servicecatalog:SearchProvisionedProducts'], '*'],
        [['cloudformation:DescribeStacks', 'cloudformation:GetStackPolicy'], `${stacks}*/*`],
        [['ssm:PutParameter'], `${notes}/*`],
        [['states:StartExecution'], guard.attrArn],
      ],
      logs,
    });
    const sweep = addMachine(this, {
      name,
      definition: sweepMachine(`\${Page}`),
      substitutions: { Page: page.attrArn },
      description: 'Lists what was launched from the catalog, and what the sweep before has noted.',
      policy: 'List',
      allowed: [
        [['servicecatalog:ScanProvisionedProducts'], '*'],
        [['ssm:GetParametersByPath'], notes, `${notes}/*`],
        [['ssm:DeleteParameters'], `${notes}/*`],
        [['states:StartExecution'], page.attrArn],
      ],
      logs,
    });
    new CfnRule(this, 'Rule', {
      name,
      description: 'It is time for the sweep of the guard.',
      scheduleExpression: SWEEP_SCHEDULE,
      targets: [
        {
          id: 'Sweep',
          arn: sweep.attrArn,
          roleArn: addStartRole(this, 'Starts the sweep of the guard.', sweep).roleArn,
        },
      ],
    });
    this.machines = [sweep, page];
  }
}
