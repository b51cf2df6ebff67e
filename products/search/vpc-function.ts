import { join } from 'node:path';
import { Fn, type IResolvable } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { inlineCode } from '../../catalog/product';
import { type LogSettings, logGroup, writeLogs } from '../log-groups';
import { ownArn, workloadRole } from '../workload-role';

/** What all functions of the tier have in common. */
export interface FunctionDefaults {
  /** Name of the environment. */
  readonly environment: string;
  readonly subnetIds: string[];
  readonly securityGroupId: string;
  /** Variables by which every function finds the nodes. */
  readonly variables: Readonly<Record<string, string>>;
  readonly logs: LogSettings;
}

/** Properties of `VpcFunction`. */
export interface VpcFunctionProps extends FunctionDefaults {
  /** What follows `bellyfed-<environment>-` in its name. */
  readonly name: string;
  /** What it does, for the console. */
  readonly description: string;
  /** Name of its file below `functions/`, without `.lambda.ts`. */
  readonly entry: string;
  readonly timeoutInSeconds: number;
  /** What it may do, beside its logs, traces and network interfaces. */
  readonly statements: readonly (object | IResolvable)[];
  /** Queue of what failed, for a function that is called asynchronously. */
  readonly failuresArn?: string;
}

const networkInterfaces = ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces'];

/** A Lambda function in the private subnets, next to the nodes, with a role and a log group of its own, traced. */
export class VpcFunction extends Construct {
  readonly function: CfnFunction;

  constructor(scope: Construct, id: string, props: VpcFunctionProps) {
    super(scope, id);
    const { description, failuresArn } = props;
    const functionName = Fn.join('', ['bellyfed-', props.environment, `-${props.name}`]);
    const group = logGroup(this, 'LogGroup', props.logs);
    const role = workloadRole(this, 'Role', {
      description,
      service: 'lambda.amazonaws.com',
      statements: [
        writeLogs(group),
        {
          Sid: 'Traces',
          Effect: 'Allow',
          Action: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
          // They take no resource.
          Resource: '*',
        },
        {
          Sid: 'NetworkInterfaces',
          Effect: 'Allow',
          Action: networkInterfaces,
          // Lambda puts the function into the VPC by it; what it makes has no name yet.
          Resource: '*',
        },
        {
          // Lambda may, the function's own code may not:
          // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-best-practice
          Sid: 'NoNetworkInterfacesInCode',
          Effect: 'Deny',
          Action: networkInterfaces,
          Resource: '*',
          Condition: {
            ArnEquals: { 'lambda:SourceFunctionArn': ownArn('lambda', `function:\${Name}`, { Name: functionName }) },
          },
        },
        ...(failuresArn === undefined
          ? []
          : [{ Sid: 'Failures', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: failuresArn }]),
        ...props.statements,
      ],
    });
    const { inlineCode: zipFile } = inlineCode(join(__dirname, 'functions', `${props.entry}.lambda.ts`)).bind(this);
    this.function = new CfnFunction(this, 'Resource', {
      functionName,
      description,
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      handler: 'index.handler',
      code: { zipFile },
      role: role.attrArn,
      timeout: props.timeoutInSeconds,
      memorySize: 256,
      environment: { variables: { ...props.variables } },
      vpcConfig: { subnetIds: props.subnetIds, securityGroupIds: [props.securityGroupId] },
      tracingConfig: { mode: 'Active' },
      loggingConfig: { logGroup: group.ref, logFormat: 'JSON' },
      deadLetterConfig: failuresArn === undefined ? undefined : { targetArn: failuresArn },
    });
  }
}
