import type { Release } from '../../catalog/release';
import type { ReleasePlan } from '../../operations/project/release';
import { comparisonText } from './comparison-text';

/** Text of the changes since the newest release; undefined where there are none. */
export function sinceText({ product, since }: ReleasePlan): string | undefined {
  if (since === undefined || since.comparison.bump === 'none') return undefined;
  return comparisonText({ from: `${product.id} ${since.version}`, to: 'working tree', ...since.comparison });
}

/** Line for a release that was written. */
export function releasedText(id: string, { version, file }: Release): string {
  return `Released ${id} ${version}: ${file}. Commit it; "catalog publish" offers it.`;
}
