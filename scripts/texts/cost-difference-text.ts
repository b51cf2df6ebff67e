import { type CostDifference, changeOf } from '../../catalog/cost/difference';
import { table } from '../terminal/table';

/** Text of how a cost changes, as it stands beside a plan or a comparison. */
export function differenceText(difference: CostDifference, label = 'Cost'): string {
  const { beforeUsd, afterUsd, differenceUsd, changes, prices } = difference;
  const sum = `${label} a month: ${dollars(beforeUsd)} → ${dollars(afterUsd)} (${signed(differenceUsd)})`;
  const rows = changes.map((change) => [
    `  ${change.what}`,
    `${amount(change.before.quantity)} → ${amount(change.after.quantity)} ${change.unit}`,
    signed(changeOf(change)),
  ]);
  const where = `idle, at list prices of ${prices.region} of ${prices.date}`;
  const lacks = lacking(difference);
  const laidOut = rows.length > 0 ? [table(['  WHAT CHANGES', 'QUANTITY', 'USD A MONTH'], rows)] : [];
  return [`${sum}, ${where}${lacks === undefined ? '' : `; ${lacks}`}`, ...laidOut].join('\n');
}

/** Text of how a cost changes in environment types, one after the other; undefined where nobody asked. */
export function costsText(costs: Readonly<Record<string, CostDifference>> | undefined): string | undefined {
  return (
    costs &&
    Object.entries(costs)
      .map(([type, difference]) => differenceText(difference, `Cost as ${type}`))
      .join('\n')
  );
}

/** Part of a pull request's text that says how a cost changes in environment types; undefined where nobody asked. */
export function costMarkdown(costs: Readonly<Record<string, CostDifference>> | undefined): string | undefined {
  if (costs === undefined) return undefined;
  const all = Object.entries(costs);
  const [, { prices } = { prices: { region: '', date: '' } }] = all[0] ?? [];
  const rows = all.map(
    ([type, { beforeUsd, afterUsd, differenceUsd }]) =>
      `| ${type} | ${dollars(beforeUsd)} | ${dollars(afterUsd)} | ${signed(differenceUsd)} |`,
  );
  const changes = all.flatMap(([type, difference]) =>
    difference.changes.map(
      (change) =>
        `| ${type} | ${change.what} | ${amount(change.before.quantity)} → ${amount(change.after.quantity)} ${change.unit} | ${signed(changeOf(change))} |`,
    ),
  );
  const detail = ['', '| Where | What changes | Quantity | USD a month |', '|---|---|---|---|', ...changes];
  const lacks = [...new Set(all.flatMap(([, difference]) => lacking(difference) ?? []))];
  return [
    ...['### Cost a month', '', `Idle, at list prices of ${prices.region} of ${prices.date}.`, ''],
    ...['| Where | Before | After | Difference |', '|---|---|---|---|', ...rows],
    ...(changes.length > 0 ? detail : []),
    ...lacks.map((sentence) => `\n${sentence[0]?.toUpperCase()}${sentence.slice(1)}.`),
    '',
  ].join('\n');
}

/** Words for what a difference lacks; undefined where it lacks nothing. */
export function lacking({ unpriced }: Pick<CostDifference, 'unpriced'>): string | undefined {
  return unpriced.length === 0 ? undefined : `not in it: ${[...new Set(unpriced.map(({ why }) => why))].join('; ')}`;
}

/** Amount of dollars as people read it. */
export function dollars(usd: number): string {
  return `${usd < 0 ? '-' : ''}$${Math.abs(usd).toFixed(2)}`;
}

/** Amount of dollars with the sign of a change. */
export function signed(usd: number): string {
  return usd >= 0 ? `+${dollars(usd)}` : dollars(usd);
}

/** Number of units as people read it. */
export function amount(quantity: number): string {
  return quantity.toLocaleString('en-US', { maximumFractionDigits: 2 });
}
