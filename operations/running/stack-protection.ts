import { DetailedError, detailsOf } from '../../catalog/detailed-error';
import { LIFTED_HOURS } from '../../portfolios/guard/sweep-schedule';
import type { AwsTarget } from '../aws/aws-target';
import type { OperationContext } from '../context';
import { guardCommand } from './guard-command';
import { type AllowedReplacements, keepLifted, type LiftedStack, lastUpdate, lift, putBack } from './lifted-stack';

/**
 * Lets `act` replace or remove named resources that hold data: spares them from the guard's stack policies, and puts the
 * guard's policy back, whatever was there before and whatever comes of it: success, failure, or a stop. For an environment,
 * one row a stack: its tiers' stacks have policies of their own.
 *
 * A stack policy for one update can be handed over only with `UpdateStack`, which Service Catalog calls without one; hence
 * the stack's own policy is changed, with the rights of the caller. Killed half-way, it leaves a policy that spares the
 * resources: the guard overwrites it when the update ends, and its sweep when no update came.
 *
 * @param act resolves when the update has ended, and rejects when it is stopped
 * @throws `CatalogError` `protection-not-restored` when a policy couldn't be put back, with the command that does it, and with
 * the failure of `act`, if that failed too
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_SetStackPolicy.html
 */
export async function withAllowedReplacements<Result>(
  context: Pick<OperationContext, 'target' | 'events' | 'signal'>,
  allowed: readonly AllowedReplacements[],
  act: () => Promise<Result>,
): Promise<Result> {
  const { target, signal } = context;
  const lifted: LiftedStack[] = [];
  const ended = new AbortController();
  let watch: Promise<void> = Promise.resolve();
  let outcome: { readonly result: Result } | { readonly error: unknown };
  try {
    for (const each of allowed.filter(({ logicalIds }) => logicalIds.length > 0)) {
      signal?.throwIfAborted();
      const updated = await lastUpdate(target, each.stack);
      // Before the call: it may have been carried out though its answer was lost.
      lifted.push({ ...each, updated });
      await lift(target, each);
    }
    signal?.throwIfAborted();
    watch = keepLifted(context, lifted, ended.signal);
    outcome = { result: await act() };
  } catch (error) {
    outcome = { error };
  }
  ended.abort();
  await watch;
  const problem = await restore(target, lifted, 'error' in outcome ? outcome.error : undefined);
  if (problem !== undefined) throw problem;
  if ('error' in outcome) throw outcome.error;
  return outcome.result;
}

/** Puts every policy back, one failing or not. */
async function restore(
  target: Pick<AwsTarget, 'cloudFormation'>,
  lifted: readonly LiftedStack[],
  failure: unknown,
): Promise<DetailedError | undefined> {
  const tries = await Promise.allSettled(lifted.map(({ stack }) => putBack(target, stack)));
  const left = lifted.flatMap(({ stack }, index) => {
    const tried = tries[index];
    return tried?.status === 'rejected' ? [{ stack, reason: told(tried.reason) }] : [];
  });
  if (left.length === 0) return undefined;
  const stacks = left.map(({ stack, reason }) => `${stack} (${reason})`).join(', ');
  const before = failure === undefined ? 'The update is through.' : told(failure);
  return new DetailedError(
    'protection-not-restored',
    `${before} The stack policy that spares what was allowed could not be taken back from ${stacks}. ` +
      `The guard does it when the next update ends, or at the latest ${LIFTED_HOURS} hours from now.`,
    {
      ...detailsOf(failure),
      remedies: [
        ...left.map(({ stack }) => ({ ...guardCommand(stack), label: 'To have it done at once' })),
        ...(detailsOf(failure).remedies ?? []),
      ],
    },
  );
}

function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const text = '$fault' in error ? `${error.name}: ${error.message}` : error.message;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
