import { cents } from './cents';
import type { CostItem, Estimate } from './estimate';
import type { PriceKey } from './priced-items';

/** Change of what one kind of thing costs in a month. */
export interface CostChange {
  readonly price: PriceKey;
  readonly what: string;
  readonly unit: string;
  readonly before: Pick<CostItem, 'quantity' | 'monthlyUsd'>;
  readonly after: Pick<CostItem, 'quantity' | 'monthlyUsd'>;
}

/** Difference between what something costs in a month and what it will. Sums are in US dollars, to the cent. */
export interface CostDifference {
  readonly beforeUsd: number;
  readonly afterUsd: number;
  readonly differenceUsd: number;
  /** Things that cost another amount, the largest change first. */
  readonly changes: readonly CostChange[];
  /** Things that the sums lack, before or after. */
  readonly unpriced: Estimate['unpriced'];
  readonly prices: Estimate['prices'];
}

/** Compares two costs of the same thing. */
export function costDifference(before: Estimate, after: Estimate): CostDifference {
  const [old, now] = [costByThing(before), costByThing(after)];
  const things = [...new Map([...old, ...now]).values()];
  const amount = ({ quantity = 0, monthlyUsd = 0 }: Partial<ThingCost> = {}) => ({ quantity, monthlyUsd });
  const changes = things
    .map(({ price, what, unit }): CostChange => {
      return { price, what, unit, before: amount(old.get(price)), after: amount(now.get(price)) };
    })
    .filter((change) => cents(change.before.monthlyUsd) !== cents(change.after.monthlyUsd))
    .sort((one, other) => Math.abs(changeOf(other)) - Math.abs(changeOf(one)));
  const known = new Set(before.unpriced.map((one) => JSON.stringify(one)));
  return {
    ...{ beforeUsd: before.totalUsd, afterUsd: after.totalUsd },
    differenceUsd: cents(after.totalUsd - before.totalUsd),
    changes,
    unpriced: [...before.unpriced, ...after.unpriced.filter((one) => !known.has(JSON.stringify(one)))],
    prices: after.prices,
  };
}

/** Difference of one kind of thing, US dollars a month. */
export function changeOf({ before, after }: CostChange): number {
  return after.monthlyUsd - before.monthlyUsd;
}

/** Cost of all things that are charged alike. */
export interface ThingCost extends Pick<CostItem, 'price' | 'what' | 'unit' | 'unitUsd' | 'quantity' | 'monthlyUsd'> {
  /** Resources that make it. */
  readonly resources: number;
}

/** Cost of an estimate by things that are charged alike; what nobody uses is left out. */
export function costByThing({ items }: Pick<Estimate, 'items'>): ReadonlyMap<PriceKey, ThingCost> {
  const things = new Map<PriceKey, ThingCost>();
  for (const { price, what, unit, unitUsd, quantity, monthlyUsd } of items) {
    if (quantity === 0) continue;
    const { quantity: more = 0, monthlyUsd: usd = 0, resources = 0 } = things.get(price) ?? {};
    things.set(price, {
      ...{ price, what, unit, unitUsd },
      ...{ quantity: more + quantity, monthlyUsd: usd + monthlyUsd, resources: resources + 1 },
    });
  }
  return things;
}
