import type { Release } from '../../../catalog/release';

/** Which version of each tier's product is pinned, by the product's id. */
export type Pins = Readonly<Record<string, string>>;

/** Problems of pins that can't be launched: versions that weren't released, and those that are no longer active. */
export function pinProblems(pins: Pins, releasesOf: (product: string) => readonly Release[]): string[] {
  return Object.entries(pins).flatMap(([product, version]) => {
    const release = releasesOf(product).find((each) => each.version === version);
    if (release === undefined) return [`${product} ${version} is not released`];
    return release.status === 'active' ? [] : [`${product} ${version} is ${release.status}`];
  });
}
