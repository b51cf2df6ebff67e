import type { OutdatedProduct } from '../../operations/upgrade/outdated';
import { table } from '../terminal/table';

/** Text of what should be upgraded, with what to do about each. */
export function outdatedText(found: readonly OutdatedProduct[]): string {
  if (found.length === 0) return 'Everything that is launched runs its newest version.';
  return table(['NAME', 'PRODUCT', 'VERSION', 'NEWEST', 'STATUS', 'WHAT TO DO'], found.map(cells));
}

function cells(one: OutdatedProduct): string[] {
  const { name, product, version, newest, status, guidance, environment } = one;
  const running = guidance === 'active' ? version : `${version} (${guidance})`;
  return [environment === undefined ? name : `  ${name}`, product, running, newest ?? 'none', status, advice(one)];
}

function advice({ name, environment, isBehind }: OutdatedProduct): string {
  if (environment !== undefined) return `upgrade the environment: ${environment}`;
  return isBehind ? `npm run catalog -- upgrade ${name}` : 'no newer version to go to';
}
