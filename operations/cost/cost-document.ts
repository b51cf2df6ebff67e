import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { costByThing, costRows, pricedItem, priceKeys, pricesIn, USUAL_REGION } from '../../catalog/cost';
import { environmentTypeNames } from '../../catalog/product/environment-types';
import type { Project } from '../context';
import { allProducts } from '../project/choose-product';
import { costOfProduct, type ProductCost } from './cost-of-product';
import { IDLE } from './cost-options';

const template = join(__dirname, '../../templates/cost.md.hbs');

/** Text of `docs/cost.md`: what every product costs in every environment type, what that assumes, and at which prices. */
export async function costDocument(project: Project): Promise<string> {
  const region = USUAL_REGION;
  const { date, prices } = pricesIn(region);
  const costs = new Map<string, ProductCost[]>();
  for (const { id } of await allProducts()) {
    const told: ProductCost[] = [];
    for (const type of environmentTypeNames) told.push(await costOfProduct(project, { id, type, answers: {}, region }));
    costs.set(id, told);
  }
  const [dev] = costs.get('environment') ?? [];
  const things = dev ? [...costByThing(dev.estimate).values()] : [];
  return Handlebars.compile(readFileSync(template, 'utf8'), { noEscape: true, strict: true })({
    ...{ region, date, types: environmentTypeNames.join(' | ') },
    sides: environmentTypeNames.map(() => '---:').join(' | '),
    products: [...costs].map(([id, told]) => ({
      ...{ id, version: told[0]?.version ?? '' },
      sums: told.map(({ estimate }) => estimate.totalUsd.toFixed(2)).join(' | '),
    })),
    dev: things
      .sort((one, other) => other.monthlyUsd - one.monthlyUsd)
      .map(({ what, quantity, unit, monthlyUsd }) => ({
        ...{ what, unit, usd: monthlyUsd.toFixed(2) },
        quantity: Math.round(quantity * 100) / 100,
      })),
    assumptions: [IDLE, ...[...costRows.values()].flatMap(({ assumption }) => assumption ?? [])],
    ...{ priced: prices.size, quoted: [...prices.values()].filter(({ kind }) => kind === 'quoted').length },
    prices: priceKeys.map((key) => ({
      ...{ key, ...pricedItem(key) },
      usd:
        prices
          .get(key)
          ?.usd.toFixed(10)
          .replace(/\.?0+$/, '') ?? 'none',
      known: prices.get(key)?.kind ?? '',
    })),
  });
}
