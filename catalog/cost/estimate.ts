import type { EvaluatedTemplate } from '../template';
import { cents } from './cents';
import type { CostRow } from './cost-row';
import { FREE_TIERS } from './free-tiers';
import type { PriceKind, RegionalPrices } from './price-book';
import { type PriceKey, pricedItem, priceKeys } from './priced-items';
import { costRows } from './rows';
import type { Usage } from './usage';

/** Stack whose cost is asked for. */
export interface CostedStack {
  /** Name that tells it from others: a product's id, or the name of what runs. */
  readonly name: string;
  /** With made-up or real ids, so that references and imports are values: see `evaluateForCost`. */
  readonly evaluated: EvaluatedTemplate;
}

/** Question of what stacks cost in a month. */
export interface CostQuestion {
  readonly stacks: readonly CostedStack[];
  /** Of all the stacks together. */
  readonly usage: Usage;
  readonly isAwake: boolean;
  readonly prices: RegionalPrices;
}

/** Cost of one thing in a month. */
export interface CostItem {
  readonly stack: string;
  /** Resource that is charged; null for what is charged by use of all. */
  readonly logicalId: string | null;
  readonly type: string;
  readonly price: PriceKey;
  readonly what: string;
  /** Whether it is charged without use, or by use. */
  readonly kind: 'standing' | 'usage';
  readonly quantity: number;
  readonly unit: string;
  readonly unitUsd: number;
  /** To a millionth of a dollar. */
  readonly monthlyUsd: number;
  readonly known: PriceKind;
}

/** Thing that isn't in the sum, and why. */
export interface UnpricedItem {
  readonly stack: string;
  readonly logicalId: string | null;
  readonly type: string;
  readonly why: string;
}

/** Cost of stacks in a month. All sums are in US dollars, to the cent. */
export interface Estimate {
  /** Without use: what stands there costs that much. */
  readonly monthlyUsd: number;
  /** By the usage that was given. */
  readonly usageUsd: number;
  readonly totalUsd: number;
  readonly items: readonly CostItem[];
  /** Sentences. */
  readonly assumptions: readonly string[];
  readonly unpriced: readonly UnpricedItem[];
  /** Part of the total that rests on prices which others quote. */
  readonly quotedUsd: number;
  /** Part of the total that an otherwise empty account wouldn't be charged. */
  readonly freeTierUsd: number;
  readonly prices: { readonly region: string; readonly date: string };
}

/** Estimates what stacks cost in a month, by the charges of their resources, the usage and the prices. */
export function estimateCost(question: CostQuestion): Estimate {
  const { stacks, prices, usage } = question;
  const resources = stacks.flatMap((stack) => resourcesOf(stack));
  const standing = resources.map((resource) => standingOf(resource, question));
  const used = usageOf(resources, question);
  const items = [...standing.flatMap((one) => one.items), ...used.items];
  const applied = new Set(used.keys);
  const sum = (of: readonly CostItem[]) => cents(of.reduce((total, { monthlyUsd }) => total + monthlyUsd, 0));
  const monthlyUsd = sum(items.filter(({ kind }) => kind === 'standing'));
  const usageUsd = sum(items.filter(({ kind }) => kind === 'usage'));
  return {
    ...{ monthlyUsd, usageUsd, totalUsd: cents(monthlyUsd + usageUsd), items },
    assumptions: [
      ...new Set(resources.flatMap(({ row }) => row?.assumption ?? [])),
      ...[...usage.keys()].filter((key) => !applied.has(key)).map((key) => `Nothing of this is charged as ${key}.`),
    ],
    unpriced: [...standing.flatMap((one) => one.unpriced), ...used.unpriced],
    quotedUsd: sum(items.filter(({ known }) => known === 'quoted')),
    freeTierUsd: freeTierOf(items),
    prices: { region: prices.region, date: prices.date },
  };
}

/** Resource with the row of its type. */
interface ChargedResource {
  readonly stack: CostedStack;
  readonly id: string;
  readonly type: string;
  readonly row: CostRow | undefined;
}

function resourcesOf(stack: CostedStack): ChargedResource[] {
  return Object.entries(stack.evaluated.resources).map(([id, { type }]) => ({
    ...{ stack, id, type },
    row: costRows.get(type),
  }));
}

/** Items, and what isn't among them. */
interface Found {
  readonly items: readonly CostItem[];
  readonly unpriced: readonly UnpricedItem[];
}

function standingOf({ stack, id, type, row }: ChargedResource, { isAwake, prices }: CostQuestion): Found {
  const place = { stack: stack.name, logicalId: id, type };
  if (row === undefined) return { items: [], unpriced: [{ ...place, why: `what ${type} costs is not known here` }] };
  const { resources } = stack.evaluated;
  const charges = row.standing?.(resources[id]?.properties ?? {}, { id, resources, isAwake }) ?? [];
  const found = charges.map((charge): Found => {
    if ('unpriced' in charge) return { items: [], unpriced: [{ ...place, why: charge.unpriced }] };
    return itemOf({ ...place, price: charge.price, quantity: charge.quantity, kind: 'standing' }, prices);
  });
  return { items: found.flatMap(({ items }) => items), unpriced: found.flatMap(({ unpriced }) => unpriced) };
}

/** Everything that use is charged by, once for all the resources together, also what isn't used. */
function usageOf(
  resources: readonly ChargedResource[],
  { usage, prices }: CostQuestion,
): Found & { readonly keys: readonly PriceKey[] } {
  const first = new Map<PriceKey, ChargedResource>();
  for (const resource of resources) {
    const properties = resource.stack.evaluated.resources[resource.id]?.properties ?? {};
    const { usage: by = [] } = resource.row ?? {};
    for (const key of typeof by === 'function' ? by(properties) : by) {
      if (!first.has(key)) first.set(key, resource);
    }
  }
  const keys = priceKeys.filter((key) => first.has(key));
  const found = keys.map((price) => {
    const { stack, type = '' } = first.get(price) ?? {};
    const place = { stack: stack?.name ?? '', logicalId: null, type };
    return itemOf({ ...place, price, quantity: usage.get(price) ?? 0, kind: 'usage' }, prices);
  });
  return { keys, items: found.flatMap(({ items }) => items), unpriced: found.flatMap(({ unpriced }) => unpriced) };
}

function itemOf(
  charged: Pick<CostItem, 'stack' | 'logicalId' | 'type' | 'price' | 'quantity' | 'kind'>,
  { prices, region }: RegionalPrices,
): Found {
  const { stack, logicalId, type, price: key, quantity } = charged;
  const { what, unit } = pricedItem(key);
  const price = prices.get(key);
  if (price === undefined) {
    const why = `there is no price of ${what} (${key}) in ${region}`;
    return { items: [], unpriced: [{ stack, logicalId, type, why }] };
  }
  const monthlyUsd = Math.round(quantity * price.usd * 1e6) / 1e6;
  return { items: [{ ...charged, what, unit, unitUsd: price.usd, monthlyUsd, known: price.kind }], unpriced: [] };
}

function freeTierOf(items: readonly CostItem[]): number {
  const saved = FREE_TIERS.map(({ price, quantity }) => {
    const charged = items.filter((item) => item.price === price);
    const used = charged.reduce((sum, item) => sum + item.quantity, 0);
    return Math.min(used, quantity) * (charged[0]?.unitUsd ?? 0);
  });
  return cents(saved.reduce((sum, usd) => sum + usd, 0));
}
