import type { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { DetailedError, type Remedy } from '../../catalog/detailed-error';
import { awsCommand } from '../aws/aws-command';
import type { AwsTarget } from '../aws/aws-target';
import { activeVersions } from '../aws/published-product';
import type { ChosenProduct } from './request-update';
import type { RunningProduct } from './running-product';

/** AWS's page on what a version takes that isn't active. */
export const HIDDEN_VERSIONS =
  'https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateProvisioningArtifact.html';

/** Whether the version that something runs is hidden: nobody is offered it, and nothing is updated to it. */
export async function runsHidden(
  target: AwsTarget,
  { productId, artifactId }: Pick<RunningProduct, 'productId' | 'artifactId'>,
): Promise<boolean> {
  const offered = await offeredIds(await target.serviceCatalog(), productId);
  return offered !== undefined && !offered.includes(artifactId);
}

/**
 * Refuses new answers for what runs a hidden version: AWS would take no update of it.
 *
 * @throws `CatalogError` `hidden-version`
 */
export async function refuseHidden(target: AwsTarget, products: readonly ChosenProduct[]): Promise<void> {
  for (const { running, choice } of products) {
    if (choice.direction !== 'same' || !(await runsHidden(target, running))) continue;
    const { name, productName, version, productId, artifactId } = running;
    throw new DetailedError(
      'hidden-version',
      `${name} runs ${productName} ${version}, which is hidden: AWS takes no update to it, not even of an answer.`,
      {
        remedies: [
          { do: 'verb', verb: 'upgrade', operands: [name], label: 'Go to a version that is offered with' },
          offeringAgain(target, productId, { id: artifactId }),
        ],
      },
    );
  }
}

/**
 * Remedy that offers a hidden version again, for updates alone: deprecated, it isn't launched. It is typed in the catalog's
 * account, which the caller may not know.
 *
 * @param version by its id, or by its name where nobody knows that
 */
export function offeringAgain(
  { region }: Pick<AwsTarget, 'region'>,
  productId: string,
  version: { readonly id: string } | { readonly name: string },
): Remedy {
  const id = 'id' in version ? version.id : `<id of ${version.name}>`;
  return {
    ...awsCommand({ region }, 'servicecatalog update-provisioning-artifact', {
      'product-id': productId,
      'provisioning-artifact-id': id,
      active: true,
      guidance: 'DEPRECATED',
    }),
    label: "In the catalog's account, offer it again until that is done",
  };
}

/** Ids of the versions that the caller is offered; undefined where they are offered nothing of the product. */
async function offeredIds(serviceCatalog: ServiceCatalog, productId: string): Promise<readonly string[] | undefined> {
  try {
    return (await activeVersions(serviceCatalog, productId)).flatMap(({ Id }) => Id ?? []);
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
