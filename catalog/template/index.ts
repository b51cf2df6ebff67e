/**
 * CloudFormation templates as values: read, resolve parameters, evaluate, order, compare and validate, as
 * CloudFormation does and in its words. Nothing here has effects; whoever calls decides what a fault means.
 */
import type { ResourceChange } from './change-types';
import type { EvaluatedTemplate, EvaluationContext, Impact, Template } from './types';

export * from './change-types';
export { dependencyGraph } from './dependency-graph';
export { evaluateTemplate, evaluator } from './evaluator';
export { isExtended, isResolved, transformNames } from './intrinsic';
export { parameterType } from './parameter-types';
export {
  givenValue,
  type ParameterLookup,
  type ParameterOptions,
  parameterProblems,
  resolveParameters,
} from './parameter-values';
export { parseTemplate } from './parse';
export { pseudoParameters, type StackIdentity } from './pseudo-parameters';
export { type Reference, referencesIn } from './references';
export { checkResourceTypes, type ResourceTypeFacts, resourceType } from './resource-types';
export { parseTemplateConstraint, type RuleContext, ruleProblems } from './rules';
export { isStateful, STATEFUL_TYPES } from './stateful-types';
export { TemplateError } from './template-error';
export * from './types';

/** Applies `AWS::LanguageExtensions`; a template without that transform comes back as it is. */
export declare function expandLanguageExtensions(template: Template, context: EvaluationContext): Template;

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
