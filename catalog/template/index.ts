/**
 * CloudFormation templates as values: read, resolve parameters, evaluate, order, compare and validate, as
 * CloudFormation does and in its words. Nothing here has effects; whoever calls decides what a fault means.
 */

export { changeSetOf, referencesWithPaths } from './change-set';
export * from './change-types';
export { isCustomResource } from './custom-type';
export { type DeletableResource, type DeletionPolicy, deletionPolicyOf } from './deletion-policy';
export { liftingPatch, type PatchOperation, protects, refusedDeletions } from './deletion-refusals';
export { dependencyGraph } from './dependency-graph';
export { evaluateTemplate, evaluator } from './evaluator';
export { FACTS, type Fact, factsOf, type NestedContent, type RefusedDeletion } from './facts';
export { changeImpact, propertyImpact, type ResourceUpdate, worstImpact } from './impact';
export {
  asIntrinsic,
  isExtended,
  isHostedTransform,
  isResolved,
  LANGUAGE_EXTENSIONS,
  transformNames,
} from './intrinsic';
export { isObject, own, sameJson, scalarText } from './json';
export { expandLanguageExtensions } from './language-extensions';
export { LAUNCHED_PRODUCT } from './launched-product';
export { isNoEcho } from './no-echo';
export { type OneWayChange, oneWayChanges } from './one-way-changes';
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
export { withoutUnreachable } from './reachable';
export { type Reference, referencesIn } from './references';
export { exclusions, loneChanges, refusedCreations, refusedUpdates } from './refused-changes';

export { RESOURCE_ATTRIBUTES } from './resource-attributes';
export { checkResourceTypes, isKnownType, type ResourceTypeFacts, resourceType } from './resource-types';
export { parseTemplateConstraint, type RuleContext, ruleProblems } from './rules';
export { isStateful, passingKind, STATEFUL_TYPES } from './stateful-types';
export { TemplateError } from './template-error';
export * from './types';
export { updateEffectsOf } from './update-effects';
export { missedPart, updateLosses } from './update-losses';
