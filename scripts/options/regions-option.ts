import { CatalogError } from '../../catalog/errors';

/**
 * Regions as an option takes them: `us-east-1,eu-west-1`, each once.
 *
 * @throws `CatalogError` `invalid-region`
 */
export function parseRegions(text: string): readonly string[] {
  const regions = [...new Set(text.split(',').map((region) => region.trim()))];
  const wrong = regions.find((region) => !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region));
  if (wrong === undefined) return regions;
  throw new CatalogError('invalid-region', `Regions are written as us-east-1,eu-west-1, got: ${text}.`);
}
