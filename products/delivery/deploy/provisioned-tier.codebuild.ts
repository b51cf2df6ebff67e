import type { UpdateProvisioningParameter } from '@aws-sdk/client-service-catalog';
import { CatalogError } from '../../../catalog/errors';
import type { AwsCall } from './aws-calls.codebuild';
import type { TierChange } from './deployment.codebuild';

/** Request for a tier's update: the same for a plan and for an update without one. */
export interface TierUpdate {
  readonly ProvisionedProductName: string;
  readonly ProductId: string;
  readonly ProvisioningArtifactId: string;
  readonly PathId: string;
  readonly ProvisioningParameters: UpdateProvisioningParameter[];
}

/** A tier's update, and what it starts from. */
export interface UpdateCandidate {
  readonly update: TierUpdate;
  /** Whether the tier moves to another version. */
  readonly changesVersion: boolean;
  /** ARN of the tier's stack. */
  readonly stackId: string;
}

/** Service Catalog's statuses of a product that an update is possible for, and of one that something is under way for. */
const STABLE = ['AVAILABLE', 'TAINTED'];
const BUSY = ['UNDER_CHANGE', 'PLAN_IN_PROGRESS'];

/**
 * Turns a tier's change into the update of the environment's provisioned product: waits until nothing else is under way
 * for it, finds the version and the launch path, and keeps the present value of every parameter that the change
 * doesn't name.
 *
 * @param pause waits between two looks
 * @throws `CatalogError` `tier-not-stable`, `unknown-version`, `no-launch-path`, `unknown-parameter`
 */
export async function prepareUpdate(
  call: AwsCall,
  environment: string,
  { tier, version, parameters }: TierChange,
  pause: () => Promise<void>,
): Promise<UpdateCandidate> {
  const name = `${environment}-${tier}`;
  const { productId, artifactId, recordId } = await stableProduct(call, name, pause);
  const chosen = version === undefined ? artifactId : await artifactOf(call, name, productId, version);
  const { RecordDetail: record, RecordOutputs: outputs = [] } = await call('DescribeRecord', { Id: recordId });
  const pathId = await launchPath(call, name, productId, record?.PathId);
  const stackId = outputs.find(({ OutputKey }) => OutputKey === 'CloudformationStackARN')?.OutputValue ?? '';
  const { Stacks: [stack] = [] } = await call('DescribeStacks', { StackName: stackId });
  const { ProvisioningArtifactParameters: known = [] } = await call('DescribeProvisioningParameters', {
    ProductId: productId,
    ProvisioningArtifactId: chosen,
    PathId: pathId,
  });
  return {
    changesVersion: chosen !== artifactId,
    stackId,
    update: {
      ProvisionedProductName: name,
      ProductId: productId,
      ProvisioningArtifactId: chosen,
      PathId: pathId,
      ProvisioningParameters: updateParameters(
        name,
        parameters,
        known.flatMap(({ ParameterKey = [] }) => ParameterKey),
        (stack?.Parameters ?? []).flatMap(({ ParameterKey = [] }) => ParameterKey),
      ),
    },
  };
}

/**
 * New values for the parameters that change, the previous ones for those that the product has already; what the version
 * brings anew gets its default. https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateProvisioningParameter.html
 */
function updateParameters(
  name: string,
  changed: Readonly<Record<string, string>>,
  known: readonly string[],
  previous: readonly string[],
): UpdateProvisioningParameter[] {
  const unknown = Object.keys(changed).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new CatalogError('unknown-parameter', `${name}: has the parameters ${known.join(', ')}, got: ${unknown}.`);
  }
  return known
    .filter((key) => key in changed || previous.includes(key))
    .map((Key) => (Key in changed ? { Key, Value: changed[Key] } : { Key, UsePreviousValue: true }));
}

async function stableProduct(call: AwsCall, name: string, pause: () => Promise<void>) {
  for (;;) {
    const { ProvisionedProductDetail: detail = {} } = await call('DescribeProvisionedProduct', { Name: name });
    const { Status: status = '', StatusMessage: message = '' } = detail;
    const { ProductId: productId, ProvisioningArtifactId: artifactId } = detail;
    const recordId = detail.LastSuccessfulProvisioningRecordId;
    if (STABLE.includes(status) && productId && artifactId && recordId) return { productId, artifactId, recordId };
    if (!BUSY.includes(status)) {
      throw new CatalogError(
        'tier-not-stable',
        `${name}: must be ${STABLE.join(' or ')} to be updated, is: ${status} ${message}`,
      );
    }
    await pause();
  }
}

async function artifactOf(call: AwsCall, name: string, productId: string, version: string): Promise<string> {
  const { ProvisioningArtifacts: artifacts = [] } = await call('DescribeProduct', { Id: productId });
  const found = artifacts.find(({ Name }) => Name === version)?.Id;
  if (found !== undefined) return found;
  const versions = artifacts.map(({ Name }) => Name).join(', ');
  throw new CatalogError('unknown-version', `${name}: has the versions ${versions}, got: ${version}.`);
}

/** The path that the tier was launched by, or the only one where that isn't open to this role. */
async function launchPath(call: AwsCall, name: string, productId: string, launched?: string): Promise<string> {
  const { LaunchPathSummaries: paths = [] } = await call('ListLaunchPaths', { ProductId: productId });
  const ids = paths.flatMap(({ Id = [] }) => Id);
  const [only, ...others] = ids;
  if (launched !== undefined && ids.includes(launched)) return launched;
  if (only !== undefined && others.length === 0) return only;
  throw new CatalogError(
    'no-launch-path',
    `${name}: the role of the deployment must be a principal of the portfolio that it was launched from, ` +
      `and of no more; it can launch from ${ids.length} others.`,
  );
}
