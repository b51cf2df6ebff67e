import { type CostItem, costByThing, type Estimate, type ThingCost } from '../../catalog/cost';
import type { ProductCost } from '../../operations/cost/cost-of-product';
import type { RunningCost } from '../../operations/cost/cost-of-running';
import { table } from '../terminal/table';
import { wrapped } from '../terminal/wrapped';
import { amount, dollars } from './cost-difference-text';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Cost as `--json` prints it. */
export function costJson({ estimate, ...subject }: ProductCost | RunningCost) {
  return { ...subject, ...estimate };
}

/**
 * Text of a cost: what costs most first, then what is charged by use, the sums, what isn't in them, and what was assumed.
 *
 * @param columns that its prose may have
 * @param today day from which the age of the prices is counted
 */
export function costText(cost: ProductCost | RunningCost, columns: number, today: Date): string {
  const { estimate } = cost;
  const things = [...costByThing(estimate).values()].sort((one, other) => other.monthlyUsd - one.monthlyUsd);
  const unused = estimate.items.filter(({ kind, quantity }) => kind === 'usage' && quantity === 0);
  const parts = [
    `${title(cost)}: ${dollars(estimate.totalUsd)} a month`,
    things.length > 0 ? thingTable(things, estimate) : 'Nothing of it costs anything by itself.',
    ...stackTable(estimate),
    wrapped(sumsText(estimate, today), columns),
    ...(estimate.unpriced.length > 0 ? [unpricedText(estimate, columns)] : []),
    ...(unused.length > 0 ? [usageTable(unused)] : []),
    ['Assumed:', ...estimate.assumptions.map((sentence) => entry(sentence, columns))].join('\n'),
  ];
  return parts.join('\n\n');
}

function title(cost: ProductCost | RunningCost): string {
  if ('name' in cost) return cost.name;
  const { product, version, environmentType } = cost;
  return [`${product} ${version}`, ...(environmentType === undefined ? [] : [`as ${environmentType}`])].join(' ');
}

function thingTable(things: readonly ThingCost[], { items }: Estimate): string {
  const known = new Map(items.map(({ price, known: kind }) => [price, kind]));
  const rows = things.map(({ price, what, quantity, unit, unitUsd, monthlyUsd, resources }) => [
    what,
    `${amount(quantity)} ${unit}`,
    unitPrice(unitUsd),
    monthlyUsd.toFixed(2),
    String(resources),
    known.get(price) ?? '',
  ]);
  return table(['WHAT', 'QUANTITY', 'USD EACH', 'USD A MONTH', 'OF', 'PRICE'], rows);
}

/** Sums of the stacks, where there are several; what is charged by use of all of them is none's. */
function stackTable({ items, usageUsd }: Estimate): string[] {
  const sums = new Map<string, number>();
  for (const { stack, kind, monthlyUsd } of items) {
    sums.set(stack, (sums.get(stack) ?? 0) + (kind === 'standing' ? monthlyUsd : 0));
  }
  if (sums.size < 2) return [];
  const rows = [...sums, ...(usageUsd > 0 ? [['by use of all', usageUsd] as const] : [])];
  return [
    table(
      ['STACK', 'USD A MONTH'],
      rows.map(([stack, usd]) => [stack, usd.toFixed(2)]),
    ),
  ];
}

function sumsText({ monthlyUsd, usageUsd, totalUsd, quotedUsd, freeTierUsd, prices }: Estimate, today: Date): string {
  const days = Math.max(0, Math.floor((today.getTime() - Date.parse(prices.date)) / DAY_MS));
  return [
    ...(usageUsd > 0 ? [`${dollars(monthlyUsd)} without use, and ${dollars(usageUsd)} by use.`] : []),
    `List prices of ${prices.region} of ${prices.date}, ${days === 1 ? '1 day' : `${days} days`} old, before taxes and discounts.`,
    ...(quotedUsd > 0 ? [`${dollars(quotedUsd)} of ${dollars(totalUsd)} rests on prices that others quote.`] : []),
    ...(freeTierUsd > 0
      ? [`No free tier counts; what is always free would save an otherwise empty account ${dollars(freeTierUsd)}.`]
      : []),
  ].join(' ');
}

function unpricedText({ unpriced }: Estimate, columns: number): string {
  const reasons = new Map<string, string[]>();
  for (const { why, logicalId, type } of unpriced) {
    reasons.set(why, [...(reasons.get(why) ?? []), logicalId ?? type]);
  }
  const lines = [...reasons].map(([why, of]) => entry(`${why}: ${[...new Set(of)].join(', ')}`, columns));
  return ['Not in the sum:', ...lines].join('\n');
}

function usageTable(items: readonly CostItem[]): string {
  const rows = items.map(({ price, what, unit, unitUsd }) => [price, what, `${unitPrice(unitUsd)} per ${unit}`]);
  return table(['BY USE (--usage)', 'WHAT', 'USD'], rows);
}

function entry(sentence: string, columns: number): string {
  return `  ${wrapped(sentence, columns - 2).replaceAll('\n', '\n  ')}`;
}

/** Unit price without an exponent, with as many digits as it has. */
function unitPrice(usd: number): string {
  const text = usd.toFixed(10).replace(/0+$/, '');
  return /\.\d\d/.test(text) ? text : usd.toFixed(2);
}
