import type { LaunchedProduct } from '../../operations/running/launched-products';
import type { EnvironmentDetails, ProductDetails } from '../../operations/running/product-details';
import type { StackUser } from '../../operations/running/stack-users';
import { labelledText, remedyText } from '../terminal/remedy-text';
import { table } from '../terminal/table';

/** Text of what is launched: a line each. */
export function launchedText(all: readonly LaunchedProduct[]): string {
  if (all.length === 0) return 'Nothing is launched in this account and region.';
  return [partsTable(all), ...all.flatMap(unguardedLines)].join('\n');
}

/**
 * Text of all that is known of what a name stands for: facts, parts, answers, and what to do next.
 *
 * @param room columns of the terminal. @default - each fact is one line
 */
export function detailsText(details: ProductDetails | EnvironmentDetails, room?: number): string {
  const parts = 'products' in details ? details.products : [details, ...(details.tiers ?? [])];
  const steps = details.next.map((step) => `Next: ${labelledText(step)}`);
  const last = [...parts.flatMap(unguardedLines), ...steps].join('\n');
  const blocks =
    'products' in details
      ? [`Environment ${details.name}`, partsTable(details.products)]
      : [factsTable(details, room), ...tiersText(details), answersText(details, room)];
  return [...blocks, last].filter((block) => block !== '').join('\n\n');
}

/** Details as `--json` prints them: what to do next as it is typed. */
export function detailsJson(details: ProductDetails | EnvironmentDetails) {
  return { ...details, next: details.next.map(remedyText) };
}

function factsTable(one: ProductDetails, room: number | undefined): string {
  const tags = Object.entries(one.tags).map(([key, value]) => `${key}=${value}`);
  const lines: (readonly [string, string | undefined])[] = [
    ['Id', one.id],
    ['Product', `${one.product} ${one.version}${guidanceText(one)}`],
    ['Newer', one.isBehind ? one.newest : undefined],
    ['Environment', one.environment],
    ['Launched', one.created],
    ['Stack', one.stack],
    ['Last record', one.lastRecord],
    ['Tags', tags.join(', ')],
    ['Message', one.statusMessage],
    ['First failure', one.failure],
    ['Used by', one.users.map(userText).join(', ')],
    ['Protected', one.protected.join(', ')],
  ];
  const facts = lines.filter(([, value]) => value !== undefined && value !== '');
  return table([one.name, one.status], facts, room);
}

function guidanceText({ guidance, isBehind, newest }: ProductDetails): string {
  if (guidance === 'inactive') return newest === undefined ? '' : ', which is offered no more';
  if (guidance === 'deprecated') return ', which is deprecated';
  return isBehind ? '' : ', the newest';
}

function userText({ name, imports }: StackUser): string {
  return `${name} (${imports.length} ${imports.length === 1 ? 'export' : 'exports'})`;
}

function tiersText({ tiers = [] }: ProductDetails): string[] {
  return tiers.length > 0 ? [partsTable(tiers)] : [];
}

function answersText({ answers }: ProductDetails, room: number | undefined): string {
  if (answers === undefined) return '';
  const rows = Object.entries(answers).map(([key, value]) => [key, value === '' ? '(empty)' : value]);
  return table(['ANSWER', 'VALUE'], rows, room);
}

function partsTable(parts: readonly LaunchedProduct[]): string {
  const rows = parts.map((it) => [it.name, it.product, it.version, it.status, it.created]);
  return table(['NAME', 'PRODUCT', 'VERSION', 'STATUS', 'LAUNCHED'], rows);
}

/** Lines on what a stack lacks of its protection, and what mends it. */
function unguardedLines({ unguarded = [] }: LaunchedProduct): string[] {
  return unguarded.map(({ problem, remedy }) => `${problem} At once: ${remedyText(remedy)}`);
}
