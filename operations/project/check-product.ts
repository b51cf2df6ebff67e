import { CatalogError } from '../../catalog/errors';
import type { Product } from '../../catalog/product';
import type { Project } from '../context';
import type { Contract, Rule } from '../contracts/contract';
import { isHeldTo } from '../contracts/foreign-exemptions';
import { allProducts } from './choose-product';

/** Rule that a product breaks, with what is found. */
export interface BrokenRule {
  readonly rule: Rule;
  readonly findings: readonly string[];
}

/** Contract that a product was held to. */
export interface CheckedContract {
  readonly contract: Contract;
  /** Rules that don't hold for it, since it wasn't written for this catalog. */
  readonly exempt: readonly Rule[];
  readonly broken: readonly BrokenRule[];
}

/** Check of a product against contracts, one after the other: the tests of the products run the same rules. */
export async function* checkProduct(
  project: Project,
  product: Product,
  contracts: readonly Contract[],
): AsyncGenerator<CheckedContract> {
  const setting = { project, products: await allProducts() };
  for (const contract of contracts) {
    const held = contract.rules.filter(({ exemption }) => isHeldTo(product, exemption));
    const broken: BrokenRule[] = [];
    for (const rule of held) {
      const findings = await rule.check(product, setting);
      if (findings.length > 0) broken.push({ rule, findings });
    }
    yield { contract, exempt: contract.rules.filter((rule) => !held.includes(rule)), broken };
  }
}

/**
 * Refuses a product that breaks a contract.
 *
 * @throws `CatalogError` `broken-contract`
 */
export function refuseBroken({ id }: Product, checked: readonly CheckedContract[]): void {
  const broken = checked.filter((each) => each.broken.length > 0).map(({ contract }) => contract.subject);
  if (broken.length === 0) return;
  throw new CatalogError(
    'broken-contract',
    `${id} breaks ${broken.length} of ${checked.length}: ${broken.join(', ')}.`,
  );
}
