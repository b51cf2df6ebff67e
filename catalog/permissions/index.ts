export { isCanonicalAction, type ResourceScopes, resourceScopes } from './actions';
export { conditionHolds, type PropertyCondition } from './property-conditions';
export type {
  ConditionalActions,
  Operation,
  PassedRole,
  ResourceTypeRow,
  ServiceLinkedRole,
} from './resource-type-row';
export { OPERATIONS } from './resource-type-row';
export { describedTypes, type RequiredActions, requiredActions, resourceTypeRow } from './resource-types';
