import type { LaunchedProduct, ProductDetails } from '../../operations/running/details';
import { table } from '../terminal/table';

/** Text of what is launched: a line each. */
export function launchedText(all: readonly LaunchedProduct[]): string {
  if (all.length === 0) return 'Nothing is launched in this account and region.';
  const rows = all.map((it) => [it.name, it.product, it.version, it.status, it.created]);
  return table(['NAME', 'PRODUCT', 'VERSION', 'STATUS', 'LAUNCHED'], rows);
}

/** Text of all that is known of a provisioned product: a line for each fact. */
export function detailsText(one: ProductDetails): string {
  const tags = Object.entries(one.tags).map(([key, value]) => `${key}=${value}`);
  const lines: (readonly [string, string | undefined])[] = [
    ['Id', one.id],
    ['Product', `${one.product} ${one.version}`],
    ['Launched', one.created],
    ['Stack', one.stack],
    ['Last record', one.lastRecord],
    ['Tags', tags.join(', ')],
    ['Message', one.statusMessage],
    ['First failure', one.failure],
  ];
  return table(
    [one.name, one.status],
    lines.filter(([, value]) => value !== undefined && value !== ''),
  );
}
