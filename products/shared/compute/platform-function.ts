import type { IResolvable } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { inlineCode } from '../../../catalog/product';
import { workloadRole } from '../access/workload-role';
import { type LogSettings, logGroup, writeLogs } from '../logs/log-groups';
import { ownArn } from '../own-arn';

/** Network of a function that needs what is in the VPC. */
export interface FunctionInVpc {
  /** The function's name, by which its role tells Lambda from the function's own code. */
  readonly functionName: string;
  readonly subnetIds: string[];
  readonly securityGroupId: string;
}

/** Function's code, permissions and logs, as its construct takes them. */
export interface PlatformFunctionProps {
  /** Description for the console: what it does. */
  readonly description: string;
  /** Absolute path of its code. */
  readonly entry: string;
  readonly timeoutInSeconds: number;
  /** Variables of its code. */
  readonly variables: Readonly<Record<string, string>>;
  /** Statements of its role's policy, beside those for its logs, traces and network interfaces. */
  readonly statements: readonly (object | IResolvable)[];
  readonly logs: LogSettings;
  /** Queue of what failed, for functions that are called asynchronously. */
  readonly failuresArn?: string;
  /**
   * @default - outside: it reaches AWS services only, through their public endpoints with TLS and its role's signature
   */
  readonly vpc?: FunctionInVpc;
}

/** A Lambda function with a role and a log group of its own, traced. */
export class PlatformFunction extends Construct {
  readonly function: CfnFunction;
  /** Log group of what it writes, as Lambda's JSON. */
  readonly logs: CfnLogGroup;

  constructor(scope: Construct, id: string, props: PlatformFunctionProps) {
    super(scope, id);
    const { description, failuresArn, vpc } = props;
    this.logs = logGroup(this, 'LogGroup', props.logs);
    const role = workloadRole(this, 'Role', {
      description,
      service: 'lambda.amazonaws.com',
      statements: [
        writeLogs(this.logs),
        {
          Sid: 'Traces',
          Effect: 'Allow',
          Action: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
          // They take no resource.
          Resource: '*',
        },
        // Lambda grants it by itself when it makes the function; the role keeps it should that grant be lost.
        props.logs.key.variablesReadable(),
        ...(vpc === undefined ? [] : manageNetworkInterfaces(vpc)),
        ...(failuresArn === undefined
          ? []
          : [{ Sid: 'Failures', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: failuresArn }]),
        ...props.statements,
      ],
    });
    const { inlineCode: zipFile } = inlineCode(props.entry).bind(this);
    this.function = new CfnFunction(this, 'Resource', {
      functionName: vpc?.functionName,
      description,
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      handler: 'index.handler',
      code: { zipFile },
      role: role.attrArn,
      timeout: props.timeoutInSeconds,
      memorySize: 256,
      environment: { variables: { ...props.variables } },
      kmsKeyArn: props.logs.key.arnOrDefault,
      vpcConfig: vpc && { subnetIds: vpc.subnetIds, securityGroupIds: [vpc.securityGroupId] },
      tracingConfig: { mode: 'Active' },
      loggingConfig: { logGroup: this.logs.ref, logFormat: 'JSON' },
      deadLetterConfig: failuresArn === undefined ? undefined : { targetArn: failuresArn },
    });
  }
}

function manageNetworkInterfaces({ functionName }: FunctionInVpc): readonly object[] {
  const actions = ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces'];
  return [
    {
      Sid: 'NetworkInterfaces',
      Effect: 'Allow',
      Action: actions,
      // Lambda puts the function into the VPC by it; what it makes has no name yet.
      Resource: '*',
    },
    {
      // Lambda may, the function's own code may not:
      // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-best-practice
      Sid: 'NoNetworkInterfacesInCode',
      Effect: 'Deny',
      Action: actions,
      Resource: '*',
      Condition: {
        ArnEquals: { 'lambda:SourceFunctionArn': ownArn('lambda', `function:\${Name}`, { Name: functionName }) },
      },
    },
  ];
}
