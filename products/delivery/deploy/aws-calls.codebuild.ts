import { execFile } from 'node:child_process';
import type {
  DescribeStackEventsInput,
  DescribeStackEventsOutput,
  DescribeStacksInput,
  DescribeStacksOutput,
} from '@aws-sdk/client-cloudformation';
import type {
  CreateProvisionedProductPlanInput,
  CreateProvisionedProductPlanOutput,
  DeleteProvisionedProductPlanInput,
  DeleteProvisionedProductPlanOutput,
  DescribeProductInput,
  DescribeProductOutput,
  DescribeProvisionedProductInput,
  DescribeProvisionedProductOutput,
  DescribeProvisionedProductPlanInput,
  DescribeProvisionedProductPlanOutput,
  DescribeProvisioningParametersInput,
  DescribeProvisioningParametersOutput,
  DescribeRecordInput,
  DescribeRecordOutput,
  ExecuteProvisionedProductPlanInput,
  ExecuteProvisionedProductPlanOutput,
  ListLaunchPathsInput,
  ListLaunchPathsOutput,
  UpdateProvisionedProductInput,
  UpdateProvisionedProductOutput,
} from '@aws-sdk/client-service-catalog';

/** The calls that a deployment makes, each with what goes in and what comes out. */
export interface AwsCalls {
  readonly CreateProvisionedProductPlan: [CreateProvisionedProductPlanInput, CreateProvisionedProductPlanOutput];
  readonly DeleteProvisionedProductPlan: [DeleteProvisionedProductPlanInput, DeleteProvisionedProductPlanOutput];
  readonly DescribeProduct: [DescribeProductInput, DescribeProductOutput];
  readonly DescribeProvisionedProduct: [DescribeProvisionedProductInput, DescribeProvisionedProductOutput];
  readonly DescribeProvisionedProductPlan: [DescribeProvisionedProductPlanInput, DescribeProvisionedProductPlanOutput];
  readonly DescribeProvisioningParameters: [DescribeProvisioningParametersInput, DescribeProvisioningParametersOutput];
  readonly DescribeRecord: [DescribeRecordInput, DescribeRecordOutput];
  readonly DescribeStackEvents: [DescribeStackEventsInput, DescribeStackEventsOutput];
  readonly DescribeStacks: [DescribeStacksInput, DescribeStacksOutput];
  readonly ExecuteProvisionedProductPlan: [ExecuteProvisionedProductPlanInput, ExecuteProvisionedProductPlanOutput];
  readonly ListLaunchPaths: [ListLaunchPathsInput, ListLaunchPathsOutput];
  readonly UpdateProvisionedProduct: [UpdateProvisionedProductInput, UpdateProvisionedProductOutput];
}

/** Calls AWS; rejects with AWS's own words. */
export type AwsCall = <Name extends keyof AwsCalls>(
  operation: Name,
  input: AwsCalls[Name][0],
) => Promise<AwsCalls[Name][1]>;

/**
 * Calls AWS by its command line, which the build image brings: so the script needs no package. Dates come as text.
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html
 */
export const callByCommandLine: AwsCall = (operation, input) => {
  const service = operation.startsWith('DescribeStack') ? 'cloudformation' : 'servicecatalog';
  const command = operation.replaceAll(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  const options = ['--cli-input-json', JSON.stringify(input), '--output', 'json'];
  return new Promise((resolve, reject) => {
    execFile('aws', [service, command, ...options], { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr.trim() || error.message));
      else resolve(stdout.trim() === '' ? {} : JSON.parse(stdout));
    });
  });
};
