import { CatalogError } from '../errors';
import { isObject, type Json, type Template } from '../template';
import type { Pin } from './pins';

/** A version of another product that a release launches, with its template. */
export interface PinnedTemplate extends Pin {
  readonly template: Template;
}

/**
 * Refuses a release that nobody could take back: one in which one product exports something for the first time and
 * another imports it already. Going back, the first would have to take the export from under the second, which
 * CloudFormation refuses, since a release updates its products in the order in which they depend on each other.
 *
 * @param before what the newest release launches
 * @param after what the candidate launches
 * @throws `CatalogError` `irreversible-release`
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
 */
export function checkReversible(
  product: string,
  before: readonly PinnedTemplate[],
  after: readonly PinnedTemplate[],
): void {
  const exportedBefore = new Set(before.flatMap(({ template }) => exportNames(template)));
  for (const producer of after) {
    for (const name of exportNames(producer.template).filter((each) => !exportedBefore.has(each))) {
      const consumer = after.find((each) => each !== producer && importNames(each.template).includes(name));
      if (consumer === undefined) continue;
      throw new CatalogError(
        'irreversible-release',
        `${product}: ${producer.productName} ${producer.version} is the first here to export ${name}, and ` +
          `${consumer.productName} ${consumer.version} imports it already, so nobody could go back from this release. ` +
          `Release ${product} with ${producer.productName} ${producer.version} first, and with ` +
          `${consumer.productName} ${consumer.version} in the release after it.`,
      );
    }
  }
}

function exportNames({ Outputs = {} }: Template): string[] {
  return Object.values(Outputs).flatMap(({ Export }) => nameOf(Export?.Name));
}

function importNames(value: Json | Template): string[] {
  if (Array.isArray(value)) return value.flatMap(importNames);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]: [string, Json]) =>
    key === 'Fn::ImportValue' ? nameOf(item) : importNames(item),
  );
}

/** An export's name as it is written, with `*` for what is filled in; nothing for one that is put together otherwise. */
function nameOf(value: Json | undefined): string[] {
  const written = isObject(value) ? [value['Fn::Sub']].flat()[0] : value;
  return typeof written === 'string' ? [written.replaceAll(/\$\{[^}]*\}/g, '*')] : [];
}
