import type { AwsTarget } from '../aws/aws-target';

/**
 * Names of what is launched in the account and region, at most a hundred of them, asked for once: whoever types waits for them.
 *
 * @param signal ends the call
 */
export async function launchedNames(target: AwsTarget, signal: AbortSignal): Promise<string[]> {
  const serviceCatalog = await target.serviceCatalog({ maxAttempts: 1 });
  const { ProvisionedProducts = [] } = await serviceCatalog.searchProvisionedProducts(
    { AccessLevelFilter: { Key: 'Account', Value: 'self' }, PageSize: 100 },
    { abortSignal: signal },
  );
  return ProvisionedProducts.flatMap(({ Name }) => Name ?? []).sort();
}
