import { CatalogError } from '../../catalog/errors';
import { agreementTo, type Planned, planned } from '../agreement';
import type { OperationContext } from '../context';
import { updateResource } from '../purge/cloud-control';
import { findLaunched } from './find-launched';
import { isProtected, type StackProtection, stackProtection } from './protected-resources';
import { stackLeftovers } from './retained-resources';

/** Protection of a provisioned product and what it launched. */
export interface Protection extends StackProtection {
  /** Of the provisioned product. */
  readonly name: string;
}

/**
 * Plans to lift what protects something launched from termination, and all that it launched itself: the stacks'
 * termination protection, and the deletion protection of databases and load balancers.
 *
 * @param named name of the provisioned product, or of an environment that was launched as one
 * @throws `CatalogError` `unknown-provisioned-product`, `several-products`, `unreadable-stack`
 */
export async function planUnprotect(
  { target }: Pick<OperationContext, 'target'>,
  named: string,
): Promise<Planned<Protection>> {
  const { Name: name = '', PhysicalId: stack } = await findLaunched(target, named, 'unprotect');
  const found = stack === undefined ? undefined : await stackLeftovers(target, stack);
  if (found === undefined) {
    throw new CatalogError('unreadable-stack', `${name}: its stack can't be read, or it has none.`);
  }
  const protection = await stackProtection(target, found);
  const question = `Lift the protection of ${name}, so that it can be terminated?`;
  const agreement = isProtected(protection) ? agreementTo(target, question) : { kind: 'none' as const };
  return planned({ name, ...protection }, agreement);
}

/**
 * Lifts the protection. Resources go first: a stack whose protection is lifted has nothing protected in it any more.
 *
 * @throws `CatalogError` `resource-request-failed` with AWS's reason
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateTerminationProtection.html
 * @see https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_UpdateResource.html
 */
export async function unprotect(
  { target }: Pick<OperationContext, 'target'>,
  { stacks, resources }: Protection,
): Promise<void> {
  for (const { type, physicalId, lift } of resources)
    await updateResource(target, { type, identifier: physicalId }, lift);
  const cloudFormation = await target.cloudFormation();
  for (const StackName of stacks) {
    await cloudFormation.updateTerminationProtection({ StackName, EnableTerminationProtection: false });
  }
}
