import { join } from 'node:path';
import type { IResolvable } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { inlineCode } from '../../catalog/product';
import { type LogSettings, logGroup, writeLogs } from '../log-groups';
import { workloadRole } from '../workload-role';

/** Properties of `PlatformFunction`. */
export interface PlatformFunctionProps {
  /** What it does, for the console. */
  readonly description: string;
  /** Name of its file below `lambda/`, without `.lambda.ts`. */
  readonly entry: string;
  readonly timeoutInSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  /** What it may do, beside its logs and traces. */
  readonly statements: readonly (object | IResolvable)[];
  readonly logs: LogSettings;
  /** Queue of what failed, for functions that are called asynchronously. */
  readonly failuresArn?: string;
}

/**
 * A Lambda function with a role and a log group of its own, traced. It reaches AWS services only, through their public
 * endpoints with TLS and its role's signature, so it stands outside the VPC.
 */
export class PlatformFunction extends Construct {
  readonly function: CfnFunction;

  constructor(scope: Construct, id: string, props: PlatformFunctionProps) {
    super(scope, id);
    const { description, entry, failuresArn } = props;
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
        ...(failuresArn === undefined
          ? []
          : [{ Sid: 'Failures', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: failuresArn }]),
        ...props.statements,
      ],
    });
    const { inlineCode: zipFile } = inlineCode(join(__dirname, 'lambda', `${entry}.lambda.ts`)).bind(this);
    this.function = new CfnFunction(this, 'Resource', {
      description,
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      handler: 'index.handler',
      code: { zipFile },
      role: role.attrArn,
      timeout: props.timeoutInSeconds,
      memorySize: 256,
      environment: { variables: { ...props.environment } },
      tracingConfig: { mode: 'Active' },
      loggingConfig: { logGroup: group.ref, logFormat: 'JSON' },
      deadLetterConfig: failuresArn === undefined ? undefined : { targetArn: failuresArn },
    });
  }
}
