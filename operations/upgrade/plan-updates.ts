import { DetailedError } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import { type Agreement, agreementTo, type Planned } from '../agreement';
import { discardPlan } from '../aws/aws-plan';
import type { AwsTarget } from '../aws/aws-target';
import { findProvisionedProduct } from '../aws/provisioned-product';
import { activeVersions } from '../aws/published-product';
import type { OperationContext } from '../context';
import { type ChosenUpdate, chooseUpdate } from './choose-update';
import { evaluatorAt } from './evaluate-answers';
import { withRoute } from './find-route';
import { findUpdatable } from './find-updatable';
import { acceptNamed, allowNamed, refusalsOf, stopsOf } from './gate';
import { refuseHidden } from './hidden-version';
import type { ProductUpdate } from './judge-product';
import { planStep, type UpdateStep } from './plan-step';
import { tiersAfter } from './plan-tiers';
import { ANSWERS_STAY, previousVersion } from './previous-version';
import type { Answers } from './product-change';
import { allTiers, type Tier } from './read-tiers';
import {
  type ChosenProduct,
  openForm,
  refuseStray,
  requestOnward,
  requestUpdate,
  requestUpdates,
  type UpdateForm,
} from './request-update';
import { type RunningProduct, runningProduct, settledProduct } from './running-product';

/** Wish for updates. */
export interface UpdatesWish {
  /** Of a provisioned product, or of an environment: `dev-data`, `dev`. */
  readonly name: string;
  /**
   * `upgrade`: to a newer version; `change`: to what a file describes; `rollback`: to the version that ran before, the
   * products of an environment last to first.
   */
  readonly intent: 'upgrade' | 'change' | 'rollback';
  /**
   * Version, of one product only. @default - the newest that isn't deprecated, if it is newer than what runs; for a rollback
   * the one that ran before
   */
  readonly to?: string;
  /** An older version is meant. @default false */
  readonly downgrade?: boolean;
  /** Answers that change, or are new. */
  readonly parameters: Answers;
  /** Resources that may be replaced or removed, data and all, in the steps that show it; see `allowNamed`. @default - none */
  readonly allowed?: readonly string[];
  /** Parts that may be changed though AWS couldn't take them back; see `acceptNamed`. @default - none */
  readonly accepted?: readonly string[];
  /** Whether the end is waited for. @default true */
  readonly wait?: boolean;
}

/** Updates of what a name stands for. */
export interface UpdatesPlan {
  readonly wish: UpdatesWish;
  /** In the order in which they are carried out: of a product that goes by releases in between, one after the other. */
  readonly steps: readonly UpdateStep[];
  /** Those of them that change the version or the stack. */
  readonly effective: readonly UpdateStep[];
}

/**
 * Plans the updates of a provisioned product, or of all that an environment consists of: finds out what runs, chooses
 * versions, answers their forms, has AWS plan each, and judges what the plans would do.
 *
 * @returns with AWS's plans, which are its own until they are carried out or it is discarded
 * @throws `CatalogError` `missing-parameter` with the questions that a new version asks, each a problem and an answer to
 * give: then plan again; `several-products`, `must-wait`, `not-updatable`, `is-downgrade`, `plan-failed`, …; the
 * signal's reason when it was stopped, with no plan of AWS's left
 */
export async function planUpdates(context: OperationContext, wish: UpdatesWish): Promise<Planned<UpdatesPlan>> {
  const { target } = context;
  const products = await chosenProducts(context, wish);
  refuseStray([...products.map(({ form }) => form), ...(await onwardForms(target, products))], wish.parameters);
  const wanted = products.filter(isWanted);
  await refuseHidden(target, wanted);
  refuseNoWait(wanted, wish);
  const requests = await requestUpdates(context, wanted);
  const ways = await Promise.all(
    requests.map(async (first) => [first, ...(await requestOnward(context, first, wish.parameters))]),
  );
  const steps: UpdateStep[] = [];
  const discard = () => discardPlans(target, steps);
  try {
    const evaluate = await evaluatorAt(target);
    for (const way of ways) {
      let tiers: readonly Tier[] | undefined;
      for (const request of way) {
        context.signal?.throwIfAborted();
        const step = await planStep(context, request, evaluate, { mayWait: steps.length > 0, earlier: steps, tiers });
        steps.push(allowInStep(step, wish));
        if (request !== way.at(-1)) {
          tiers = await tiersAfter(target, tiers ?? (await allTiers(target, request.change.running)), step.fates);
        }
      }
    }
    context.signal?.throwIfAborted();
  } catch (error) {
    await discard();
    throw error;
  }
  const effective = steps.filter((step) => !isIdle(step));
  return { plan: { wish, steps, effective }, agreement: agreementOf(target, wish, effective), discard };
}

