import { CatalogError } from '../../catalog/errors';
import type { UpdateOptions } from '../../scripts/options/update-options';
import { confirm } from '../../scripts/terminal/confirm';
import { openTarget } from '../../scripts/terminal/open-target';
import { print, printJson, type Shell, say } from '../../scripts/terminal/shell';
import { showEvents } from '../../scripts/terminal/show-events';
import { planJson, planText } from '../../scripts/texts/update-plan-text';
import type { AwsTarget } from '../aws/aws-target';
import { findProvisionedProduct } from '../aws/provisioned-product';
import { discardPlan } from '../launch/provisioning-plan';
import { unknown } from '../nearest';
import { allProducts } from '../project/choose-product';
import { carryOut, type EndedUpdate } from './carry-out';
import type { ChosenUpdate } from './choose-update';
import { findTargets } from './find-targets';
import { namingOf, refuseLoss, stopsOf } from './gate';
import { type RunningProduct, runningProduct, runningVersion } from './running-product';
import { openSession, type Session } from './session';
import { formOf, type PlannedUpdate, planUpdate, type WantedUpdate } from './update-plan';

/** How a verb chooses versions. */
export interface UpdateVerb {
  /** What is done, as an imperative: `Upgrade`. */
  readonly name: string;
  /** The version that one product is to run. */
  choose(target: AwsTarget, running: RunningProduct): Promise<ChosenUpdate>;
  /** Whether the products of an environment go last to first. */
  readonly isReverse?: boolean;
  /** Whether what was asked can hold for one product only. */
  readonly isForOne?: boolean;
}

/**
 * Plans updates, shows them, stops where data would be lost, asks, and carries them out one after the other. Whatever
 * happens, a plan that wasn't carried out is deleted, and nothing is ever terminated.
 *
 * @param name of a provisioned product or of an environment
 */
export async function runUpdates(shell: Shell, name: string, verb: UpdateVerb, options: UpdateOptions): Promise<void> {
  const { allowReplace, plan: planOnly, json } = options;
  const target = await openTarget(shell, options, { plan: planOnly });
  const session = await openSession(shell, target, await allProducts(), allowReplace);
  const wanted = await wantedUpdates(session, name, verb, options);
  if (!options.wait && (wanted.length > 1 || allowReplace.length > 0)) {
    throw new CatalogError(
      'must-wait',
      'Several products are updated one after the other, and what was lifted is put back at the end: leave --no-wait out.',
    );
  }
  const updates: PlannedUpdate[] = [];
  const plans: string[] = [];
  const plan = async (each: WantedUpdate, mayWait: boolean): Promise<PlannedUpdate> => {
    const planned = await planUpdate(session, each, mayWait);
    if (typeof planned.plan !== 'string') plans.push(planned.plan.id);
    return planned;
  };
  try {
    for (const each of wanted) updates.push(await plan(each, updates.length > 0));
    const effective = updates.filter((update) => !isIdle(update));
    if (planOnly) return json ? printJson(shell, planJson(updates)) : print(shell, textOf(name, updates));
    if (effective.length === 0) return json ? printJson(shell, []) : print(shell, upToDate(name));
    say(shell, planText(effective));
    refuseLoss(effective.flatMap(({ products }) => products));
    await confirm(
      shell,
      options,
      `${verb.name} ${effective.map(({ wanted: { running } }) => running.name).join(', ')}?`,
    );
    const ended: EndedUpdate[] = [];
    for (const update of effective) {
      try {
        const next = update.plan === 'later' ? await plan(update.wanted, false) : update;
        if (next !== update) refuseLoss(next.products);
        ended.push(await carryOut(session, next, options.wait));
      } catch (error) {
        throw await withStates(session, error, update, effective);
      }
    }
    if (json) printJson(shell, ended);
    else print(shell, ended.map(endedText).join('\n'));
  } finally {
    for (const id of plans) await discardPlan(target, id);
  }
}

/** What there is to update, in order: other versions, and what answers were given for. */
async function wantedUpdates(
  session: Session,
  name: string,
  verb: UpdateVerb,
  { parameter }: UpdateOptions,
): Promise<WantedUpdate[]> {
  const { shell, target, products } = session;
  const found = await findTargets(target, products, name);
  if (verb.isForOne && found.length > 1) {
    const names = found.map(({ Name }) => Name).join(', ');
    throw new CatalogError(
      'several-products',
      `${name} is several products, each with versions of its own: name one of ${names}.`,
    );
  }
  const wanted: WantedUpdate[] = [];
  for (const each of verb.isReverse ? found.toReversed() : found) {
    const running = await runningProduct(target, each, products, showEvents(shell, target.isLocal));
    const choice = await verb.choose(target, running);
    const form = await formOf(session, running, choice);
    const keys = new Set((form.ProvisioningArtifactParameters ?? []).map(({ ParameterKey }) => ParameterKey ?? ''));
    const given = Object.fromEntries(Object.entries(parameter).filter(([key]) => keys.has(key)));
    wanted.push({ running, choice, form, given });
  }
  const asked = wanted.flatMap(({ form }) => form.ProvisioningArtifactParameters ?? []);
  const keys = [...new Set(asked.map(({ ParameterKey }) => ParameterKey ?? ''))];
  const stray = Object.keys(parameter).find((key) => !keys.includes(key));
  if (stray !== undefined) throw unknown('parameter', stray, keys);
  return wanted.filter(({ choice, given }) => choice.direction !== 'same' || Object.keys(given).length > 0);
}

/** Whether an update changes neither the version nor the stack. */
function isIdle({ wanted, plan }: PlannedUpdate): boolean {
  return wanted.choice.direction === 'same' && plan === 'unchanged';
}

function upToDate(name: string): string {
  return `${name}: there is nothing to update; what runs is what was asked for.`;
}

function textOf(name: string, updates: readonly PlannedUpdate[]): string {
  if (updates.every(isIdle)) return upToDate(name);
  const stops = stopsOf(updates.flatMap(({ products }) => products));
  const gate =
    stops.length > 0 ? `\n\nThis would stop at what is marked STOPS. To let it happen: ${namingOf(stops)}` : '';
  return `${planText(updates)}${gate}`;
}

function endedText({ name, version, record, status }: EndedUpdate): string {
  return status === 'UNDER_CHANGE'
    ? `${name} is being updated to ${version} (record ${record}); "npm run catalog -- status ${name}" says how it is.`
    : `${name} is ${status} (${version}, record ${record}).`;
}

/** Adds to the failure of one update how each product is now, its tiers included. */
async function withStates(
  { target }: Session,
  error: unknown,
  failed: PlannedUpdate,
  updates: readonly PlannedUpdate[],
): Promise<unknown> {
  const names = updates.flatMap(({ products }) => products.map(({ name }) => name));
  if (!(error instanceof CatalogError) || names.length === 1) return error;
  const serviceCatalog = await target.serviceCatalog();
  const states = await Promise.all(
    names.map(async (each) => {
      const found = await findProvisionedProduct(serviceCatalog, each);
      return [each, (await runningVersion(target, found)).version, found.Status];
    }),
  );
  const told = states.map(([each, version, status]) => `${each} ${version} ${status}`).join(', ');
  const next = `Once that is mended, run the same again: it goes on with ${failed.wanted.running.name}.`;
  return new CatalogError(error.code, `${error.message} Now: ${told}. ${next}`);
}
