import type { PricedItem } from '../../catalog/cost';

/** Row of a price list file, by the names of its columns. */
export type PriceRow = Readonly<Record<string, string>>;

/** Price that a price list has for a thing; or the reason why none can be told. */
export type ChosenPrice =
  | { readonly usd: number; readonly sku: string; readonly effective: string }
  | { readonly refused: string };

/** Beginning of a usage type that names its region: `USE1-`, `EU-`, `us-east-1-`. */
const REGION_PREFIX = /^(?:[A-Z]{2,4}\d?-|[a-z]{2}(?:-[a-z]+)+-\d+-)/;

/**
 * Price of a thing among the rows of its offer in one region: that on demand, of the one product that its filter finds, and of
 * several tiers the first that isn't free. A filter that finds no product, or several, is refused.
 */
export function choosePrice({ row: filter = {} }: PricedItem, rows: readonly PriceRow[]): ChosenPrice {
  const found = rows.filter((row) => isRowOf({ row: filter }, row));
  const skus = [...new Set(found.map(({ SKU }) => SKU ?? ''))];
  const wanted = Object.entries(filter)
    .map(([column, value]) => `${column} ${value}`)
    .join(', ');
  if (skus.length === 0) return { refused: `no product has ${wanted}` };
  if (skus.length > 1) return { refused: `${skus.length} products have ${wanted}: ${skus.join(', ')}` };
  const tiers = found
    .map((row) => ({ usd: Number(row.PricePerUnit), from: Number(row.StartingRange), row }))
    .filter(({ usd }) => usd > 0)
    .sort((one, other) => one.from - other.from);
  const [first] = tiers;
  if (!first) return { refused: `the product with ${wanted} is free` };
  return { usd: first.usd, sku: skus[0] ?? '', effective: first.row.EffectiveDate ?? '' };
}

/** Whether a row is a price of a thing on demand: what everybody pays who agreed on nothing. */
export function isRowOf({ row: filter = {} }: Pick<PricedItem, 'row'>, row: PriceRow): boolean {
  if (row.TermType !== 'OnDemand' || row.Currency !== 'USD') return false;
  return Object.entries(filter).every(([column, value]) => {
    const cell = row[column] ?? '';
    return cell === value || (column === 'usageType' && cell.replace(REGION_PREFIX, '') === value);
  });
}
