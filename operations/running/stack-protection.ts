import { CatalogError } from '../../catalog/errors';
import { guardPolicy, isLiftedPolicy } from '../../portfolios/guard/guard-policy';
import type { AwsTarget } from '../aws/aws-target';

/** Resources of one stack that one update may replace or remove, though the guard forbids it. */
export interface AllowedReplacements {
  /** Name or ARN. */
  readonly stack: string;
  /** Just these resources; none leaves the stack's policy as it is. */
  readonly logicalIds: readonly string[];
}

/**
 * Lets `act` replace or remove named resources that hold data: spares them from the guard's stack policies, and puts the
 * policies back, whatever comes of it. For an environment, one row a stack: its tiers' stacks have policies of their own.
 *
 * A stack policy for one update can be handed over only with `UpdateStack`, which Service Catalog calls without one; hence
 * the stack's own policy is changed, with the rights of the caller. Killed half-way, it leaves a policy that spares the
 * resources: the guard overwrites it when the update ends, and so does the next call for that stack.
 *
 * @param act resolves when the update has ended
 * @throws `CatalogError` `protection-not-restored` when the update went through and a policy couldn't be put back
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_SetStackPolicy.html
 */
export async function withAllowedReplacements<Result>(
  target: Pick<AwsTarget, 'cloudFormation'>,
  allowed: readonly AllowedReplacements[],
  act: () => Promise<Result>,
): Promise<Result> {
  const before = new Map<string, string>();
  let outcome: { readonly result: Result } | { readonly error: unknown };
  try {
    for (const { stack, logicalIds } of allowed) {
      if (logicalIds.length === 0) continue;
      before.set(stack, await policyToRestore(target, stack));
      await setPolicy(target, stack, guardPolicy(logicalIds));
    }
    outcome = { result: await act() };
  } catch (error) {
    outcome = { error };
  }
  const problem = await restore(target, before);
  if ('error' in outcome) throw outcome.error;
  if (problem !== undefined) throw problem;
  return outcome.result;
}

/** The policy that a stack is to have afterwards: its own; the guard's where it has none or one that was left lifted. */
async function policyToRestore(target: Pick<AwsTarget, 'cloudFormation'>, stack: string): Promise<string> {
  const cloudFormation = await target.cloudFormation();
  const { StackPolicyBody: policy } = await cloudFormation.getStackPolicy({ StackName: stack });
  return policy === undefined || isLiftedPolicy(policy) ? guardPolicy() : policy;
}

async function setPolicy(target: Pick<AwsTarget, 'cloudFormation'>, stack: string, policy: string): Promise<void> {
  const cloudFormation = await target.cloudFormation();
  await cloudFormation.setStackPolicy({ StackName: stack, StackPolicyBody: policy });
}

/** Puts every policy back, one failing or not. */
async function restore(
  target: Pick<AwsTarget, 'cloudFormation'>,
  before: ReadonlyMap<string, string>,
): Promise<CatalogError | undefined> {
  const tries = await Promise.allSettled([...before].map(([stack, policy]) => setPolicy(target, stack, policy)));
  const failed = tries.find((each) => each.status === 'rejected');
  if (failed === undefined) return undefined;
  const stacks = [...before.keys()].filter((_, index) => tries[index]?.status === 'rejected');
  return new CatalogError(
    'protection-not-restored',
    `The update is through, but the stack policy of ${stacks.join(', ')} still spares what it replaced (${failed.reason}). ` +
      'The guard puts it back with the next update.',
  );
}
