import {
  BootstraplessSynthesizer,
  type CfnCondition,
  type CfnElement,
  CfnMapping,
  CfnParameter,
  Stack,
  Tags,
  Token,
} from 'aws-cdk-lib';
import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { CatalogError } from '../errors';
import type { Contract, ContractOutputs, Imports } from './contract';
import { importContract } from './contract-wiring';
import { environmentTypeNames } from './environment-types';
import {
  BY_TYPE,
  type environmentParameters,
  formLayout,
  formParameters,
  isOverride,
  type OverrideName,
  type ParameterGroups,
  type ParameterName,
  type SizeOf,
} from './parameters';
import { type BoundaryPurpose, boundaryArn } from './permissions-boundary';
import type { LaunchTime, Size, Sizes, SizeValue, ValueOf } from './sizes';

/** A product's parameters by name: its own, and the environment's. */
export type ParametersOf<Groups extends ParameterGroups> = Readonly<
  Record<ParameterName<Groups> | ParameterName<typeof environmentParameters>, CfnParameter>
>;

/** A product as its stack needs it; `defineProduct` hands it over. */
export interface ProductStackProps {
  /** Id of the product. */
  readonly product: string;
  /** Description of the template. */
  readonly description: string;
  /** The whole form, the environment's group included. */
  readonly form: ParameterGroups;
  readonly sizes: Sizes;
  /** Purpose by which its roles are bounded. */
  readonly boundary: BoundaryPurpose;
}

/**
 * The stack that a product builds itself in: its parameters, its sizes, and the other tiers' exports.
 *
 * Logical ids are the construct path without a hash (`PublicSubnet1`), so that events, change sets and released files
 * read well; two equal ones fail synthesis. Everything that takes tags gets `Environment`, `EnvironmentType` and
 * `Product`, and every role the permissions boundary of the account.
 */
export class ProductStack<Groups extends ParameterGroups, Own extends Sizes = Sizes> extends Stack {
  /** The form's parameters by name. */
  readonly parameters: ParametersOf<Groups>;
  /** The environment's name, known at launch. */
  readonly environmentName: string;
  /** The environment's type, known at launch. */
  readonly environmentType: string;
  private readonly imported = new Map<string, { readonly environment: string | undefined; readonly values: unknown }>();

  constructor(
    scope: Construct,
    private readonly props: ProductStackProps,
  ) {
    super(scope, props.product, {
      description: props.description,
      synthesizer: new BootstraplessSynthesizer(),
      analyticsReporting: false,
      // The library measures its own text of the template; ours is the one that is published, and is measured.
      suppressTemplateIndentation: true,
    });
    this.templateOptions.templateFormatVersion = '2010-09-09';
    this.templateOptions.metadata = { 'AWS::CloudFormation::Interface': formLayout(props.form) };
    this.parameters = declareParameters(this, props.form) as ParametersOf<Groups>;
    this.environmentName = this.parameters.EnvironmentName.valueAsString;
    this.environmentType = this.parameters.EnvironmentType.valueAsString;
    const tags = { Environment: this.environmentName, EnvironmentType: this.environmentType, Product: props.product };
    for (const [key, value] of Object.entries(tags)) {
      Tags.of(this).add(key, value, { excludeResourceTypes: ['aws:cdk:stack'] });
    }
    const boundary = ManagedPolicy.fromManagedPolicyArn(this, 'PermissionsBoundary', boundaryArn(props.boundary));
    PermissionsBoundary.of(this).apply(boundary);
  }

  /** A size of the product as a launch-time value: for properties and conditions, never to compare here. */
  size<Name extends keyof Own & string>(name: Name): LaunchTime<ValueOf<Own[Name]>>;
  size(name: string): number | string {
    const size = this.declared(name);
    const mapping = this.mapping('EnvironmentTypes', environmentTypeNames);
    for (const type of environmentTypeNames) mapping.setValue(type, name, mappable(size[type]));
    return launchTime(size, mapping.findInMap(this.environmentType, name));
  }

  /** A size that the form may override: what its parameter says, or the type's value while that is `by-type`. */
  choice<Name extends OverrideName<Groups>>(name: Name): LaunchTime<ValueOf<Own[SizeOf<Groups, Name>]>>;
  choice(name: OverrideName<Groups>): number | string {
    const definition = Object.values(this.props.form).find((group) => name in group)?.[name];
    if (!isOverride(definition)) {
      throw new CatalogError(
        'invalid-product',
        `${this.props.product}: ${name} overrides no size; declare it with byType.`,
      );
    }
    const { overrides, allowedValues } = definition;
    const size = this.declared(overrides);
    const mapping = this.mapping(`${name}ByType`, allowedValues);
    for (const value of allowedValues) {
      const own = isNumber(size) ? Number(value) : value;
      for (const type of environmentTypeNames) {
        mapping.setValue(value, type, value === BY_TYPE ? mappable(size[type]) : own);
      }
    }
    return launchTime(size, mapping.findInMap(this.parameters[name].valueAsString, this.environmentType));
  }

  /**
   * Another product's exports for an environment, as typed values. The other environment must be of this one's type:
   * its type marker is imported into an output, which fails the launch when there is none.
   *
   * @param contract the other product's contract, from its `contract.ts`
   * @param environment name of the environment to read from, when it isn't this product's own
   * @param when holds when the other product is there, for one that an environment may do without: whatever uses the
   *   values must exist only then, too
   * @throws `CatalogError` `conflicting-import` when the same contract is read from two environments
   */
  imports<Outputs extends ContractOutputs>(
    contract: Contract<Outputs>,
    environment?: string,
    when?: CfnCondition,
  ): Imports<Outputs> {
    const known = this.imported.get(contract.product);
    if (known && known.environment !== environment) {
      throw new CatalogError(
        'conflicting-import',
        `${this.props.product}: imports ${contract.product} from two environments; import it once and pass it on.`,
      );
    }
    const values = known?.values ?? importContract(this, contract, environment, when);
    this.imported.set(contract.product, { environment, values });
    return values as Imports<Outputs>;
  }

  protected override allocateLogicalId(element: CfnElement): string {
    return element.node.scopes
      .slice(this.node.scopes.length)
      .map(({ node }) => node.id)
      .filter((id) => id !== 'Resource' && id !== 'Default')
      .join('')
      .replaceAll(/[^A-Za-z0-9]/g, '');
  }

  private declared(name: string): Size {
    const size = this.props.sizes[name];
    if (size) return size;
    const { product } = this.props;
    throw new CatalogError(
      'invalid-product',
      `${product}: has no size ${name}; declare it in products/${product}/sizes.ts.`,
    );
  }

  private mapping(id: string, keys: readonly string[]): CfnMapping {
    const known = this.node.tryFindChild(id);
    if (known instanceof CfnMapping) return known;
    return new CfnMapping(this, id, { mapping: Object.fromEntries(keys.map((key) => [key, {}])) });
  }
}

/** Numbers stay numbers, so that numeric properties get some; all else becomes text. */
function mappable(value: SizeValue): number | string {
  return typeof value === 'number' ? value : String(value);
}

function isNumber(size: Size): boolean {
  return typeof size.dev === 'number';
}

function launchTime(size: Size, found: string): number | string {
  return isNumber(size) ? Token.asNumber(found) : found;
}

function declareParameters(stack: Stack, form: ParameterGroups): Record<string, CfnParameter> {
  return Object.fromEntries(
    formParameters(form).map(([name, { label: _label, example: _example, ...props }]) => [
      name,
      new CfnParameter(stack, name, props),
    ]),
  );
}
