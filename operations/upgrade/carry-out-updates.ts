import { CatalogError } from '../../catalog/errors';
import {
  type Agree,
  andDiscard,
  type Planned,
  refuseRefused,
  refuseStops,
  requireConsent,
  type Stop,
} from '../agreement';
import { unlessRefused } from '../aws/aws-error';
import { allProvisionedProducts } from '../aws/provisioned-product';
import type { OperationContext } from '../context';
import { unguardedStacks } from '../running/unguarded';
import { carryOutStep, type EndedUpdate } from './carry-out-step';
import { acceptNamed, allowNamed, refusalsOf, stopsOf } from './gate';
import type { ProductUpdate } from './judge-product';
import type { UpdateStep } from './plan-step';
import { discardPlans, planAgain, type UpdatesPlan, type UpdatesWish } from './plan-updates';
import { unforeseenParts, withShownConsent } from './unforeseen';
import { withWaysBack } from './way-back';
import { whereItStands } from './where-it-stands';

/**
 * Carries updates out, one after the other, once they are agreed to. What AWS could not plan before others were carried out
 * is planned when its turn comes, and judged again: what wasn't shown before is asked about anew. Nothing is ever terminated.
 *
 * Where there are several, the signal ends them once the one under way is done; a single one, at once.
 *
 * @param planned stays whoever's it is: they discard it, whatever comes of this
 * @returns those that change something, in their order; empty where nothing does
 * @throws `CatalogError` `would-be-refused`, `would-lose-data`, `no-way-back`, `declined` before anything is changed; the
 * same, `not-foreseen`, `update-failed` or the signal's reason on the way, with how each product is now and what goes on
 */
export async function carryOutUpdates(
  context: OperationContext,
  { plan, agreement }: Planned<UpdatesPlan>,
  agree: Agree,
): Promise<readonly EndedUpdate[]> {
  const { effective: steps, wish } = plan;
  refuseGated(steps.flatMap(({ products }) => products));
  await requireConsent(agree, agreement);
  await tellUnguarded(context, steps);
  const ended: EndedUpdate[] = [];
  for (const step of steps) {
    try {
      context.signal?.throwIfAborted();
      tellStep(context, step, { index: ended.length + 1, of: steps.length });
      ended.push(await carryOut(context, step, { wish, agree, isOneOfMany: steps.length > 1 }));
    } catch (error) {
      throw await whereItStands(context, error, { wish, steps, done: ended.length });
    }
  }
  return withWaysBack(ended, steps);
}

function tellStep({ events }: OperationContext, { request }: UpdateStep, place: { index: number; of: number }): void {
  if (place.of === 1) return;
  const { running, to } = request.change;
  events.emit({ type: 'step', subject: running.name, text: `${running.name} ${running.version} → ${to}`, ...place });
}

/** Circumstances of a step. */
interface Circumstances {
  readonly wish: UpdatesWish;
  readonly agree: Agree;
  readonly isOneOfMany: boolean;
}

async function carryOut(
  context: OperationContext,
  step: UpdateStep,
  { wish, agree, isOneOfMany }: Circumstances,
): Promise<EndedUpdate> {
  const toItsEnd = isOneOfMany ? { ...context, signal: undefined } : context;
  if (step.plan !== 'later') return carryOutStep(toItsEnd, step, wish);
  const planned = await planAgain(context, step, wish);
  return andDiscard(
    async () => carryOutStep(toItsEnd, await agreeAnew(planned, step, agree), wish),
    () => discardPlans(context.target, [planned]),
  );
}

/**
 * Step whose turn has come, once somebody has agreed to what wasn't foreseen of it.
 *
 * @throws `CatalogError` `would-be-refused`, which nobody can agree to; `declined`
 */
async function agreeAnew(step: UpdateStep, foreseen: UpdateStep, agree: Agree): Promise<UpdateStep> {
  const shown = (update: ProductUpdate) => foreseen.products.find(({ name }) => name === update.name);
  const consented = withProducts(step, (update) => withShownConsent(update, shown(update)));
  const { products } = consented;
  refuseRefused(refusalsOf(products));
  const stops: Stop[] = [...stopsOf(products), ...products.flatMap((update) => unforeseenParts(update, shown(update)))];
  if (stops.length === 0) return consented;
  const { running, to } = step.request.change;
  const { name } = running;
  const question = `Bring ${name} from ${running.version} to ${to} all the same?`;
  if (!(await agree({ kind: 'unforeseen', question, name, stops }))) {
    throw new CatalogError('declined', 'This step was not agreed to.');
  }
  const names = stops.map(({ resource }) => resource);
  return withProducts(consented, (update) => acceptNamed(allowNamed(update, names), names));
}

function withProducts(step: UpdateStep, change: (update: ProductUpdate) => ProductUpdate): UpdateStep {
  const [own, ...tiers] = step.products;
  return { ...step, products: [change(own), ...tiers.map(change)] };
}

function refuseGated(products: readonly ProductUpdate[]): void {
  refuseRefused(refusalsOf(products));
  refuseStops(stopsOf(products));
}

/** Names the stacks, of all that is updated, that lack their protection before it begins. */
async function tellUnguarded({ target, events }: OperationContext, steps: readonly UpdateStep[]): Promise<void> {
  const names = new Set(steps.flatMap(({ products }) => products.map(({ name }) => name)));
  const unguarded = await unlessRefused(async () => {
    const all = await allProvisionedProducts(await target.serviceCatalog());
    return unguardedStacks(
      target,
      all.filter(({ Name = '' }) => names.has(Name)),
    );
  });
  for (const { problem, remedy } of unguarded ?? []) events.emit({ type: 'note', text: problem, remedies: [remedy] });
}
