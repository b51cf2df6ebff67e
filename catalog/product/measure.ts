import type { Json, Template } from '../template';
import type { Product } from './define-product';
import { covers } from './exceptions';
import type { LaunchRoleStatement } from './launch-role';
import { MAX_TEMPLATE_BYTES, renderProduct, synthesizeProduct } from './render';

/**
 * The most that a template may have. CloudFormation's quotas for resources, parameters, mappings and outputs
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html), Service Catalog's for bytes.
 */
export const templateLimits = {
  bytes: MAX_TEMPLATE_BYTES,
  resources: 500,
  parameters: 200,
  mappings: 200,
  outputs: 200,
} as const satisfies Record<string, number>;

/** A statement that allows its actions on every resource, and why it must. */
export interface UnrestrictedStatement {
  /** The role that it stands in: `launch role`, or the logical id of a role in the template. */
  readonly role: string;
  readonly sid: string;
  readonly actions: readonly string[];
  /** Undefined when nobody gave one: a defect. */
  readonly reason: string | undefined;
}

/** Size of a product's template in the units of `templateLimits`, and what is allowed on every resource. */
export type Measure = { readonly [limit in keyof typeof templateLimits]: number } & {
  readonly product: string;
  readonly unrestricted: readonly UnrestrictedStatement[];
};

/** Measures a product as its source stands. */
export function measureProduct(product: Product): Measure {
  const { template } = synthesizeProduct(product);
  const count = (section: object = {}) => Object.keys(section).length;
  return {
    product: product.id,
    bytes: Buffer.byteLength(renderProduct(product)),
    resources: count(template.Resources),
    parameters: count(template.Parameters),
    mappings: count(template.Mappings),
    outputs: count(template.Outputs),
    unrestricted: [...unrestrictedIn(product.launchRole), ...ofTemplate(product, template)],
  };
}

/** Those of a launch role's statements that allow their actions on every resource. */
export function unrestrictedIn(statements: readonly LaunchRoleStatement[]): UnrestrictedStatement[] {
  return statements.flatMap((statement) =>
    statement.Resource === '*'
      ? [{ role: 'launch role', sid: statement.Sid, actions: statement.Action, reason: statement.reason }]
      : [],
  );
}

/** The rule of cdk-nag that finds them; the reason is that of the product's exception to it. */
const RULE = 'AwsSolutions-IAM5';

function ofTemplate({ exceptions }: Product, template: Template): UnrestrictedStatement[] {
  const policies = Object.entries(template.Resources).filter(([, { Type }]) => Type.startsWith('AWS::IAM::'));
  return policies.flatMap(([role, { Properties }]) => {
    const reason = exceptions.nag.find((exception) =>
      [RULE, `${RULE}[Resource::*]`].some((rule) => covers(exception, { rule, logicalId: role })),
    )?.reason;
    return statementsIn(Properties)
      .filter(({ Effect, Resource }) => Effect === 'Allow' && texts(Resource).includes('*'))
      .map(({ Sid, Action }) => ({ role, sid: texts(Sid).join(), actions: texts(Action), reason }));
  });
}

type JsonObject = { readonly [key: string]: Json };

/** Every policy statement below a value, in whatever conditions it stands. */
function statementsIn(value: Json | undefined): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(statementsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'Effect' in value && 'Action' in value ? [value] : [];
  return [...own, ...Object.values(value).flatMap(statementsIn)];
}

function texts(value: Json | undefined): string[] {
  return [value].flat().filter((item) => typeof item === 'string');
}
