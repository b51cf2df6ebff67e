import type { Stack } from '@aws-sdk/client-cloudformation';
import type { ProvisionedProductAttribute } from '@aws-sdk/client-service-catalog';
import type { Remedy } from '../../catalog/detailed-error';
import { type SeenPolicy, seePolicy } from '../../portfolios/guard/guard-policy';
import { LIFTED_HOURS, MISSED_HOURS } from '../../portfolios/guard/sweep-schedule';
import { awsCommand } from '../aws/aws-command';
import type { AwsTarget } from '../aws/aws-target';
import { allProducts } from '../project/choose-product';
import { guardCommand } from './guard-command';

/** Stack of the catalog at rest that lacks a part of its protection. */
export interface Unguarded {
  /** Of the provisioned product. */
  readonly name: string;
  /** ARN. */
  readonly stack: string;
  /** A sentence. */
  readonly problem: string;
  readonly remedy: Remedy;
}

/** Stacks that are looked at side by side. */
const AT_ONCE = 8;

/**
 * Stacks without their protection, among those of provisioned products: the guard's stack policy, and for `prod` termination
 * protection. What is no product of the catalog, or under change, isn't looked at.
 *
 * @throws AWS's error where the caller may not read a stack or its policy
 */
export async function unguardedStacks(
  target: AwsTarget,
  launched: readonly ProvisionedProductAttribute[],
): Promise<readonly Unguarded[]> {
  const names = new Set((await allProducts()).map(({ name }) => name));
  const ours = launched.filter(
    ({ ProductName = '', PhysicalId, Status }) =>
      names.has(ProductName) && PhysicalId !== undefined && Status !== 'UNDER_CHANGE',
  );
  const found: (readonly Unguarded[])[] = [];
  for (let index = 0; index < ours.length; index += AT_ONCE) {
    found.push(...(await Promise.all(ours.slice(index, index + AT_ONCE).map((each) => lookAt(target, each)))));
  }
  return found.flat().sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function lookAt(
  target: AwsTarget,
  { Name: name = '', PhysicalId: stack = '' }: ProvisionedProductAttribute,
): Promise<readonly Unguarded[]> {
  const cloudFormation = await target.cloudFormation();
  const described = await cloudFormation.describeStacks({ StackName: stack }).catch((error: unknown) => {
    // CloudFormation has no error of its own for a stack that isn't there.
    if (error instanceof Error && /does not exist/.test(error.message)) return undefined;
    throw error;
  });
  const [found] = described?.Stacks ?? [];
  if (!found || !rests(found)) return [];
  const { StackPolicyBody } = await cloudFormation.getStackPolicy({ StackName: stack });
  const policy = policyProblem(seePolicy(StackPolicyBody));
  const isProd = found.Parameters?.some(
    ({ ParameterKey, ParameterValue }) => ParameterKey === 'EnvironmentType' && ParameterValue === 'prod',
  );
  return [
    ...(policy === undefined ? [] : [{ name, stack, problem: `${name}: ${policy}`, remedy: guardCommand(stack) }]),
    ...(isProd && !found.EnableTerminationProtection
      ? [
          {
            name,
            stack,
            problem: `${name}: it is of prod, and has no termination protection.`,
            remedy: protecting(stack),
          },
        ]
      : []),
  ];
}

function rests({ StackStatus: status }: Stack): boolean {
  return status !== undefined && /^(?!DELETE_).*_COMPLETE$/.test(status);
}

/** Problem of a stack's policy, as the rest of a sentence; undefined where it is the guard's. */
function policyProblem(policy: SeenPolicy): string | undefined {
  switch (policy.kind) {
    case 'guarded':
      return undefined;
    case 'none':
      return `it has no stack policy, and the guard's next sweep sets it, within ${MISSED_HOURS} h.`;
    case 'older':
      return `its stack policy is that of an older guard; the next sweep replaces it, within ${MISSED_HOURS} h.`;
    case 'lifted':
      return `its stack policy spares ${policy.spared.join(', ')}; the guard takes that back within ${LIFTED_HOURS} h.`;
    case 'foreign':
      return `its stack policy isn't the guard's, which replaces it within ${LIFTED_HOURS} h.`;
  }
}

/** Remedy that sets the termination protection of a stack, be it a tier, whose own the guard leaves to its environment. */
function protecting(stack: string): Remedy {
  const [, , , region = '', id = ''] = stack.split(':');
  return awsCommand({ id, region }, 'cloudformation update-termination-protection', {
    'enable-termination-protection': true,
    'stack-name': stack,
  });
}
