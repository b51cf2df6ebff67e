/**
 * CloudFormation's engine, for whoever makes stacks: the API's operations and Service Catalog. Every function runs
 * inside the caller's transaction; what a stack then does is a job of its own, and `stackListeners` hear of its end.
 *
 * A deletion that can't begin, because an export is in use, ends with the status that the stack had before, and a reason.
 */
export { type ChangeSetRequest, createChangeSet } from '../change-sets/create-change-set';
export { type ChangeSetAction, deleteChangeSet, executeChangeSet } from '../change-sets/execute-change-set';
export { type ChangeSetRecord, changeSetAt, findChangeSet } from '../change-sets/state';
export { findExport } from '../exports';
export { type RetainedRecord, retainedIn } from '../retained';
export {
  findStack,
  type ResourceRecord,
  type StackDefinition,
  type StackOutput,
  type StackParameter,
  type StackRecord,
  type StackScope,
  stackResources,
} from '../state';
export { readTemplate, templateText } from '../template-store';
export { type DeclaredParameter, type TemplateSummary, templateSummary } from '../template-summary';
export { createStack } from './create-stack';
export { definitionChanges } from './definition-changes';
export { deleteStack } from './delete-stack';
export { type Intent, prepare } from './prepare';
export type { DeleteRequest, StackRequest, StackRequestParameter, UpdateRequest } from './stack-request';
export { updateStack } from './update-stack';
