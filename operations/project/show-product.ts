import type { ContractOutput, EnvironmentType, Product } from '../../catalog/product';
import { environmentTypeNames } from '../../catalog/product/environment-types';
import { isFixedOnceLaunched, isOverride, type ParameterDefinition } from '../../catalog/product/parameters';
import { findRelease, loadReleases } from '../../catalog/release/load';
import type { Release } from '../../catalog/release/release';
import { releaseTemplate } from '../../catalog/release/release-template';
import { isObject } from '../../catalog/template/json';
import type { Json, Template, TemplateParameter } from '../../catalog/template/types';
import type { Project } from '../context';
import { chooseProduct, productFolder } from './choose-product';

/** One question of a form, as it is in the definition or in a release. */
export interface Question
  extends Pick<ParameterDefinition, 'label' | 'description' | 'constraintDescription' | 'example'> {
  /** @default - it must be answered */
  readonly default?: string | number;
  readonly allowedValues?: readonly string[];
  /** Value that `by-type` stands for, by environment type; absent where the question doesn't offer it. */
  readonly byType?: Readonly<Record<EnvironmentType, string>>;
  readonly fixedOnceLaunched: boolean;
}

/** A product's form, what others may read of it, and its releases. */
export interface ShownProduct {
  readonly product: Product;
  /** Of the release that it is shown as. @default - the definition, which may not be released yet */
  readonly version?: string;
  /** By the form's groups, then by parameter. */
  readonly questions: Readonly<Record<string, Readonly<Record<string, Question>>>>;
  readonly exports: Readonly<Record<string, Pick<ContractOutput, 'description'>>>;
  /** The oldest first. */
  readonly releases: readonly Release[];
}

/**
 * Shows a product as its definition has it, or as one of its releases does.
 *
 * @throws `CatalogError` `unknown-product` with the nearest id; `unknown-release`
 */
export async function showProduct(project: Project, id: string, version?: string): Promise<ShownProduct> {
  const product = await chooseProduct(id);
  const releases = loadReleases(productFolder(project, id));
  if (version === undefined) {
    const questions = mapGroups(product.parameters, (definition) => ({
      ...definition,
      ...sizeOf(product, definition),
      fixedOnceLaunched: isFixedOnceLaunched(definition.description),
    }));
    return { product, questions, exports: product.contract.outputs, releases };
  }
  const template = releaseTemplate(findRelease(id, releases, version));
  return { product, version, questions: questionsOf(template), exports: exportsOf(template), releases };
}

/** Description of a question without what `by-type` stands for: see `byType`. */
export function withoutByType(description: string): string {
  return description.replace(BY_TYPE_SENTENCE, '');
}

const BY_TYPE_SENTENCE = new RegExp(
  ` By type: ${environmentTypeNames.map((type) => `${type} (.+?)`).join(', ')}\\.(?= |$)`,
);

/** Size that a question overrides, as `by-type` stands for it; nothing where it overrides none. */
function sizeOf({ sizes }: Product, definition: ParameterDefinition): Pick<Question, 'byType'> {
  const size = isOverride(definition) ? sizes[definition.overrides] : undefined;
  if (size === undefined) return {};
  return { byType: { dev: `${size.dev}`, test: `${size.test}`, staging: `${size.staging}`, prod: `${size.prod}` } };
}

/** Facts on a question of a release, which only its description says. */
function saidIn(description: string): Pick<Question, 'byType' | 'fixedOnceLaunched'> {
  const [, dev, test, staging, prod] = BY_TYPE_SENTENCE.exec(description) ?? [];
  const isSaid = dev !== undefined && test !== undefined && staging !== undefined && prod !== undefined;
  return {
    ...(isSaid && { byType: { dev, test, staging, prod } }),
    fixedOnceLaunched: isFixedOnceLaunched(description),
  };
}

/** Questions of a template in the groups of its form; in one group where it has none. */
function questionsOf({ Metadata, Parameters = {} }: Template): ShownProduct['questions'] {
  const form = Metadata?.['AWS::CloudFormation::Interface'];
  const { ParameterGroups: groups, ParameterLabels: labels } = isObject(form) ? form : {};
  const labelOf = (key: string) => textOf(isObject(labels) ? labels[key] : undefined) ?? key;
  const listed = (Array.isArray(groups) ? groups : []).filter(isObject).map(({ Label, Parameters: keys }) => ({
    title: textOf(Label) ?? '',
    keys: (Array.isArray(keys) ? keys : []).filter((key) => typeof key === 'string'),
  }));
  const grouped = listed.length > 0 ? listed : [{ title: 'Parameters', keys: Object.keys(Parameters) }];
  const entries = grouped.map(({ title, keys }) => {
    const questions = keys.flatMap((key) => {
      const parameter = Parameters[key];
      return parameter ? [[key, questionOf(labelOf(key), parameter)] as const] : [];
    });
    return [title, Object.fromEntries(questions)] as const;
  });
  return Object.fromEntries(entries);
}

function questionOf(label: string, parameter: TemplateParameter): Question {
  const { Description: description = '', Default, AllowedValues, ConstraintDescription = '' } = parameter;
  return {
    ...{ label, description, constraintDescription: ConstraintDescription },
    ...(Default !== undefined && { default: String(Default) }),
    ...(AllowedValues && { allowedValues: AllowedValues.map(String) }),
    ...saidIn(description),
  };
}

/** Outputs that others may read, but for the marker of the environment's type, which nobody reads. */
function exportsOf({ Outputs = {} }: Template): ShownProduct['exports'] {
  const exported = Object.entries(Outputs).filter(
    ([name, { Export }]) => Export !== undefined && name !== 'TypeMarker',
  );
  return Object.fromEntries(exported.map(([name, { Description: description = '' }]) => [name, { description }]));
}

function textOf(label: Json | undefined): string | undefined {
  return isObject(label) && typeof label.default === 'string' ? label.default : undefined;
}

function mapGroups<From, To>(
  groups: Readonly<Record<string, Readonly<Record<string, From>>>>,
  map: (from: From) => To,
) {
  const within = (group: Readonly<Record<string, From>>) =>
    Object.fromEntries(Object.entries(group).map(([key, from]) => [key, map(from)]));
  return Object.fromEntries(Object.entries(groups).map(([title, group]) => [title, within(group)]));
}
