import { join } from 'node:path';
import type { Product } from '../../catalog/product';
import type { Contract, Setting } from '../../operations/contracts/contract';
import { isHeldTo } from '../../operations/contracts/foreign-exemptions';
import { products } from '../../products';

/** Surroundings of the products as they are registered here. */
export const setting: Setting = { project: { root: join(__dirname, '../..') }, products };

/**
 * Tests of one contract, a rule each, for every product of the registry: `catalog check` runs the same rules.
 *
 * @param all products that are held to it. @default - those of the registry
 */
export function describeContract({ subject, rules }: Contract, all: readonly Product[] = products): void {
  describe.each(all)(`$id: ${subject}`, (product) => {
    for (const rule of rules) {
      const test = isHeldTo(product, rule.exemption) ? it : it.skip;
      test(rule.title, async () => {
        const findings = await rule.check(product, setting);
        expect(findings.length === 0 ? [] : [...findings, rule.advice(product)]).toEqual([]);
      }, 180_000);
    }
  });
}

/** Findings of all the rules of a contract on one product, which may not be registered. */
export async function findingsOf({ rules }: Contract, product: Product): Promise<string[]> {
  const found = await Promise.all(rules.map((rule) => rule.check(product, setting)));
  return found.flat();
}
