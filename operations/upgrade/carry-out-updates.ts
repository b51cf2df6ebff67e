import { DetailedError, detailsOf } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import { type Agree, type Planned, refuseRefused, refuseStops, requireConsent } from '../agreement';
import type { AwsTarget } from '../aws/aws-target';
import { findProvisionedProduct } from '../aws/provisioned-product';
import type { OperationContext } from '../context';
import { carryOutStep, type EndedUpdate } from './carry-out-step';
import { refusalsOf, stopsOf } from './gate';
import type { ProductUpdate } from './judge-product';
import type { UpdateStep } from './plan-step';
import { discardPlans, planAgain, type UpdatesPlan } from './plan-updates';
import { runningVersion } from './running-product';

/**
 * Carries updates out, one after the other, once they are agreed to. What AWS could not plan before others were carried out
 * is planned when its turn comes, and goes through the gate then. Nothing is ever terminated.
 *
 * @param planned stays whoever's it is: they discard it, whatever comes of this
 * @returns those that change something, in their order; empty where nothing does
 * @throws `CatalogError` `would-be-refused`, `would-lose-data`, `declined` before anything is changed; `update-failed` with how each product
 * is now
 */
export async function carryOutUpdates(
  context: OperationContext,
  { plan, agreement }: Planned<UpdatesPlan>,
  agree: Agree,
): Promise<readonly EndedUpdate[]> {
  const { effective, wish } = plan;
  refuseGated(effective.flatMap(({ products }) => products));
  await requireConsent(agree, agreement);
  const ended: EndedUpdate[] = [];
  for (const step of effective) {
    context.signal?.throwIfAborted();
    try {
      ended.push(
        await (step.plan === 'later' ? carryOutLater(context, step, plan) : carryOutStep(context, step, wish)),
      );
    } catch (error) {
      throw await withStates(context.target, error, step, effective);
    }
  }
  return ended;
}

function refuseGated(products: readonly ProductUpdate[]): void {
  refuseRefused(refusalsOf(products));
  refuseStops(stopsOf(products));
}

async function carryOutLater(
  context: OperationContext,
  { request }: UpdateStep,
  { wish }: UpdatesPlan,
): Promise<EndedUpdate> {
  const step = await planAgain(context, request, wish);
  try {
    refuseGated(step.products);
    return await carryOutStep(context, step, wish);
  } finally {
    await discardPlans(context.target, [step]);
  }
}

/** Adds to the failure of one update how each product is now, its tiers included. */
async function withStates(
  target: AwsTarget,
  error: unknown,
  { request }: UpdateStep,
  steps: readonly UpdateStep[],
): Promise<unknown> {
  const names = steps.flatMap(({ products }) => products.map(({ name }) => name));
  if (!(error instanceof CatalogError) || names.length === 1) return error;
  const serviceCatalog = await target.serviceCatalog();
  const states = await Promise.all(
    names.map(async (each) => {
      const found = await findProvisionedProduct(serviceCatalog, each);
      return [each, (await runningVersion(target, found)).version, found.Status];
    }),
  );
  const told = states.map(([each, version, status]) => `${each} ${version} ${status}`).join(', ');
  const next = `Once that is mended, run the same again: it goes on with ${request.change.running.name}.`;
  return new DetailedError(error.code, `${error.message} Now: ${told}. ${next}`, detailsOf(error));
}
