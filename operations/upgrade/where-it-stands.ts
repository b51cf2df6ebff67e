import { DetailedError, detailsOf, type Remedy, type RemedyOptions } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import { isNoEcho } from '../../catalog/template';
import type { AwsTarget } from '../aws/aws-target';
import { findProvisionedProduct } from '../aws/provisioned-product';
import type { OperationContext } from '../context';
import type { UpdateStep } from './plan-step';
import type { UpdatesWish } from './plan-updates';
import { runningVersion } from './running-product';

/** Updates that are carried out one after the other, and how far that has come. */
export interface Standing {
  readonly wish: UpdatesWish;
  readonly steps: readonly UpdateStep[];
  /** Number of those that are done. */
  readonly done: number;
}

/**
 * Error that ended updates, with how each product is now, and what goes on from there. Of an error that says nothing of the
 * updates themselves, AWS that can't be reached among them, a note is emitted instead.
 */
export async function whereItStands(
  { target, events }: OperationContext,
  error: unknown,
  standing: Standing,
): Promise<unknown> {
  const { steps, done, wish } = standing;
  const step = steps[done];
  const names = [...new Set(steps.flatMap(({ products }) => products.map(({ name }) => name)))];
  if (!step || (steps.length === 1 && names.length === 1)) return error;
  if (!(error instanceof CatalogError)) {
    const text = stepsTold(standing, step).join(' ');
    if (text !== '') events.emit({ type: 'note', text, remedies: [goOn(standing, step, [])] });
    return error;
  }
  // Expired credentials read nothing: then what is known here has to do.
  const now = await statesOf(target, names).catch(() => undefined);
  const details = detailsOf(error);
  const told = [error.message, ...stepsTold(standing, step), ...(now === undefined ? [] : [`Now: ${now}.`])];
  const left = [...new Set(steps.slice(done).map(nameOf))];
  if (steps.length === 1 || (left.length > 1 && wish.intent !== 'rollback')) {
    told.push(`Once that is mended, run the same again: it goes on with ${nameOf(step)}.`);
    return new DetailedError(error.code, told.join(' '), details);
  }
  if (left.length > 1) told.push(`To be rolled back after it: ${left.slice(1).join(', ')}.`);
  const { remedies = [] } = details;
  // What is named to let it happen goes into the command that goes on: by itself it would be typed behind another one.
  const again = remedies.flatMap((remedy) => (remedy.do === 'again' ? [remedy.options] : []));
  return new DetailedError(error.code, told.join(' '), {
    ...details,
    remedies: [...remedies.filter(({ do: way }) => way !== 'again'), goOn(standing, step, again)],
  });
}

/** Sentences on how far several steps have come; none on one alone. */
function stepsTold({ steps, done }: Standing, step: UpdateStep): string[] {
  if (steps.length === 1) return [];
  const name = nameOf(step);
  const way = (each: UpdateStep) =>
    `${nameOf(each)} ${each.request.change.running.version} → ${each.request.change.to}`;
  const end = endOf(steps, step);
  const before = steps.slice(0, done).map(way);
  return [
    `Step ${done + 1} of ${steps.length} is not done (${way(step)})${before.length > 0 ? '; done: ' : ''}${before.join(', ')}.`,
    `${name} runs ${step.request.change.running.version}, on its way to ${end.request.change.to}.`,
  ];
}

/** Verb that goes on with the product of a step, to the version that was meant. */
function goOn({ wish, steps, done }: Standing, step: UpdateStep, again: readonly RemedyOptions[]): Remedy {
  const end = endOf(steps, step);
  const left = steps.slice(done).filter((each) => nameOf(each) === nameOf(step));
  const isBack = wish.intent === 'rollback';
  const isOlder = left.some(({ request }) => request.choice.direction === 'downgrade');
  const options: RemedyOptions = {
    to: end.request.change.to,
    ...(isOlder && !isBack && { downgrade: true }),
    ...named('parameter', openAnswers(wish, left)),
    ...named('allow-replace', [...consents(left).allowed, ...listsIn(again, 'allow-replace')]),
    ...named('accept-no-rollback', [...consents(left).accepted, ...listsIn(again, 'accept-no-rollback')]),
  };
  const label = again.length > 0 ? 'If it is meant, go on with' : 'Go on with';
  return { do: 'verb', verb: isBack ? 'rollback' : 'upgrade', operands: [nameOf(step)], options, label };
}

/** Answers that were given and that steps still need. What nobody may read isn't written down: it is asked for again. */
function openAnswers({ parameters }: UpdatesWish, left: readonly UpdateStep[]): string[] {
  return Object.entries(parameters).flatMap(([key, value]) => {
    const isOpen = left.some(({ request: { change } }) => {
      const { stack } = change.running;
      const isHidden = isNoEcho(change.templates.after?.Parameters?.[key]);
      return key in change.values && !isHidden && stack?.parameters[key] !== value;
    });
    return isOpen ? [`${key}=${value}`] : [];
  });
}

/** Names that let steps do what each of them has shown. */
function consents(steps: readonly UpdateStep[]) {
  const products = steps.flatMap((step) => step.products);
  return {
    allowed: products.flatMap(({ name, resources }) =>
      resources.filter(({ verdict }) => verdict === 'allowed').map(({ logicalId }) => `${name}.${logicalId}`),
    ),
    accepted: products.flatMap(({ name, oneWay = [] }) =>
      oneWay
        .filter(({ isAccepted }) => isAccepted)
        .map(({ logicalId }) => (logicalId === undefined ? name : `${name}.${logicalId}`)),
    ),
  };
}

function listsIn(options: readonly RemedyOptions[], name: string): string[] {
  return options.flatMap((each) => {
    const value = each[name];
    return typeof value === 'object' ? value : [];
  });
}

function named(name: string, values: readonly string[]): RemedyOptions {
  return values.length > 0 ? { [name]: [...new Set(values)] } : {};
}

function endOf(steps: readonly UpdateStep[], step: UpdateStep): UpdateStep {
  return steps.findLast((each) => nameOf(each) === nameOf(step)) ?? step;
}

function nameOf({ request }: UpdateStep): string {
  return request.change.running.name;
}

async function statesOf(target: AwsTarget, names: readonly string[]): Promise<string> {
  const serviceCatalog = await target.serviceCatalog();
  const states = await Promise.all(
    names.map(async (name) => {
      const found = await findProvisionedProduct(serviceCatalog, name);
      return [name, (await runningVersion(target, found)).version, found.Status];
    }),
  );
  return states.map(([name, version, status]) => `${name} ${version} ${status}`).join(', ');
}
