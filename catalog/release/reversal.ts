import { CatalogError } from '../errors';
import { isObject, type Json, type Template } from '../template';
import type { Pin } from './pins';

/** A version of another product that a release launches, with its template. */
export interface PinnedTemplate extends Pin {
  readonly template: Template;
}

/** Export that a product would take from under another one. */
interface TakenExport {
  readonly name: string;
  readonly producer: Pin;
  readonly consumer: Pin;
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
  const taken = takenExport(after, before);
  if (taken === undefined) return;
  const [producer, consumer] = [taken.producer, taken.consumer].map(
    ({ productName, version }) => `${productName} ${version}`,
  );
  throw new CatalogError(
    'irreversible-release',
    `${product}: ${producer} is the first here to export ${taken.name}, and ` +
      `${consumer} imports it already, so nobody could go back from this release. ` +
      `Release ${product} with ${producer} first, and with ${consumer} in the release after it.`,
  );
}

/**
 * The first export that CloudFormation would refuse to take away on the way from one release to another: one product exports
 * it no more, and another, which comes after it, still imports it. Undefined where there is none.
 *
 * @param from what the one launches
 * @param to what the other launches
 */
export function takenExport(from: readonly PinnedTemplate[], to: readonly PinnedTemplate[]): TakenExport | undefined {
  const stays = new Set(to.flatMap(({ template }) => exportNames(template)));
  for (const producer of from) {
    for (const name of exportNames(producer.template).filter((each) => !stays.has(each))) {
      const consumer = from.find((each) => each !== producer && importNames(each.template).includes(name));
      if (consumer !== undefined) return { name, producer, consumer };
    }
  }
  return undefined;
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
