import type { LaunchedProduct, ProductDetails } from '../../operations/running/details';
import { remedyText } from '../terminal/remedy-text';
import { table } from '../terminal/table';

/** Text of what is launched: a line each. */
export function launchedText(all: readonly LaunchedProduct[]): string {
  if (all.length === 0) return 'Nothing is launched in this account and region.';
  const rows = all.map((it) => [it.name, it.product, it.version, it.status, it.created]);
  const lines = [table(['NAME', 'PRODUCT', 'VERSION', 'STATUS', 'LAUNCHED'], rows), ...all.flatMap(unguardedLines)];
  return lines.join('\n');
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
  const facts = table(
    [one.name, one.status],
    lines.filter(([, value]) => value !== undefined && value !== ''),
  );
  return [facts, ...unguardedLines(one)].join('\n');
}

/** Lines on what a stack lacks of its protection, and what mends it. */
function unguardedLines({ unguarded = [] }: LaunchedProduct): string[] {
  return unguarded.map(({ problem, remedy }) => `${problem} At once: ${remedyText(remedy)}`);
}
