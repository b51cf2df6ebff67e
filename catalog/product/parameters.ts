import type { CfnParameterProps } from 'aws-cdk-lib';
import { environmentTypeNames } from './environment-types';
import type { AnswerFor, Size, Sizes } from './sizes';

/**
 * One question of the launch form: CDK's parameter properties, with the texts that a person needs made compulsory.
 * A parameter without a default must be answered.
 */
export interface ParameterDefinition extends Omit<CfnParameterProps, 'default'> {
  /** The question's title in the form. */
  readonly label: string;
  /** Purpose of the value, and what follows from it. */
  readonly description: string;
  /** Advice on what to type, shown when the value is refused. */
  readonly constraintDescription: string;
  /** @default - the parameter must be answered */
  readonly default?: string | number;
  /** A likely answer where there is no list to choose from; documentation shows it and tests try it. */
  readonly example?: string;
}

/** A parameter that overrides one size of the product; see `byType`. */
export interface OverrideDefinition<Name extends string = string> extends ParameterDefinition {
  /** Name of the size that counts while the parameter is `by-type`. */
  readonly overrides: Name;
  readonly allowedValues: string[];
}

/** The form: titles of its groups, in the order of the questions, each with its parameters by name. */
export type ParameterGroups = Readonly<Record<string, Readonly<Record<string, ParameterDefinition>>>>;

/** Parameters of all groups with their names, in the form's order. */
export function formParameters<Definition>(
  groups: Readonly<Record<string, Readonly<Record<string, Definition>>>>,
): [name: string, definition: Definition][] {
  return Object.values(groups).flatMap((group) => Object.entries(group));
}

/** Names of all the parameters in the groups. */
export type ParameterName<Groups extends ParameterGroups> = {
  [Title in keyof Groups]: keyof Groups[Title] & string;
}[keyof Groups];

/** Names of the parameters in the groups that override a size. */
export type OverrideName<Groups extends ParameterGroups> = {
  [Title in keyof Groups]: {
    [Name in keyof Groups[Title]]: Groups[Title][Name] extends OverrideDefinition ? Name & string : never;
  }[keyof Groups[Title]];
}[keyof Groups];

/** Name of the size that a parameter overrides. */
export type SizeOf<Groups extends ParameterGroups, Name extends string> = {
  [Title in keyof Groups]: Groups[Title] extends Readonly<Record<Name, OverrideDefinition<infer Size>>> ? Size : never;
}[keyof Groups];

/** Whether a parameter overrides a size. */
export function isOverride(definition: ParameterDefinition | undefined): definition is OverrideDefinition {
  return definition !== undefined && 'overrides' in definition;
}

/** Whether a question says that its answer is fixed once launched: CloudFormation would change some of those. */
export function isFixedOnceLaunched(description: string | undefined): boolean {
  return /\bis fixed once launched\b/.test(description ?? '');
}

/** The value by which an override leaves the choice to the environment type. */
export const BY_TYPE = 'by-type';

/**
 * An optional override of one size. Its default, `by-type`, leaves the choice to the environment's type; the form shows
 * it as a list, and its description says what each type gets.
 *
 * @param sizes the product's, from its `sizes.ts`
 * @param size name of the one that is overridden
 * @param definition the parameter; `allowedValues` are those beside `by-type`
 */
export function byType<Own extends Sizes, Name extends keyof Own & string>(
  sizes: Own & Readonly<Record<Name, Size>>,
  size: Name,
  definition: Omit<ParameterDefinition, 'default' | 'type' | 'allowedValues'> & {
    readonly allowedValues: readonly AnswerFor<Own[Name]>[];
  },
): OverrideDefinition<Name> {
  const values = environmentTypeNames.map((type) => `${type} ${sizes[size][type]}`).join(', ');
  return {
    ...definition,
    description: `${definition.description} By type: ${values}.`,
    allowedValues: [BY_TYPE, ...definition.allowedValues],
    default: BY_TYPE,
    overrides: size,
  };
}

/** The group that comes first in the form of every product. */
export const environmentParameters = {
  Environment: {
    EnvironmentName: {
      label: 'Environment name',
      description:
        'Name of the environment, for example dev, prod or alice-dev. All the tiers of one environment carry the same ' +
        'name and find each other by it. It is fixed once launched.',
      example: 'alice-dev',
      allowedPattern: '^[a-z][a-z0-9-]{1,20}$',
      constraintDescription:
        'Type 2 to 21 characters: lower-case letters, digits and hyphens, beginning with a letter.',
    },
    EnvironmentType: {
      label: 'Environment type',
      description:
        'What the environment is for. Sizes, redundancy and retention follow from it; all tiers of an environment have ' +
        'the same type. It is fixed once launched.',
      allowedValues: [...environmentTypeNames],
      constraintDescription: `Choose one of ${environmentTypeNames.join(', ')}.`,
    },
  },
} satisfies ParameterGroups;

/** The form's layout as CloudFormation and the Service Catalog console read it (`AWS::CloudFormation::Interface`). */
export function formLayout(groups: Readonly<Record<string, Readonly<Record<string, { readonly label: string }>>>>) {
  return {
    ParameterGroups: Object.entries(groups).map(([title, parameters]) => ({
      Label: { default: title },
      Parameters: Object.keys(parameters),
    })),
    ParameterLabels: Object.fromEntries(
      Object.values(groups)
        .flatMap((parameters) => Object.entries(parameters))
        .map(([name, { label }]) => [name, { default: label }]),
    ),
  };
}
