import type { ProvisionProductInput } from '@aws-sdk/client-service-catalog';
import type { ArtifactRow } from '../catalog/state';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { newId } from '../ids';
import { duplicateParameter, invalid, notSupported } from '../refusals';
import { tagsOf } from '../tags';
import { beginRecord } from './begin-record';
import { launchTags } from './launch-tags';
import { findTarget, type Target } from './launch-target';
import { pathConstraints } from './path-constraints';
import { answerRecord, newRecord } from './records';
import { type Launched, type ProvisionedProductRow, provisionedProductNames } from './state';

/** Operation that launches a product. */
export const provisionProductOperations = {
  /**
   * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ProvisionProduct.html: what names the launch is checked at
   * once; what CloudFormation refuses (parameters, rules, the launch role) fails the record, and leaves a provisioned
   * product in ERROR.
   *
   * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ProvisionedProductDetail.html `Status`
   */
  ProvisionProduct(input, call) {
    return answerRecord(call, 'ProvisionProduct', input, 'ProvisionToken', () => {
      const target = findTarget(call, input);
      refuseDeprecated(target.artifact);
      const launched = launchOf(call, target, input);
      const name = freeName(call, input.ProvisionedProductName ?? '');
      const provisionedProduct = newProvisionedProduct(call, name, launched, input.ProvisionToken);
      const record = newRecord(call, 'PROVISION_PRODUCT', provisionedProduct, launched);
      return beginRecord({ record, provisionedProduct, path: target.path }, call);
    });
  },
} satisfies CatalogOperations;

/** The parts of a request that say how a product is launched. */
type LaunchRequest = Pick<
  ProvisionProductInput,
  'ProvisioningParameters' | 'ProvisioningPreferences' | 'Tags' | 'NotificationArns'
>;

/** Values of a new launch. */
export function launchOf(call: CatalogCall, { product, artifact, path }: Target, input: LaunchRequest): Launched {
  const { launchRoleArn, notificationArns, stackSet } = pathConstraints(call, path);
  refuseStackSets(stackSet, input.ProvisioningPreferences);
  return {
    productId: product.id,
    artifactId: artifact.id,
    pathId: path.id,
    portfolioId: path.portfolio.id,
    parameters: givenParameters(input.ProvisioningParameters),
    tags: launchTags(call, path, tagsOf(input.Tags)),
    notificationArns: [...new Set([...notificationArns, ...(input.NotificationArns ?? [])])],
    launchRoleArn,
  };
}

/** Refuses what only stack sets have: preferences without a STACKSET constraint; and, in the sandbox, stack sets. */
export function refuseStackSets(stackSet: boolean, preferences: unknown): void {
  if (stackSet) throw notSupported('The sandbox has no stack sets: this product cannot be launched here.');
  if (preferences !== undefined) {
    throw invalid('ProvisioningPreferences can only be specified for a product with a STACKSET constraint.');
  }
}

/** A deprecated version takes updates, and no launches. */
export function refuseDeprecated({ id, guidance }: ArtifactRow): void {
  if (guidance === 'DEPRECATED') throw invalid(`Provisioning Artifact ${id} is deprecated and cannot be launched.`);
}

/**
 * A name that no provisioned product of the account and region has.
 *
 * @throws AwsError `InvalidParametersException`, in AWS's words:
 *   https://github.com/awslabs/aws-service-catalog-puppet/issues/284
 */
export function freeName({ db, accountId, region }: CatalogCall, name: string): string {
  if (db.get(provisionedProductNames, [accountId, region, name]) !== undefined) {
    throw invalid(`A stack named ${name} already exists.`);
  }
  return name;
}

/** A provisioned product that isn't in the store yet. */
export function newProvisionedProduct(
  { accountId, region, now, caller }: CatalogCall,
  name: string,
  launched: Launched,
  token?: string,
): ProvisionedProductRow {
  return {
    id: newId('pp'),
    accountId,
    region,
    name,
    status: 'UNDER_CHANGE',
    created: now,
    token,
    userArn: caller.roleArn ?? caller.arn,
    userArnSession: caller.arn,
    ...launched,
  };
}

function givenParameters(given: ProvisionProductInput['ProvisioningParameters'] = []): Launched['parameters'] {
  const seen = new Set<string>();
  return given.map(({ Key: key = '', Value: value = '' }) => {
    if (seen.has(key)) throw duplicateParameter(key);
    seen.add(key);
    return { key, value };
  });
}
