import type {
  DescribeProvisioningParametersCommandOutput,
  ProvisioningArtifactParameter,
} from '@aws-sdk/client-service-catalog';
import type { Product } from '../../catalog/product';
import { isObject, type Json, type TemplateParameter } from '../../catalog/template';
import { chooseVersion, findPublished } from '../aws/published-product';
import type { OperationContext } from '../context';
import { type FormRules, formRules } from './form-rules';

/** Question of a launch form. */
export interface FormQuestion {
  readonly key: string;
  readonly label: string;
  readonly description: string;
  /** For CloudFormation's own checks. */
  readonly parameter: TemplateParameter;
}

/** Group of questions under one heading. */
export interface FormGroup {
  readonly title: string;
  readonly questions: readonly FormQuestion[];
}

/** Launch path: a portfolio that offers the product, its rules and its TagOptions. */
export interface FormPath {
  readonly pathId: string;
  readonly portfolio: string;
  /** The template's own and the portfolio's. */
  readonly rules: FormRules;
  /** Values that may be chosen, by key. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
}

/** Form of a launch, all of it as AWS gives it to the caller. */
export interface LaunchForm {
  /** Of the product. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly groups: readonly FormGroup[];
  readonly paths: readonly FormPath[];
  /** Descriptions by key. */
  readonly outputs: Readonly<Record<string, string>>;
}

type Described = DescribeProvisioningParametersCommandOutput;

/**
 * Reads the form of a version from Service Catalog: no template is downloaded, and no administrator's call is needed.
 *
 * @param version @default - the newest that may be launched
 * @throws `CatalogError` `not-published`, `unknown-version`, `deprecated-version`
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeProvisioningParameters.html
 */
export async function readForm(
  { target }: Pick<OperationContext, 'target'>,
  product: Pick<Product, 'id' | 'name'>,
  version?: string,
): Promise<LaunchForm> {
  const serviceCatalog = await target.serviceCatalog();
  const published = await findPublished(serviceCatalog, product);
  const { Id: ProvisioningArtifactId = '', Name = '' } = chooseVersion(published, version);
  const forms = await Promise.all(
    published.paths.map(async ({ Id: PathId = '', Name: portfolio = '' }) => {
      const question = { ProductId: published.productId, ProvisioningArtifactId, PathId };
      const form = await serviceCatalog.describeProvisioningParameters(question);
      return { form, path: { pathId: PathId, portfolio, rules: formRules(form), tags: tagsOf(form) } };
    }),
  );
  // By name, so that the values that each portfolio allows stand in the same order for everybody.
  forms.sort((one, other) => (one.path.portfolio < other.path.portfolio ? -1 : 1));
  const first = forms[0]?.form;
  const outputs = (first?.ProvisioningArtifactOutputs ?? []).map(
    ({ Key = '', Description = '' }) => [Key, Description] as const,
  );
  return {
    ...{ id: product.id, name: published.name, version: Name, groups: groupsOf(forms.map(({ form }) => form)) },
    paths: forms.map(({ path }) => path),
    outputs: Object.fromEntries(outputs),
  };
}

function tagsOf({ TagOptions = [] }: Described): FormPath['tags'] {
  return Object.fromEntries(TagOptions.map(({ Key = '', Values = [] }) => [Key, Values]));
}

/** Questions in the groups of the template's own metadata; what no group names, or all without one, comes last. */
function groupsOf(forms: readonly Described[]): readonly FormGroup[] {
  const parameters = mergedParameters(forms);
  const { ParameterGroups, ParameterLabels } = interfaceOf(forms[0]);
  const labels = isObject(ParameterLabels) ? ParameterLabels : {};
  const take = (key: string): FormQuestion[] => {
    const parameter = parameters.get(key);
    if (parameter === undefined) return [];
    parameters.delete(key);
    return [{ key, ...questionOf(parameter, textOf(labels[key]) ?? key) }];
  };
  const groups = (Array.isArray(ParameterGroups) ? ParameterGroups : []).filter(isObject).map((group) => ({
    title: textOf(group.Label) ?? '',
    questions: (Array.isArray(group.Parameters) ? group.Parameters : []).flatMap((key) => take(String(key))),
  }));
  const others = { title: groups.length > 0 ? 'Others' : 'Questions', questions: [...parameters.keys()].flatMap(take) };
  return [...groups, others].filter(({ questions }) => questions.length > 0);
}

/**
 * Parameters by key. Each portfolio's form has the allowed values that its rules leave: all of them together are asked, and
 * what is answered decides which portfolio accepts it.
 */
function mergedParameters(forms: readonly Described[]): Map<string, ProvisioningArtifactParameter> {
  const merged = new Map<string, ProvisioningArtifactParameter>();
  for (const parameter of forms.flatMap(({ ProvisioningArtifactParameters = [] }) => ProvisioningArtifactParameters)) {
    const { ParameterKey: key = '', ParameterConstraints: constraints = {} } = parameter;
    const before = merged.get(key)?.ParameterConstraints?.AllowedValues ?? [];
    const AllowedValues = [...new Set([...before, ...(constraints.AllowedValues ?? [])])];
    merged.set(key, { ...parameter, ParameterConstraints: { ...constraints, AllowedValues } });
  }
  return merged;
}

function interfaceOf(form: Described | undefined): { readonly [key: string]: Json } {
  const text = form?.UsageInstructions?.find(({ Type }) => Type === 'metadata')?.Value ?? '{}';
  const metadata: unknown = JSON.parse(text);
  const found = isObject(metadata) ? metadata['AWS::CloudFormation::Interface'] : undefined;
  return isObject(found) ? found : {};
}

function questionOf(asked: ProvisioningArtifactParameter, label: string): Omit<FormQuestion, 'key'> {
  const { ParameterType: Type = 'String', DefaultValue, IsNoEcho, Description = '', ParameterConstraints = {} } = asked;
  const { AllowedValues = [], AllowedPattern, ConstraintDescription } = ParameterConstraints;
  const { MaxLength, MinLength, MaxValue, MinValue } = ParameterConstraints;
  const constraints = { AllowedPattern, ConstraintDescription, MaxLength, MinLength, MaxValue, MinValue };
  const given = Object.entries(constraints).filter(([, value]) => value !== undefined && value !== '');
  return {
    ...{ label, description: Description },
    parameter: {
      Type,
      ...(DefaultValue !== undefined && { Default: DefaultValue }),
      ...(IsNoEcho && { NoEcho: true }),
      ...(AllowedValues.length > 0 && { AllowedValues }),
      ...Object.fromEntries(given),
    },
  };
}

function textOf(label: Json | undefined): string | undefined {
  return isObject(label) && typeof label.default === 'string' ? label.default : undefined;
}
