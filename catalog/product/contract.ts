import { CatalogError } from '../errors';

/** One output that other products may read. */
export interface ContractOutput {
  /** `text`: one value. `list`: several, exported comma-joined. */
  readonly kind: 'text' | 'list';
  /** Meaning of the value, for whoever reads it; says when it is `none`. */
  readonly description: string;
}

/** Outputs by name, in PascalCase as they appear in the stack. */
export type ContractOutputs = Readonly<Record<string, ContractOutput>>;

/**
 * Contract of a product: the outputs that it offers to the others. Lives in the product's `contract.ts`, the one file
 * of it that others import.
 */
export interface Contract<Outputs extends ContractOutputs = ContractOutputs> {
  /** Id of the product that exports. */
  readonly product: string;
  readonly outputs: Outputs;
}

/** Values that a product's `build` returns: a value for every output; a list as its elements, or comma-joined already. */
export type ExportValues<Outputs extends ContractOutputs> = {
  readonly [Name in keyof Outputs]: Outputs[Name]['kind'] extends 'list' ? readonly string[] | string : string;
};

/** Imports of a consumer: every output by its name in camelCase; lists are token lists (`Fn.select(0, ids)` picks one). */
export type Imports<Outputs extends ContractOutputs> = {
  readonly [Name in keyof Outputs as Uncapitalize<Name & string>]: Outputs[Name]['kind'] extends 'list'
    ? string[]
    : string;
};

/**
 * Declares the outputs of a product that others may import.
 *
 * @throws `CatalogError` `invalid-contract` when a name isn't in PascalCase letters and digits
 */
export function defineContract<const Outputs extends ContractOutputs>(
  product: string,
  outputs: Outputs,
): Contract<Outputs> {
  const wrong = Object.keys(outputs).find((name) => !/^[A-Z][A-Za-z0-9]*$/.test(name));
  if (wrong !== undefined) {
    throw new CatalogError(
      'invalid-contract',
      `${product}: an output's name must be PascalCase letters and digits, got: ${wrong}.`,
    );
  }
  return { product, outputs };
}

/** Beginning of the name of every export of the catalog, and of no other. */
export const EXPORT_PREFIX = 'bellyfed:';

/**
 * The name of an export: `bellyfed:<environment>:<product>:<output>`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
 */
export function exportName(environment: string, product: string, output: string): string {
  return `${EXPORT_PREFIX}${environment}:${product}:${output}`;
}

/**
 * The output part of a product's type marker. Every product with a contract exports one, every consumer imports it by
 * its own type: so an environment can't be entered, or a tier mixed in, by naming it with another type.
 */
export function typeMarker(environmentType: string): string {
  return `Is-${environmentType}`;
}
