import {
  type Estimate,
  estimateCost,
  evaluateForCost,
  type PriceKey,
  pricedItem,
  type RegionalPrices,
} from '../../../catalog/cost';
import { type Json, parseTemplate } from '../../../catalog/template';

/** Unit prices in US dollars, by what is charged. */
export type UnitPrices = Partial<Record<PriceKey, number>>;

/** Prices of a region as a test gives them. */
export function pricesOf(units: UnitPrices, region = 'us-east-1'): RegionalPrices {
  const prices = new Map<
    PriceKey,
    RegionalPrices['prices'] extends ReadonlyMap<PriceKey, infer Price> ? Price : never
  >();
  for (const [key, usd] of Object.entries(units) as [PriceKey, number][]) {
    const { offer } = pricedItem(key);
    prices.set(key, { usd, kind: 'aws-page', source: 'https://aws.amazon.com', seen: '2026-11-29', offer });
  }
  return { region, date: '2026-11-29', prices };
}

/** Cost of resources, `[type, properties]` by logical id, at the unit prices that are given. */
export function costOf(
  resources: Readonly<Record<string, readonly [string, Record<string, Json>]>>,
  units: UnitPrices,
  { usage = {}, isAwake = false }: { usage?: UnitPrices; isAwake?: boolean } = {},
): Estimate {
  const entries = Object.entries(resources).map(([id, [Type, Properties]]) => [id, { Type, Properties }]);
  const template = parseTemplate(JSON.stringify({ Resources: Object.fromEntries(entries) }));
  const evaluated = evaluateForCost(template, {}, { name: 'it', region: 'us-east-1', importValue: () => undefined });
  return estimateCost({
    stacks: [{ name: 'it', evaluated }],
    usage: new Map(Object.entries(usage) as [PriceKey, number][]),
    isAwake,
    prices: pricesOf(units),
  });
}
