import type { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CatalogError } from '../errors';
import type { Contract, ContractOutputs, ExportValues } from './contract';
import { exportContract } from './contract-wiring';
import type { Exception } from './exceptions';
import { checkLaunchRole, type LaunchRoleStatement } from './launch-role';
import { environmentParameters, type ParameterGroups } from './parameters';
import type { BoundaryPurpose } from './permissions-boundary';
import { ProductStack } from './product-stack';
import type { Sizes } from './sizes';

/** Whom a person asks about a product; shown in the Service Catalog console. */
export interface Support {
  readonly email: string;
  readonly url: string;
  readonly description: string;
}

/** Product as the registry, the portfolios and the commands know it. */
export interface Product {
  /** Folder, role suffix and part of every export's name: never changes. */
  readonly id: string;
  /** Name in the console; never changes either, since launches name products by it. */
  readonly name: string;
  /** Description in a few sentences; also the template's description. */
  readonly description: string;
  /** The team that answers for it. */
  readonly owner: string;
  /** Distributor that Service Catalog shows beside it: who publishes it. */
  readonly distributor: string;
  readonly support: Support;
  /** The whole form, the environment's group first. */
  readonly parameters: ParameterGroups;
  /** Sizes that follow from the environment's type. */
  readonly sizes: Sizes;
  /** Outputs that other products may read. */
  readonly contract: Contract;
  /** Permissions of its launch role: what launching, updating and terminating it needs. */
  readonly launchRole: readonly LaunchRoleStatement[];
  /** Purpose by which the roles that it makes are bounded. */
  readonly boundary: BoundaryPurpose;
  /**
   * Resources that provide what the platform needs: logical ids by the id of the need, `*` standing for any run of
   * characters. `docs/coverage.md` is made of them.
   *
   * @default - it provides nothing by itself
   */
  readonly claims?: Readonly<Record<string, readonly string[] | undefined>>;
  readonly exceptions: {
    /** Of AWS's template validator. */
    readonly validation: readonly Exception[];
    /** Of cdk-nag. */
    readonly nag: readonly Exception[];
  };
  /** Origin of its template when it wasn't written for this catalog; `operations/contracts/foreign-exemptions.ts` says what follows. */
  readonly foreign?: 'proton';
  /** Further tables that its README's reference ends with, as Markdown; `catalog docs` writes them. */
  readonly furtherReference?: () => string;
  /** Builds the product's stack below `scope`; `renderProduct` is what makes a template of it. */
  createStack(scope: Construct): Stack;
}

/** A product as its author writes it. */
export interface ProductDefinition<Groups extends ParameterGroups, Own extends Sizes, Outputs extends ContractOutputs>
  extends Omit<Product, 'createStack' | 'parameters' | 'sizes' | 'contract' | 'boundary'> {
  /** The form after the environment's group: titles in the order of the questions, each with its parameters. */
  readonly parameters: Groups;
  /** @default - none */
  readonly sizes?: Own;
  readonly contract: Contract<Outputs>;
  /** @default workload */
  readonly boundary?: BoundaryPurpose;
  /** Makes the resources, and returns a value for every output of the contract: never empty, `none` for nothing. */
  build(stack: ProductStack<Groups, Own>): ExportValues<Outputs>;
}

/**
 * Defines a product: one infrastructure tier that people launch from a form.
 *
 * @throws `CatalogError` `invalid-product` when the definition contradicts itself or asks for more than least privilege
 */
export function defineProduct<
  const Groups extends ParameterGroups,
  Outputs extends ContractOutputs,
  Own extends Sizes = Record<never, never>,
>(definition: ProductDefinition<Groups, Own, Outputs>): Product {
  const { build, parameters, contract, sizes = {}, boundary = 'workload', ...rest } = definition;
  if (!/^[a-z][a-z0-9-]*$/.test(rest.id)) {
    throw new CatalogError(
      'invalid-product',
      `${rest.id}: a product's id is lower-case letters, digits and hyphens, got: ${rest.id}.`,
    );
  }
  if (contract.product !== rest.id) {
    throw new CatalogError(
      'invalid-product',
      `${rest.id}: its contract must be declared for ${rest.id}, got: ${contract.product}.`,
    );
  }
  checkLaunchRole(rest.id, rest.launchRole);
  const form: ParameterGroups = { ...environmentParameters, ...parameters };
  return {
    ...rest,
    contract,
    parameters: form,
    sizes,
    boundary,
    createStack(scope) {
      const { id: product, description } = rest;
      const stack = new ProductStack<Groups, Own>(scope, { product, description, form, sizes, boundary });
      exportContract(stack, contract, build(stack));
      return stack;
    },
  };
}
