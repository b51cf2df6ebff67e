import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Estimate, pricesIn } from '../../catalog/cost';
import { costRows } from '../../catalog/cost/rows';
import { environmentTypeNames } from '../../catalog/product';
import { likelyAnswers } from '../../catalog/product/likely-answers';
import { loadReleases, releaseTemplate } from '../../catalog/release';
import { costDocument } from '../../operations/cost/cost-document';
import { costOfProduct, versionOf } from '../../operations/cost/cost-of-product';
import { costOf } from '../../operations/cost/cost-options';
import { costStacks } from '../../operations/cost/cost-stacks';
import { products } from '../../products';
import { tierIds } from '../../products/environment/tiers';

const project = { root: join(__dirname, '../..') };
const REGION = 'us-east-1';

const cost = (id: string, type: string, answers: Readonly<Record<string, string>> = {}) =>
  costOfProduct(project, { id, type, answers, region: REGION });

/** Parts that aren't in a sum though their price isn't what the region lacks. */
const unknown = ({ unpriced }: Estimate) => unpriced.filter(({ why }) => !/^there is no price of /.test(why));

describe.each(products)('$id', (product) => {
  it('has no resource type whose cost is not known, in any release', () => {
    for (const release of loadReleases(join(project.root, 'products', product.id))) {
      const types = Object.values(releaseTemplate(release).Resources).map(({ Type }) => Type);
      expect(types.filter((type) => !costRows.has(type))).toEqual([]);
    }
  });

  it.each(environmentTypeNames)(
    'costs an amount that is known whatever is likely to be answered, as %s',
    async (type) => {
      const { template } = await versionOf(project, product.id, undefined);
      for (const answers of likelyAnswers({ ...product, template }, type)) {
        const stacks = costStacks(project, REGION, [{ name: product.id, template, answers }]);
        const estimate = costOf(stacks, REGION, {});
        expect(unknown(estimate).filter(({ why }) => !PRICELESS.has(why))).toEqual([]);
        expect(estimate.totalUsd).toBeGreaterThanOrEqual(0);
      }
    },
  );
});

/** Options that can be chosen and that no price was found of; the text of the cost names each. */
const PRICELESS = new Set(['replicas in further regions have no price here']);

it.each(environmentTypeNames)('an environment as %s costs what its tiers cost', async (type) => {
  const { estimate } = await cost('environment', type);
  const byTier = new Map<string, number>();
  for (const { stack, monthlyUsd } of estimate.items) byTier.set(stack, (byTier.get(stack) ?? 0) + monthlyUsd);
  expect([...byTier.keys()]).toEqual(expect.arrayContaining([...tierIds]));
  // As the environment answers without a domain of its own.
  const answers: Readonly<Record<string, Record<string, string>>> = {
    observability: { SearchTier: 'yes', WatchCertificate: 'no' },
  };
  for (const id of tierIds) {
    const alone = await cost(id, type, answers[id]);
    expect([id, alone.estimate.monthlyUsd]).toEqual([id, expect.closeTo(byTier.get(id) ?? 0, 1)]);
  }
});

it('an environment costs less without a tier, and no network and no data with a base', async () => {
  const [all, alone, based] = await Promise.all([
    cost('environment', 'dev'),
    cost('environment', 'dev', { SearchTier: 'no' }),
    cost('environment', 'dev', { BaseEnvironment: 'shared' }),
  ]);
  expect(alone.estimate.monthlyUsd).toBeLessThan(all.estimate.monthlyUsd);
  const stacks = new Set(based.estimate.items.map(({ stack }) => stack));
  expect(stacks).toContain('app');
  for (const shared of ['network', 'data']) expect(stacks).not.toContain(shared);
});

it('production costs more than development: its gateways, endpoints, tasks and capacity', async () => {
  const [dev, prod] = await Promise.all([cost('environment', 'dev'), cost('environment', 'prod')]);
  const quantity = ({ items }: Estimate, wanted: string) =>
    items.filter(({ price }) => price === wanted).reduce((sum, item) => sum + item.quantity, 0);
  expect(quantity(dev.estimate, 'nat-gateway-hour')).toBe(730);
  expect(quantity(prod.estimate, 'nat-gateway-hour')).toBe(3 * 730);
  expect(quantity(prod.estimate, 'interface-endpoint-hour')).toBe(3 * 11 * 730);
  expect(quantity(prod.estimate, 'database-acu-hour')).toBe(3 * 730);
  // A load balancer in three subnets, and a gateway's address.
  expect(quantity(dev.estimate, 'public-address-hour')).toBe(4 * 730);
});

it('docs/cost.md says what the source says', async () => {
  expect(readFileSync(join(project.root, 'docs/cost.md'), 'utf8')).toBe(await costDocument(project));
});

it('the sum of every item and the price of each unit are the estimate', async () => {
  const { estimate } = await cost('environment', 'staging');
  const { prices } = pricesIn(REGION);
  const sum = estimate.items.reduce((usd, { quantity, price }) => usd + quantity * (prices.get(price)?.usd ?? NaN), 0);
  expect(estimate.totalUsd).toBeCloseTo(sum, 1);
});
