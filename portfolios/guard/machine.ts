import { Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/** State machine of the guard: its definition, and what its role may do. */
export interface MachineProps {
  readonly name: string;
  /** In the Amazon States Language; `${Key}` stands for the substitution of that key. */
  readonly definition: object;
  readonly substitutions: Readonly<Record<string, string>>;
  /** Of the role. */
  readonly description: string;
  /** Id of the policy with these permissions: the actions by the resources that they are allowed on. */
  readonly policy: string;
  readonly allowed: readonly Allowed[];
  readonly logs: LogGroup;
}

/** Actions, and the resources that they are allowed on. */
export type Allowed = readonly [actions: readonly string[], ...resources: string[]];

/** Adds a state machine with a role of its own, logged and traced. */
export function addMachine(scope: Construct, props: MachineProps): CfnStateMachine {
  const { name, definition, substitutions, description, policy, allowed, logs } = props;
  return new CfnStateMachine(scope, 'Machine', {
    stateMachineName: name,
    definitionString: JSON.stringify(definition),
    definitionSubstitutions: { ...substitutions },
    roleArn: new Role(scope, 'Role', {
      description,
      assumedBy: servicePrincipal(scope, 'states'),
      managedPolicies: [allows(scope, policy, allowed), allows(scope, 'Observe', [[observes, '*']])],
    }).roleArn,
    // States are logged, what they hold is not: a stack's parameters are nobody's business here.
    loggingConfiguration: {
      level: 'ALL',
      includeExecutionData: false,
      destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logs.logGroupArn } }],
    },
    tracingConfiguration: { enabled: true },
  });
}

/** Adds the role with which EventBridge starts a machine. */
export function addStartRole(scope: Construct, description: string, machine: CfnStateMachine): Role {
  return new Role(scope, 'StartRole', {
    description,
    assumedBy: servicePrincipal(scope, 'events'),
    managedPolicies: [allows(scope, 'Start', [[['states:StartExecution'], machine.attrArn]])],
  });
}

/** A service for this account alone: whoever else may use it can't make it use these roles. */
function servicePrincipal(scope: Construct, service: string): ServicePrincipal {
  const { account } = Stack.of(scope);
  return new ServicePrincipal(`${service}.amazonaws.com`, {
    conditions: { StringEquals: { 'aws:SourceAccount': account } },
  });
}

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

function allows(scope: Construct, id: string, allowed: readonly Allowed[]): ManagedPolicy {
  const statements = allowed.map(
    ([actions, ...resources]) => new PolicyStatement({ actions: [...actions], resources }),
  );
  return new ManagedPolicy(scope, id, { statements });
}
