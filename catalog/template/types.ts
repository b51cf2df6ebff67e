/**
 * CloudFormation templates as plain values: what the rest of `catalog/template` reads and returns.
 *
 * Property names inside templates and change sets are AWS's own, so that what is read here can be sent over the wire
 * and compared with AWS's pages without translation.
 */

/** Any JSON value; what a template holds once it is parsed, intrinsic functions included. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object. A key that is absent reads as `undefined`. */
export interface JsonObject {
  [key: string]: Json;
}

/** One parameter as the template declares it; every value stays as the author wrote it. */
export interface TemplateParameter {
  Type: string;
  Default?: string | number | boolean;
  AllowedValues?: (string | number | boolean)[];
  AllowedPattern?: string;
  MinLength?: number | string;
  MaxLength?: number | string;
  MinValue?: number | string;
  MaxValue?: number | string;
  NoEcho?: boolean | string;
  Description?: string;
  ConstraintDescription?: string;
}

/** One resource as the template declares it. */
export interface TemplateResource {
  Type: string;
  Properties?: JsonObject;
  /** A condition's name; the resource exists only when it holds. */
  Condition?: string;
  DependsOn?: string | string[];
  DeletionPolicy?: Json;
  UpdateReplacePolicy?: Json;
  CreationPolicy?: Json;
  UpdatePolicy?: Json;
  Metadata?: JsonObject;
  Description?: string;
  Version?: string;
}

/** One output as the template declares it. */
export interface TemplateOutput {
  Value: Json;
  Description?: string;
  Condition?: string;
  Export?: { Name: Json };
}

/** One assertion of a rule: a rule function that must hold, and what to tell the person when it doesn't. */
export interface TemplateRuleAssertion {
  Assert: Json;
  AssertDescription?: string;
}

/** One rule: its assertions count only when its condition holds, or when it has none. */
export interface TemplateRule {
  RuleCondition?: Json;
  Assertions: TemplateRuleAssertion[];
}

/** A mapping: top-level key, second-level key, value. */
export type TemplateMapping = Record<string, Record<string, Json>>;

/** A whole template. Only `Resources` is required, as in CloudFormation. */
export interface Template {
  AWSTemplateFormatVersion?: string;
  Description?: string;
  Metadata?: JsonObject;
  Parameters?: Record<string, TemplateParameter>;
  Rules?: Record<string, TemplateRule>;
  Mappings?: Record<string, TemplateMapping>;
  Conditions?: Record<string, Json>;
  Transform?: Json;
  Hooks?: JsonObject;
  Resources: Record<string, TemplateResource>;
  Outputs?: Record<string, TemplateOutput>;
}

/**
 * A parameter once resolved: text, or a list of texts for the list types. Numbers stay text, as CloudFormation keeps
 * them.
 */
export type ParameterValue = string | string[];

/** Resolved parameters by name. */
export type ParameterValues = Readonly<Record<string, ParameterValue>>;

/** Answer of a callback that cannot know a value yet; the intrinsic then stays in the result. */
export const UNRESOLVED: unique symbol = Symbol('unresolved');
export type Unresolved = typeof UNRESOLVED;

/**
 * The pseudo parameters of one stack. `AWS::StackId` may be missing (it isn't known before a stack exists): references
 * to it then stay unresolved.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export interface PseudoParameters {
  readonly 'AWS::AccountId': string;
  readonly 'AWS::Region': string;
  readonly 'AWS::Partition': string;
  readonly 'AWS::URLSuffix': string;
  readonly 'AWS::StackName': string;
  readonly 'AWS::StackId'?: string;
  readonly 'AWS::NotificationARNs': readonly string[];
}

/**
 * Context of an evaluation: what a template cannot say by itself. A callback that is left out leaves its intrinsic
 * unresolved.
 */
export interface EvaluationContext {
  /** A declared parameter that has no value here stays unresolved. */
  readonly parameters: ParameterValues;
  readonly pseudo: PseudoParameters;
  /** The zones that `Fn::GetAZs` names, in order. */
  availabilityZones?(region: string): string[];
  /** The value of an export. Throw a `TemplateError` when there is none. */
  importValue?(name: string): Json | Unresolved;
  /** Value of `Ref` (no attribute) or `Fn::GetAtt` of a resource of this template. */
  reference?(logicalId: string, attribute?: string): Json | Unresolved;
  /** Answer of `Fn::Equals` on two sides that aren't both known. Left out: refused, as CloudFormation does. */
  undecided?(left: Json, right: Json): boolean;
  /** Value that stands for `{{resolve:…}}`; called with the whole reference, braces included. */
  dynamicReference?(reference: string): string | Unresolved;
}

/** A resource whose properties are evaluated: keys that came to `AWS::NoValue` are gone, unresolved intrinsics stay. */
export interface EvaluatedResource {
  readonly type: string;
  readonly properties: JsonObject;
  readonly dependsOn: readonly string[];
  /** `Delete`, `Retain`, `Snapshot`, `RetainExceptOnCreate`; absent where the template says nothing. */
  readonly deletionPolicy?: string;
  readonly updateReplacePolicy?: string;
  readonly creationPolicy?: Json;
  readonly updatePolicy?: Json;
  readonly metadata?: JsonObject;
}

/** An output whose value is evaluated. */
export interface EvaluatedOutput {
  readonly value: Json;
  readonly description?: string;
  readonly exportName?: Json;
}

/** Evaluates parts of one template in one context; conditions are computed once, when first asked for. */
export interface Evaluator {
  /** Every condition of the template by name. Reading it evaluates all. */
  readonly conditions: Readonly<Record<string, boolean>>;
  /** Whether one condition holds. */
  condition(name: string): boolean;
  /** Whether a resource exists in this context: it is declared, and its condition, if any, holds. */
  exists(logicalId: string): boolean;
  /** A value with its intrinsics folded; `undefined` when it came to `AWS::NoValue`. */
  value(json: Json): Json | undefined;
  resource(logicalId: string): EvaluatedResource;
  output(name: string): EvaluatedOutput;
}

/** A template together with what came of it in one context: only what exists there. */
export interface EvaluatedTemplate {
  readonly template: Template;
  readonly parameters: ParameterValues;
  readonly conditions: Readonly<Record<string, boolean>>;
  readonly resources: Readonly<Record<string, EvaluatedResource>>;
  readonly outputs: Readonly<Record<string, EvaluatedOutput>>;
}

/** Dependencies inside one template. */
export interface DependencyGraph {
  /** Logical ids in an order in which each comes after all that it needs; otherwise as the template lists them. */
  readonly order: readonly string[];
  /** The direct dependencies of each logical id. */
  readonly dependencies: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Effects of a change of a property on its resource, from the least to the gravest: nothing that is noticed, an
 * interruption, perhaps a replacement, a replacement; or the service refuses the update.
 */
export const IMPACTS = ['none', 'interruption', 'conditional', 'replacement', 'refused'] as const;

/** Effect of a change of a property on its resource; see `IMPACTS`. */
export type Impact = (typeof IMPACTS)[number];
