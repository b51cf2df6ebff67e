import type { TagOptionSummary } from '@aws-sdk/client-service-catalog';
import { portfolios, productsOfPortfolio, type TagOptionRow } from '../catalog/state';
import { tagOptionRows } from '../catalog/tag-option-associations';
import type { CatalogCall } from '../catalog-call';
import { quotas } from '../quotas';
import { invalid, limitExceeded } from '../refusals';
import type { Tags } from '../tags';
import type { LaunchPath } from './launch-paths';

/**
 * Tags that a launch may have: by key, the values of the portfolio's and the product's active TagOptions; where both
 * have a key, the values that both have. A key without values is a conflict.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/adminguide/tagoptions-launching.html
 */
export function launchTagOptions(
  call: CatalogCall,
  { portfolio, productId }: LaunchPath,
): ReadonlyMap<string, string[]> {
  const ofPortfolio = valuesByKey(tagOptionRows(call, portfolio.id, portfolio));
  const ofProduct = valuesByKey(tagOptionRows(call, productId, sourceOf(call, { portfolio, productId })));
  const options = new Map(ofPortfolio);
  for (const [key, values] of ofProduct) {
    const others = ofPortfolio.get(key);
    options.set(key, others ? values.filter((value) => others.includes(value)) : values);
  }
  return options;
}

/** Portfolio that the product came from: its share says whether the TagOptions come along. */
function sourceOf({ db, region }: CatalogCall, { portfolio, productId }: Pick<LaunchPath, 'portfolio' | 'productId'>) {
  const source = db.get(productsOfPortfolio, [region, portfolio.id, productId])?.sourcePortfolioId;
  return (source !== undefined && db.get(portfolios, [region, source])) || portfolio;
}

/** The same as DescribeProvisioningParameters answers it. */
export function tagOptionSummaries(call: CatalogCall, path: LaunchPath): TagOptionSummary[] {
  return [...launchTagOptions(call, path)].map(([Key, Values]) => ({ Key, Values }));
}

/**
 * The tags of a launch: what was given, and each TagOption's value where there is only one. A conflict doesn't stop the
 * launch: it is tagged so that an administrator finds it.
 *
 * @throws AwsError `InvalidParametersException` for a value that no TagOption has, and where one must be chosen.
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeProvisioningParameters.html
 */
export function launchTags(call: CatalogCall, path: LaunchPath, given: Tags): Tags {
  const tags: Record<string, string> = { ...given };
  for (const [key, values] of launchTagOptions(call, path)) tags[key] = chosenValue(key, values, given[key], path);
  const limit = quotas.tagsPerProvisionedProduct;
  if (Object.keys(tags).length > limit) throw limitExceeded('tags per provisioned product', limit);
  return tags;
}

function chosenValue(key: string, values: readonly string[], given: string | undefined, path: LaunchPath): string {
  const [only, second] = values;
  if (only === undefined) {
    if (given !== undefined) throw invalid(`The TagOptions of the key ${key} conflict: it cannot be given as a tag.`);
    return `sc-tagoption-conflict-${path.portfolio.id}-${path.productId}`;
  }
  if (given === undefined && second === undefined) return only;
  if (given === undefined) {
    throw invalid(`A value must be selected for the TagOption key ${key}: one of ${values.join(', ')}.`);
  }
  if (!values.includes(given)) {
    throw invalid(`The tag ${key}=${given} is not one of the TagOption values: ${values.join(', ')}.`);
  }
  return given;
}

function valuesByKey(rows: readonly TagOptionRow[]): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const { key, value, active } of rows) {
    if (active) values.set(key, [...(values.get(key) ?? []), value].sort());
  }
  return values;
}
