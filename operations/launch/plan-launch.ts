import type { ProvisionedProductAttribute } from '@aws-sdk/client-service-catalog';
import { DetailedError } from '../../catalog/detailed-error';
import { agreementTo, type Planned, planned } from '../agreement';
import { lookUpProvisionedProduct } from '../aws/provisioned-product';
import type { OperationContext } from '../context';
import { releasedTemplate } from '../project/released-template';
import { failedAtFirst, firstFailure, launchingAgain, typedAnswers } from './launch-again';
import { refuseMissingTiers } from './missing-tiers';
import { type LaunchWish, type PreparedLaunch, prepareLaunch } from './prepare-launch';
import { refuseTakenTiers } from './taken-tiers';

/**
 * Plans a launch without asking AWS for a plan of its own; see `previewLaunch` for that one.
 *
 * @throws `CatalogError` `already-launched`, `missing-tiers`; those of `prepareLaunch`
 */
export async function planLaunch(context: OperationContext, wish: LaunchWish): Promise<Planned<PreparedLaunch>> {
  const { target } = context;
  const existing = await lookUpProvisionedProduct(await target.serviceCatalog(), wish.name);
  if (existing) throw await alreadyLaunched(context, wish, existing);
  return planFirstLaunch(context, wish);
}

/**
 * Plans a launch under a name that nothing has yet.
 *
 * @throws `CatalogError` `missing-tiers`, `orphaned-tier`; those of `prepareLaunch`
 */
export async function planFirstLaunch(context: OperationContext, wish: LaunchWish): Promise<Planned<PreparedLaunch>> {
  const plan = await prepareLaunch(context, wish);
  refuseMissingTiers(wish.name, plan.missingTiers, wish.parameters.EnvironmentType);
  await refuseTakenTiers(context.target, plan);
  return planned(plan, agreementTo(context.target, `Launch ${wish.name}?`));
}

async function alreadyLaunched(
  { project, target }: OperationContext,
  wish: LaunchWish,
  found: ProvisionedProductAttribute,
): Promise<DetailedError> {
  const { name, product, version = found.ProvisioningArtifactName ?? '' } = wish;
  if (failedAtFirst(found)) {
    const parameters = typedAnswers(wish.parameters, releasedTemplate(project, product, version));
    return new DetailedError('already-launched', await firstFailure(target, found), {
      remedies: [await launchingAgain(target, found, { ...wish, parameters })],
    });
  }
  return new DetailedError(
    'already-launched',
    `${name} is launched already (${found.ProductName} ${found.ProvisioningArtifactName}, ${found.Status})`,
    {
      remedies: [
        { do: 'verb', verb: 'status', operands: [name], label: 'See how it is' },
        { do: 'verb', verb: 'upgrade', operands: [name], label: 'Update it' },
        { do: 'again', options: { name: '…' }, label: 'Choose another name' },
      ],
    },
  );
}
