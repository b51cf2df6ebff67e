import { isObject, type Json, type Template, type TemplateResource } from '../../catalog/template';
import { readableText } from './readable-text';

/** Statement of a policy, as people read it. */
export interface ReadableStatement {
  /** Empty where it has none. */
  readonly sid: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** One line a condition; the template's own conditions, on which the statement hangs, come first. */
  readonly conditions: readonly string[];
}

/** Role that a template makes. */
export interface ReadableRole {
  readonly logicalId: string;
  /** Its fixed name, if it has one. */
  readonly name: string | undefined;
  readonly description: string;
  /** Principals that may assume it. */
  readonly trusted: readonly string[];
  readonly statements: readonly ReadableStatement[];
  /** Policies of AWS that are attached to it. */
  readonly managedPolicies: readonly string[];
}

/** The roles of a template in its order, each with what its policies allow, wherever these stand in the template. */
export function rolesInTemplate({ Resources }: Template): readonly ReadableRole[] {
  return Object.entries(Resources)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Role')
    .map(([logicalId, { Properties = {} }]) => ({
      logicalId,
      name: Properties.RoleName === undefined ? undefined : readableText(Properties.RoleName),
      description: readableText(Properties.Description ?? ''),
      trusted: [...new Set(trustedIn(Properties.AssumeRolePolicyDocument))],
      statements: [...statementsIn(Properties.Policies), ...statementsElsewhere(Resources, logicalId, Properties)],
      managedPolicies: listed(Properties.ManagedPolicyArns)
        .map(readableText)
        .filter((arn) => arn.includes(':policy/')),
    }));
}

/** Statements of the policies that are attached to a role from outside, or that it names. */
function statementsElsewhere(
  resources: Readonly<Record<string, TemplateResource>>,
  role: string,
  { ManagedPolicyArns }: Readonly<Record<string, Json>>,
): readonly ReadableStatement[] {
  const named = listed(ManagedPolicyArns).map((arn) => (isObject(arn) ? arn.Ref : undefined));
  return Object.entries(resources).flatMap(([id, { Type, Properties = {} }]) => {
    if (!/^AWS::IAM::(?:Managed|Role)?Policy$/.test(Type)) return [];
    const roles = [...listed(Properties.Roles), ...listed(Properties.RoleName)];
    const isOfRole = named.includes(id) || roles.some((each) => isObject(each) && each.Ref === role);
    return isOfRole ? statementsIn(Properties.PolicyDocument) : [];
  });
}

/** @param given conditions of the template that lead here */
function statementsIn(value: Json | undefined, given: readonly string[] = []): readonly ReadableStatement[] {
  if (Array.isArray(value)) return value.flatMap((item) => statementsIn(item, given));
  if (!isObject(value)) return [];
  const [condition, yes, no] = listed(value['Fn::If']);
  if (condition !== undefined) {
    const name = readableText(condition);
    return [...statementsIn(yes, [...given, `if ${name}`]), ...statementsIn(no, [...given, `if not ${name}`])];
  }
  if (value.Effect === undefined) return Object.values(value).flatMap((item) => statementsIn(item, given));
  return [
    {
      sid: readableText(value.Sid ?? ''),
      effect: readableText(value.Effect),
      actions: listed(value.Action).map(readableText),
      resources: listed(value.Resource).map(readableText),
      conditions: [...given, ...conditionsOf(value.Condition)],
    },
  ];
}

/** `StringEquals aws:ResourceTag/Product: data`. */
function conditionsOf(condition: Json | undefined): readonly string[] {
  if (!isObject(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    isObject(keys)
      ? Object.entries(keys).map(
          ([key, wanted]) => `${operator} ${key}: ${listed(wanted).map(readableText).join(', ')}`,
        )
      : [],
  );
}

function trustedIn(value: Json | undefined): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(trustedIn);
  if (!isObject(value)) return [];
  const { Principal } = value;
  if (isObject(Principal)) return Object.values(Principal).flatMap((each) => listed(each).map(readableText));
  return Object.values(value).flatMap(trustedIn);
}

function listed(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
