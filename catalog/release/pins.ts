import { readFileSync } from 'node:fs';
import type { Template } from '../template';
import { LAUNCHED_PRODUCT } from '../template/launched-product';
import type { Release } from './release';

/** A version of another product that a release launches inside itself. */
export interface Pin {
  /** The product's name in Service Catalog. */
  readonly productName: string;
  readonly version: string;
}

/** The versions of other products that a template launches. */
export function pinsOf({ Resources }: Pick<Template, 'Resources'>): Pin[] {
  return Object.values(Resources).flatMap(({ Type, Properties = {} }): Pin[] => {
    if (Type !== LAUNCHED_PRODUCT) return [];
    const { ProductName: productName, ProvisioningArtifactName: version } = Properties;
    return typeof productName === 'string' && typeof version === 'string' ? [{ productName, version }] : [];
  });
}

/** The releases that launch one version of a product. */
export function pinningReleases(releases: readonly Release[], { productName, version }: Pin): Release[] {
  return releases.filter(({ file }) =>
    pinsOf(JSON.parse(readFileSync(file, 'utf8')) as Template).some(
      (pin) => pin.productName === productName && pin.version === version,
    ),
  );
}
