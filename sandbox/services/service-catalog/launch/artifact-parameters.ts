import type { ParameterConstraints, ProvisioningArtifactParameter } from '@aws-sdk/client-service-catalog';
import type { Json, Template, TemplateParameter, TemplateRule } from '../../../../catalog/template';
import { isNoEcho } from '../../../../catalog/template';

type Rules = Readonly<Record<string, TemplateRule>>;

/**
 * A template's parameters as Service Catalog shows them: what administrators allow is what the template allows, narrowed
 * by template constraints that list a parameter's values unconditionally.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ParameterConstraints.html `AllowedValues`
 */
export function artifactParameters(template: Template, rules: Rules = {}): ProvisioningArtifactParameter[] {
  const allowed = allowedByRules(rules);
  return Object.entries(template.Parameters ?? {}).map(([key, parameter]) => ({
    ParameterKey: key,
    DefaultValue: text(parameter.Default),
    ParameterType: parameter.Type,
    IsNoEcho: isNoEcho(parameter),
    Description: parameter.Description,
    ParameterConstraints: parameterConstraints(parameter, allowed.get(key)),
  }));
}

function parameterConstraints(
  parameter: TemplateParameter,
  allowed: readonly string[] | undefined,
): ParameterConstraints {
  const own = parameter.AllowedValues?.map(String);
  const both = own && allowed ? own.filter((value) => allowed.includes(value)) : (own ?? allowed);
  return {
    AllowedValues: both ? [...both] : [],
    AllowedPattern: parameter.AllowedPattern,
    ConstraintDescription: parameter.ConstraintDescription,
    MaxLength: text(parameter.MaxLength),
    MinLength: text(parameter.MinLength),
    MaxValue: text(parameter.MaxValue),
    MinValue: text(parameter.MinValue),
  };
}

/** The values that rules without a condition leave to parameters: `Fn::Contains` of a list and a `Ref`, or `Fn::Equals`. */
function allowedByRules(rules: Rules): ReadonlyMap<string, readonly string[]> {
  const allowed = new Map<string, readonly string[]>();
  for (const { RuleCondition, Assertions } of Object.values(rules)) {
    if (RuleCondition !== undefined) continue;
    for (const { Assert } of Assertions) {
      const found = valuesLeft(Assert);
      if (!found) continue;
      const before = allowed.get(found.parameter);
      const values = before ? before.filter((value) => found.values.includes(value)) : found.values;
      allowed.set(found.parameter, values);
    }
  }
  return allowed;
}

interface ValuesLeft {
  readonly parameter: string;
  readonly values: readonly string[];
}

function valuesLeft(assertion: Json): ValuesLeft | undefined {
  const contains = operands(assertion, 'Fn::Contains');
  if (contains) {
    const [list, reference] = contains;
    const parameter = referenced(reference);
    const values = Array.isArray(list) && list.every((value) => typeof value === 'string') ? list : undefined;
    return parameter !== undefined && values ? { parameter, values } : undefined;
  }
  const [left, right] = operands(assertion, 'Fn::Equals') ?? [];
  const parameter = referenced(left) ?? referenced(right);
  const value = [left, right].find((side) => typeof side === 'string');
  return parameter !== undefined && typeof value === 'string' ? { parameter, values: [value] } : undefined;
}

function operands(json: Json, name: string): readonly Json[] | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const value = json[name];
  return Array.isArray(value) && value.length === 2 ? value : undefined;
}

function referenced(json: Json | undefined): string | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  return typeof json.Ref === 'string' ? json.Ref : undefined;
}

function text(value: string | number | boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
