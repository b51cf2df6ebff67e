import { DetailedError, detailsOf } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import { type Agree, type Planned, refuseRefused, refuseStops, requireConsent } from '../agreement';
import type { AwsTarget } from '../aws/aws-target';
import { findProvisionedProduct } from '../aws/provisioned-product';
import type { OperationContext } from '../context';
import { carryOutStep, type EndedUpdate } from './carry-out-step';
import type { ChosenUpdate } from './choose-update';
import { refusalsOf, stopsOf } from './gate';
import type { ProductUpdate } from './judge-product';
import type { UpdateStep } from './plan-step';
import { discardPlans, planAgain, type UpdatesPlan, type UpdatesWish } from './plan-updates';
import { openForm, requestUpdates, type UpdateRequest } from './request-update';
import { type RunningProduct, runningProduct, runningVersion } from './running-product';

/**
 * Carries updates out, one after the other, once they are agreed to. What AWS could not plan before others were carried out
 * is planned when its turn comes, and goes through the gate then; so is every version on the way to the one that is meant.
 * Nothing is ever terminated.
 *
 * @param planned stays whoever's it is: they discard it, whatever comes of this
 * @returns those that change something, in their order; empty where nothing does
 * @throws `CatalogError` `would-be-refused`, `would-lose-data`, `no-way-back`, `declined` before anything is changed;
 * `update-failed` with how each product
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
        await (step.plan === 'later' ? carryOutLater(context, step.request, wish) : carryOutStep(context, step, wish)),
      );
      for await (const one of carryOutOnward(context, step.request, wish)) ended.push(one);
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
  request: UpdateRequest,
  wish: UpdatesWish,
): Promise<EndedUpdate> {
  const step = await planAgain(context, request, wish);
  try {
    refuseGated(step.products);
    return await carryOutStep(context, step, wish);
  } finally {
    await discardPlans(context.target, [step]);
  }
}

/** Goes on by the versions that follow the first step, each planned, judged and carried out once the one before it runs. */
async function* carryOutOnward(
  context: OperationContext,
  { choice: { onward = [] }, change: { running: before } }: UpdateRequest,
  wish: UpdatesWish,
): AsyncGenerator<EndedUpdate> {
  for (const choice of onward) {
    context.signal?.throwIfAborted();
    const found = await findProvisionedProduct(await context.target.serviceCatalog(), before.name);
    const running = await runningProduct(context.target, found);
    try {
      const product = await openForm(context.target, running, choice, wish.parameters);
      for (const request of await requestUpdates(context, [product])) yield await carryOutLater(context, request, wish);
    } catch (error) {
      throw onTheWay(error, running, onward.at(-1) ?? choice);
    }
  }
}

/** Adds to the failure of a step where it stands, and what goes on from there. */
function onTheWay(error: unknown, { name, version }: RunningProduct, end: ChosenUpdate): unknown {
  if (!(error instanceof CatalogError)) return error;
  const { remedies = [], ...details } = detailsOf(error);
  const options = { to: end.version, ...(end.direction === 'downgrade' && { downgrade: true }) };
  return new DetailedError(error.code, `${error.message} It runs ${version}, on its way to ${end.version}.`, {
    ...details,
    remedies: [...remedies, { do: 'verb', verb: 'upgrade', operands: [name], options, label: 'Go on with' }],
  });
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
