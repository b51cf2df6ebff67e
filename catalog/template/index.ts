/**
 * CloudFormation templates as values: read, resolve parameters, evaluate, order, compare and validate, as
 * CloudFormation does and in its words. Nothing here has effects; whoever calls decides what a fault means.
 */
import type { ResourceChange } from './change-types';
import type {
  DependencyGraph,
  EvaluatedTemplate,
  EvaluationContext,
  Evaluator,
  Impact,
  Json,
  ParameterValues,
  PseudoParameters,
  Template,
  TemplateRule,
} from './types';

export * from './change-types';
export { TemplateError } from './template-error';
export * from './types';

/** Reads JSON or YAML (short forms too) and makes the structural checks of ValidateTemplate, circular dependencies included. Throws `TemplateError`. */
export declare function parseTemplate(text: string): Template;

export interface ParameterLookup {
  /** Whether a value of an AWS-specific type (`AWS::EC2::VPC::Id`…) exists; absent: only its shape is checked. */
  exists?(type: string, value: string): boolean;
  /** The value of an SSM parameter; `undefined` when there is none. Absent: SSM parameter types are refused. */
  ssm?(name: string): string | undefined;
}
export interface ParameterOptions {
  /** Values of the running stack, as they were given, and the names for which `UsePreviousValue` was asked. */
  readonly previous?: Readonly<Record<string, string>>;
  readonly usePrevious?: ReadonlySet<string>;
  readonly lookup?: ParameterLookup;
}
/** What is wrong with the given parameters, in AWS's words; empty when all is well. */
export declare function parameterProblems(
  template: Template,
  given: Readonly<Record<string, string>>,
  options?: ParameterOptions,
): string[];
/** Given values and defaults, checked and split into lists where the type is a list. Throws `TemplateError` with the first problem. */
export declare function resolveParameters(
  template: Template,
  given: Readonly<Record<string, string>>,
  options?: ParameterOptions,
): Record<string, ParameterValue>;
type ParameterValue = ParameterValues[string];

/** The pseudo parameters of a stack; partition and URL suffix follow from the region. */
export declare function pseudoParameters(of: {
  accountId: string;
  region: string;
  stackName: string;
  stackId?: string;
  notificationArns?: readonly string[];
}): PseudoParameters;

/** Evaluates parts of a template; see `Evaluator`. */
export declare function evaluator(template: Template, context: EvaluationContext): Evaluator;
/** Evaluates the whole template: the resources and outputs that exist in the context. */
export declare function evaluateTemplate(template: Template, context: EvaluationContext): EvaluatedTemplate;
/** Whether no intrinsic function is left anywhere in a value. */
export declare function isResolved(json: Json): boolean;

/** The messages of the assertions that fail, in the rules' order; throws `TemplateError` when a rule is malformed. */
export declare function ruleProblems(
  rules: Readonly<Record<string, TemplateRule>>,
  context: {
    readonly parameters: ParameterValues;
    /** Types of the parameters by name, for `Fn::RefAll`. */
    readonly template: Template;
    readonly pseudo: PseudoParameters;
    /** For `Fn::ValueOf` and `Fn::ValueOfAll`: an attribute (`VpcId`, `Tags.Environment`…) of the thing a parameter names. */
    attribute?(parameterType: string, value: string, attribute: string): string | undefined;
    /** For `Fn::RefAll`: all values of a parameter type in the account and region. */
    all?(parameterType: string): string[];
  },
): string[];
/** Reads a Service Catalog template constraint (`{"Rules": {…}}`). Throws `TemplateError`. */
export declare function parseTemplateConstraint(text: string): Record<string, TemplateRule>;

/** What needs what; throws `TemplateError` on cycles and on references to nothing. `exists` leaves out resources whose condition is false. */
export declare function dependencyGraph(template: Template, exists?: (logicalId: string) => boolean): DependencyGraph;

/** Applies `AWS::LanguageExtensions`; a template without that transform comes back as it is. */
export declare function expandLanguageExtensions(template: Template, context: EvaluationContext): Template;

/** Refuses what needs AWS's resource database: unknown resource types, and attributes that a type doesn't have. Throws `TemplateError`. */
export declare function checkResourceTypes(template: Template): void;
/** What AWS's database knows of a resource type; `undefined` when it doesn't exist. */
export declare function resourceType(type: string): ResourceTypeFacts | undefined;
export interface ResourceTypeFacts {
  readonly type: string;
  /** Attribute names for `Fn::GetAtt`. */
  readonly attributes: ReadonlySet<string>;
  /** Names of the properties or attributes that `Ref` returns (joined by `|` when several). */
  readonly ref: readonly string[];
  readonly properties: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  readonly tags?: { readonly property: string; readonly variant: 'standard' | 'asg' | 'map' };
  /** With `${Partition}`, `${Region}`, `${Account}` and property names. */
  readonly arnTemplate?: string;
}
/** Whether the type holds data that a replacement would lose. */
export declare function isStateful(type: string): boolean;
/** What an update of a property does; `path` as in `['LocalSecondaryIndexes', 'Projection']`. */
export declare function propertyImpact(type: string, path: readonly string[]): Impact;
/** What a change set would say about going from one evaluated template to another; nothing for what stays. */
export declare function resourceChanges(before: EvaluatedTemplate, after: EvaluatedTemplate): ResourceChange[];

/** A finding of AWS's own template validator. */
export interface Finding {
  readonly rule: string;
  readonly severity: 'FATAL' | 'ERROR' | 'WARN' | 'INFO' | 'DEBUG';
  readonly message: string;
  readonly logicalId?: string;
  readonly resourceType?: string;
  readonly path?: string;
}
/** Runs AWS's template validator (schemas and lint rules). The first call in a process takes about a second. */
export declare function validateTemplate(
  template: string | Template,
  options?: {
    readonly parameters?: Readonly<Record<string, string>>;
    readonly region?: string;
    /** Least severity reported; `WARN` by default. */
    readonly severity?: Finding['severity'];
  },
): Finding[];
/** One property of a resource that its schema refuses; the message is what the resource's event says. */
export interface SchemaProblem {
  readonly logicalId: string;
  readonly type: string;
  readonly message: string;
}
/** What the resources' schemas refuse in an evaluated template: unknown, missing or wrong properties. Cached by content. */
export declare function schemaProblems(evaluated: EvaluatedTemplate, region?: string): SchemaProblem[];
