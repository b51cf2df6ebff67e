import { CatalogError } from '../../../catalog/errors';
import type { AwsCall } from './aws-calls.codebuild';
import type { TierChange } from './deployment.codebuild';

/** Parameters that the environment product asks for on behalf of a tier, under the same name. */
const asked: { readonly [tier in TierChange['tier']]?: readonly string[] } = { app: ['Image'] };

/**
 * Changes as they can be made. Where the environment product has launched the tiers, it answers their forms anew
 * whenever it changes them: what somebody changed behind its back would be undone. So there the changes become one, of
 * the environment.
 *
 * @returns the changes as they are where no product of the name `<environment>-environment` runs
 * @throws `CatalogError` `decided-by-environment` for a change that the environment's form doesn't offer
 */
export async function throughEnvironment(
  call: AwsCall,
  environment: string,
  changes: readonly TierChange[],
): Promise<readonly TierChange[]> {
  if (changes.every(({ tier }) => tier === 'environment')) return changes;
  if (!(await isLaunched(call, `${environment}-environment`))) return changes;
  const parameters = changes.map((change) => (change.tier === 'environment' ? {} : offered(environment, change)));
  const own = changes.find(({ tier }) => tier === 'environment');
  return [{ ...own, tier: 'environment', parameters: Object.assign({}, ...parameters, own?.parameters) as Parameters }];
}

type Parameters = TierChange['parameters'];

function offered(environment: string, { tier, version, parameters }: TierChange): Parameters {
  const other = Object.keys(parameters).find((name) => !asked[tier]?.includes(name));
  const refused = version === undefined ? other && `parameters.${other}` : 'version';
  if (refused === undefined) return parameters;
  throw new CatalogError(
    'decided-by-environment',
    `deployment.json: ${tier}.${refused}: ${environment}-environment launched this tier, and would undo the change with ` +
      'its next update. Change the environment: name a version or parameters of it under "environment".',
  );
}

/** Whether something of this name is launched. https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeProvisionedProduct.html */
async function isLaunched(call: AwsCall, name: string): Promise<boolean> {
  try {
    await call('DescribeProvisionedProduct', { Name: name });
    return true;
  } catch (error) {
    if (String(error).includes('ResourceNotFoundException')) return false;
    throw error;
  }
}
