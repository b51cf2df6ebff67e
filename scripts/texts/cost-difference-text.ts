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
  const laidOut = rows.length > 0 ? [table(['  WHAT CHANGES', 'QUANTITY', 'USD A MONTH'], rows)] : [];
  return [`${sum}, ${where}`, ...laidOut].join('\n');
}

/** Text of how a cost changes in environment types, one after the other; undefined where nobody asked. */
export function costsText(costs: Readonly<Record<string, CostDifference>> | undefined): string | undefined {
  if (costs === undefined) return undefined;
  const texts = Object.entries(costs).map(([type, difference]) => differenceText(difference, `Cost as ${type}`));
  return [...texts, ...lacking(Object.values(costs))].join('\n');
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
  return [
    ...['### Cost a month', '', `Idle, at list prices of ${prices.region} of ${prices.date}.`, ''],
    ...['| Where | Before | After | Difference |', '|---|---|---|---|', ...rows],
    ...(changes.length > 0 ? detail : []),
    ...lacking(Object.values(costs)).map((sentence) => `\n${sentence}`),
    '',
  ].join('\n');
}

/** Sentence on what differences lack, before or after; none where they lack nothing. */
export function lacking(differences: readonly Pick<CostDifference, 'unpriced'>[]): string[] {
  const reasons = new Set(differences.flatMap(({ unpriced }) => unpriced.map(({ why }) => why)));
  return reasons.size === 0 ? [] : [`Not in these sums: ${[...reasons].join('; ')}.`];
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