/** Plans a step that AWS could not plan before those in front of it were carried out, by what runs now. */
export async function planAgain(
  context: OperationContext,
  { request: { choice, change } }: UpdateStep,
  { parameters }: UpdatesWish,
): Promise<UpdateStep> {
  const { target } = context;
  const found = await findProvisionedProduct(await target.serviceCatalog(), change.running.name);
  const running = await runningProduct(target, await settledProduct(context, found));
  const request = await requestUpdate(context, await openForm(target, running, choice, parameters));
  return planStep(context, request, await evaluatorAt(target), { mayWait: false });
}

/** Deletes AWS's plans of steps that weren't carried out. */
export async function discardPlans(target: AwsTarget, steps: readonly UpdateStep[]): Promise<void> {
  for (const { plan } of steps) if (typeof plan !== 'string') await discardPlan(target, plan.id);
}

/** The products that the name stands for, in the order in which they are updated, each with its version and form. */
async function chosenProducts(context: OperationContext, wish: UpdatesWish): Promise<ChosenProduct[]> {
  const { target } = context;
  const found = await findUpdatable(target, wish.name, wish.intent === 'rollback' ? 'rollback' : 'upgrade');
  if (wish.to !== undefined && found.length > 1) {
    const names = found.map(({ Name }) => Name).join(', ');
    throw new CatalogError(
      'several-products',
      `${wish.name} is several products, each with versions of its own: name one of ${names}.`,
    );
  }
  const products: ChosenProduct[] = [];
  for (const each of wish.intent === 'rollback' ? found.toReversed() : found) {
    const running = await runningProduct(target, await settledProduct(context, each));
    const choice = await withRoute(context, running, await chosenVersion(target, running, wish));
    products.push(await openForm(target, running, choice, wish.parameters));
  }
  return products;
}

/** Forms of the versions that come after the first step, which may ask what that doesn't. */
async function onwardForms(target: AwsTarget, products: readonly ChosenProduct[]): Promise<UpdateForm[]> {
  const all = products.flatMap(({ running, choice: { onward = [] } }) =>
    onward.map((choice) => openForm(target, running, choice, {})),
  );
  return (await Promise.all(all)).map(({ form }) => form);
}

async function chosenVersion(target: AwsTarget, running: RunningProduct, wish: UpdatesWish): Promise<ChosenUpdate> {
  const isRollback = wish.intent === 'rollback';
  if (isRollback && wish.to === undefined) return previousVersion(target, running);
  const versions = await activeVersions(await target.serviceCatalog(), running.productId);
  const choice = chooseUpdate(running, versions, { to: wish.to, downgrade: isRollback || wish.downgrade });
  return isRollback ? { ...choice, warnings: [...choice.warnings, ANSWERS_STAY] } : choice;
}

/** Whether a product is to have another version, or answers that were given. */
function isWanted({ choice, given }: ChosenProduct): boolean {
  return choice.direction !== 'same' || Object.keys(given).length > 0;
}

function refuseNoWait(wanted: readonly ChosenProduct[], { wait = true, allowed = [] }: UpdatesWish): void {
  const isWalk = wanted.some(({ choice }) => choice.onward);
  if (wait || (wanted.length <= 1 && allowed.length === 0 && !isWalk)) return;
  throw new DetailedError(
    'must-wait',
    `Several ${isWalk ? 'updates are made' : 'products are updated'} one after the other, and what was lifted is put back at the end`,
    { remedies: [{ do: 'again', options: { 'no-wait': false } }] },
  );
}

function allowInStep(step: UpdateStep, { allowed = [], accepted = [] }: UpdatesWish): UpdateStep {
  const [own, ...tiers] = step.products;
  const named = (update: ProductUpdate) => acceptNamed(allowNamed(update, allowed), accepted);
  return { ...step, products: [named(own), ...tiers.map(named)] };
}

/** Whether an update changes neither the version nor the stack. */
function isIdle({ request, plan }: UpdateStep): boolean {
  return request.choice.direction === 'same' && plan === 'unchanged';
}

const questions = { upgrade: 'Upgrade', change: 'Change', rollback: 'Roll back' } as const;

function agreementOf(target: AwsTarget, { intent }: UpdatesWish, effective: readonly UpdateStep[]): Agreement {
  if (effective.length === 0) return { kind: 'none' };
  const products = effective.flatMap((step) => step.products);
  const refusals = refusalsOf(products);
  if (refusals.length > 0) return { kind: 'refused', refusals };
  const stops = stopsOf(products);
  if (stops.length > 0) return { kind: 'stopped', stops };
  const names = effective.map(({ request }) => request.change.running.name);
  const told = [...new Set(names)].map((name) => {
    const count = names.filter((each) => each === name).length;
    return count > 1 ? `${name} (${count} steps)` : name;
  });
  return agreementTo(target, `${questions[intent]} ${told.join(', ')}?`);
}
