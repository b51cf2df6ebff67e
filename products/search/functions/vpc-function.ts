import { join } from 'node:path';
import { Fn } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { PlatformFunction, type PlatformFunctionProps } from '../../shared/compute/platform-function';
import type { LogSettings } from '../../shared/logs/log-groups';

/** Settings that all functions of the tier have in common. */
export interface FunctionDefaults {
  /** Name of the environment. */
  readonly environment: string;
  readonly subnetIds: string[];
  readonly securityGroupId: string;
  /** Variables by which every function finds the nodes. */
  readonly variables: Readonly<Record<string, string>>;
  readonly logs: LogSettings;
}

/** Function's name, entry and settings, as its construct takes them. */
export interface VpcFunctionProps extends FunctionDefaults, Omit<PlatformFunctionProps, 'entry' | 'vpc'> {
  /** Part of its name that follows `bellyfed-<environment>-`. */
  readonly name: string;
  /** Name of its entry beside this file, without `.lambda.ts`. */
  readonly entry: string;
}

/** A Lambda function in the private subnets, next to the nodes. */
export class VpcFunction extends PlatformFunction {
  constructor(
    scope: Construct,
    id: string,
    { environment, name, subnetIds, securityGroupId, ...props }: VpcFunctionProps,
  ) {
    super(scope, id, {
      ...props,
      entry: join(__dirname, `${props.entry}.lambda.ts`),
      vpc: { functionName: Fn.join('', ['bellyfed-', environment, `-${name}`]), subnetIds, securityGroupId },
    });
  }
}
