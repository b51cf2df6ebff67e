import { CatalogError } from '../../catalog/errors';
import type { AllowedReplacements } from '../running/stack-protection';
import type { ProductPlan } from './product-plan';
import type { ResourcePlan } from './resource-plan';

/** A resource that an update would lose the data of, as it is named with `--allow-replace`. */
export interface Stop {
  /** `dev-data.Cluster` */
  readonly resource: string;
  readonly why: string;
}

/** What stops an update. */
export function stopsOf(products: readonly ProductPlan[]): Stop[] {
  return products.flatMap(({ name, resources }) =>
    resources
      .filter(({ verdict }) => verdict === 'stops')
      .map((resource) => ({ resource: `${name}.${resource.logicalId}`, why: whyOf(resource) })),
  );
}

/**
 * Closes the gate: nothing that holds data is replaced or removed, unless it was named.
 *
 * @throws `CatalogError` `would-lose-data`
 */
export function refuseLoss(products: readonly ProductPlan[]): void {
  const stops = stopsOf(products);
  if (stops.length === 0) return;
  const told = stops.map(({ resource, why }) => `${resource} ${why}`);
  throw new CatalogError(
    'would-lose-data',
    `Not done, since what is stored would or could be lost. ${told.join(' ')} Read the upgrade notes; if it is meant, name it: ` +
      namingOf(stops),
  );
}

/** What to type to let all of it happen. */
export function namingOf(stops: readonly Stop[]): string {
  return stops.map(({ resource }) => `--allow-replace ${resource}`).join(' ');
}

/** What the guard has to let pass, stack by stack. */
export function allowedReplacements(products: readonly ProductPlan[]): AllowedReplacements[] {
  return products.flatMap(({ stack, resources }) => {
    const logicalIds = resources.filter(({ verdict }) => verdict === 'allowed').map(({ logicalId }) => logicalId);
    return logicalIds.length > 0 ? [{ stack, logicalIds }] : [];
  });
}

/** Why a resource stops an update, as the rest of a sentence. */
function whyOf({ type, aws, awsNames, ours, note }: ResourcePlan): string {
  const because = awsNames.length > 0 ? ` for ${awsNames.join(', ')}` : '';
  const planned = aws === undefined || aws === 'none' ? '' : ` AWS plans a ${aws}${because}.`;
  const [gravest] = ours;
  return `(${type}):${planned}${gravest ? ` ${gravest.why}` : ''}${note ? ` (${note})` : ''}`;
}
