import { CatalogError } from '../../catalog/errors';
import { agreementTo, type Planned } from '../agreement';
import { findProvisionedProduct } from '../aws/provisioned-product';
import type { OperationContext } from '../context';
import { stackLeftovers } from './retained-resources';

/** Stacks of a provisioned product that are protected from termination: its own, and those of what it launched. */
export interface ProtectedStacks {
  /** Of the provisioned product. */
  readonly name: string;
  /** Names or ARNs; none where nothing is protected. */
  readonly stacks: readonly string[];
}

/**
 * Plans to lift the termination protection of what was launched, and of all that it launched itself.
 *
 * @throws `CatalogError` `unknown-provisioned-product`, `unreadable-stack`
 */
export async function planUnprotect(
  { target }: Pick<OperationContext, 'target'>,
  name: string,
): Promise<Planned<ProtectedStacks>> {
  const { PhysicalId: stack } = await findProvisionedProduct(await target.serviceCatalog(), name);
  const found = stack === undefined ? undefined : await stackLeftovers(target, stack);
  if (found === undefined) {
    throw new CatalogError('unreadable-stack', `${name}: its stack can't be read, or it has none.`);
  }
  const stacks = found.protectedStacks;
  return {
    plan: { name, stacks },
    agreement:
      stacks.length === 0
        ? { kind: 'none' }
        : agreementTo(target, `Lift the protection of ${name}, so that it can be terminated?`),
    discard: async () => {},
  };
}

/**
 * Lifts termination protection, until the next update brings it back.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateTerminationProtection.html
 */
export async function unprotect(
  { target }: Pick<OperationContext, 'target'>,
  { stacks }: ProtectedStacks,
): Promise<void> {
  const cloudFormation = await target.cloudFormation();
  for (const StackName of stacks) {
    await cloudFormation.updateTerminationProtection({ StackName, EnableTerminationProtection: false });
  }
}
