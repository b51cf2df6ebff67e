import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import type { AwsCall } from '../../../../products/delivery/deploy/aws-calls.codebuild';
import type { ClientSettings } from '../../../sandbox/with-sandbox';

/** The SDK in the place of the command line that a deployment calls AWS by. */
export function callBySdk(settings: ClientSettings): AwsCall {
  const [serviceCatalog, stacks] = [new ServiceCatalog(settings), new CloudFormation(settings)];
  const calls: { readonly [Name in Parameters<AwsCall>[0]]: (input: never) => Promise<unknown> } = {
    CreateProvisionedProductPlan: (input) => serviceCatalog.createProvisionedProductPlan(input),
    DeleteProvisionedProductPlan: (input) => serviceCatalog.deleteProvisionedProductPlan(input),
    DescribeProduct: (input) => serviceCatalog.describeProduct(input),
    DescribeProvisionedProduct: (input) => serviceCatalog.describeProvisionedProduct(input),
    DescribeProvisionedProductPlan: (input) => serviceCatalog.describeProvisionedProductPlan(input),
    DescribeProvisioningParameters: (input) => serviceCatalog.describeProvisioningParameters(input),
    DescribeRecord: (input) => serviceCatalog.describeRecord(input),
    DescribeStackEvents: (input) => stacks.describeStackEvents(input),
    DescribeStacks: (input) => stacks.describeStacks(input),
    ExecuteProvisionedProductPlan: (input) => serviceCatalog.executeProvisionedProductPlan(input),
    ListLaunchPaths: (input) => serviceCatalog.listLaunchPaths(input),
    UpdateProvisionedProduct: (input) => serviceCatalog.updateProvisionedProduct(input),
  };
  return (operation, input) => calls[operation](input as never) as never;
}
