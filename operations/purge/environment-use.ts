import type { Stack } from '@aws-sdk/client-cloudformation';
import type { ProvisionedProductAttribute } from '@aws-sdk/client-service-catalog';
import { CatalogError } from '../../catalog/errors';
import type { AwsTarget } from '../aws/aws-target';
import { allProvisionedProducts } from '../aws/provisioned-product';

/** The stacks of an account and region that aren't deleted, wholly or in part. */
export async function livingStacks(target: AwsTarget): Promise<readonly Stack[]> {
  const cloudFormation = await target.cloudFormation();
  const stacks: Stack[] = [];
  let token: string | undefined;
  do {
    const page = await cloudFormation.describeStacks({ NextToken: token });
    stacks.push(...(page.Stacks ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return stacks.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE');
}

/** Use of an environment: products of its own, and of others that stand on it, by their names. */
export interface EnvironmentUse {
  /** Products and stacks of its own that are there, or may be. */
  readonly own: readonly string[];
  /** Those of its own whose stacks aren't known yet: what they make can't be told from what is left. */
  readonly underWay: readonly string[];
  /** Products of other environments that stand on it. */
  readonly guests: readonly string[];
}

/**
 * Use of an environment in an account and region.
 *
 * A product that has no stack, or has none yet, says nowhere which environment it is for; it counts as the environment's
 * by its usual name, and while it is under way whatever it is called.
 */
export async function environmentUse(
  target: AwsTarget,
  environment: string,
  stacks: readonly Stack[],
): Promise<EnvironmentUse> {
  const launched = await allProvisionedProducts(await target.serviceCatalog());
  const nameOf = ({ StackId, StackName = '' }: Stack) =>
    launched.find(({ PhysicalId }) => PhysicalId === StackId)?.Name ?? `the stack ${StackName}`;
  const withStack = new Set(stacks.map(({ StackId }) => StackId));
  const withoutStack = launched.filter(({ PhysicalId }) => PhysicalId === undefined || !withStack.has(PhysicalId));
  const doubtful = withoutStack.filter((product) => mayBeOf(product, environment));
  return {
    own: [
      ...stacks.filter((stack) => parameter(stack, 'EnvironmentName') === environment).map(nameOf),
      ...doubtful.map(({ Name = '' }) => Name),
    ],
    underWay: doubtful.filter(({ Status }) => Status === 'UNDER_CHANGE').map(({ Name = '' }) => Name),
    guests: stacks.filter((stack) => parameter(stack, 'BaseEnvironment') === environment).map(nameOf),
  };
}

/**
 * Makes sure that nothing of an environment is launched any more, and that no other environment stands on it.
 *
 * @throws `CatalogError` `environment-in-use`
 */
export function refuseWhileInUse(environment: string, { own, guests }: EnvironmentUse): void {
  if (own.length > 0) throw inUse(`${environment} is still there: ${listed(own)}. Terminate it first.`);
  if (guests.length > 0) throw inUse(`${environment} is the base of others: ${listed(guests)}. Terminate those first.`);
}

function mayBeOf({ Name = '', Status }: ProvisionedProductAttribute, environment: string): boolean {
  return Status === 'UNDER_CHANGE' || Name.startsWith(`${environment}-`);
}

function parameter({ Parameters = [] }: Stack, key: string): string | undefined {
  return Parameters.find(({ ParameterKey }) => ParameterKey === key)?.ParameterValue;
}

function listed(names: readonly string[]): string {
  return [...new Set(names)].sort().join(', ');
}

function inUse(message: string): CatalogError {
  return new CatalogError('environment-in-use', message);
}
