export { type ActionEntry, type ActionResource, actionEntry } from './action-reference';
export { isCanonicalAction, type ResourceScopes, resourceScopes } from './actions';
export { allowsAction } from './policy/allows-action';
export { allowsUnscoped } from './policy/allows-unscoped';
export { type RequestContext, UNKNOWN, type Unknown } from './policy/context';
export { contextKeys } from './policy/context-keys';
export { type Decision, decide, type PolicyRequest } from './policy/decide';
export type {
  ConditionElement,
  OneOrMore,
  PolicyDocument,
  PolicyStatement,
  PrincipalElement,
} from './policy/document';
export { namingPrincipals } from './policy/naming-principals';
export { type PolicyKind, policyProblems, type ReadPolicy, readPolicy } from './policy/read-policy';
export { type Assumption, trusts } from './policy/trusts';
export { conditionHolds, type PropertyCondition } from './property-conditions';
export type {
  CallerActions,
  ConditionalActions,
  Operation,
  PassedRole,
  ResourceTypeRow,
  ServiceLinkedRole,
  UnscopedActions,
} from './resource-type-row';
export { OPERATIONS } from './resource-type-row';
export {
  describedTypes,
  missingRow,
  type RequiredActions,
  requiredActions,
  resourceTypeRow,
  unscopedActions,
} from './resource-types';
