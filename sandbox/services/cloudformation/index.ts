import * as model from '@aws-sdk/client-cloudformation';
import { rpcService } from '../../kernel/service';
import { cloudformationAccess } from './access';
import { computeChangeSet } from './change-sets/change-set-job';
import { changeSetOperations } from './change-sets/change-sets';
import { CHANGE_SET_JOB } from './change-sets/create-change-set';
import { stepStack } from './engine/stack-job';
import { STACK_JOB } from './engine/start-operation';
import { describeStackOperations } from './operations/describe-stacks';
import { stackEventOperations } from './operations/stack-events';
import { stackExportOperations } from './operations/stack-exports';
import { stackProtectionOperations } from './operations/stack-protection';
import { stackResourceOperations } from './operations/stack-resources';
import { stackOperations } from './operations/stacks';
import { templateOperations } from './operations/templates';
import { underWay } from './operations/under-way';
import { updateControlOperations } from './operations/update-control';
import { nestedStackProvider } from './resources/nested-stack';
import { STACK_SET_JOB } from './stack-sets/begin-operation';
import { stackImportOperations } from './stack-sets/import-stacks';
import { organizationsAccessOperations } from './stack-sets/organizations-access';
import { stackInstanceOperations } from './stack-sets/stack-instances';
import { stepStackSet } from './stack-sets/stack-set-job';
import { stackSetOperationOperations } from './stack-sets/stack-set-operations';
import { stackSetViewOperations } from './stack-sets/stack-set-views';
import { stackSetOperations } from './stack-sets/stack-sets';

// For services that make stacks. Every function runs inside the caller's transaction; what a stack then does is a job of
// its own, of whose end `stackListeners` hear. A deletion that can't begin, because an export is in use, ends with the
// status that the stack had before, and a reason.
export { createChangeSet } from './change-sets/create-change-set';
export { deleteChangeSet, executeChangeSet } from './change-sets/execute-change-set';
export { changeSetAt } from './change-sets/state';
export { noteDeletedStacks } from './deleted-stacks';
// For services that look at what stacks made or left behind.
export { type DeletionRefusal, deletionRefusal } from './deletion-refusals';
export { createStack } from './engine/create-stack';
export { deleteStack } from './engine/delete-stack';
export type { StackRequest } from './engine/stack-request';
export { updateStack } from './engine/update-stack';
export {
  arnOfExisting,
  changeExisting,
  type Existing,
  existingIn,
  findExisting,
  forgetExisting,
  requestFor,
  tagsOfExisting,
} from './inventory';
export { listResourcesByType, stackResources } from './resource-rows';
export { simulatedProvider } from './resources/simulated-provider';
export { findRetained, type RetainedRecord, removeRetained, retainedIn } from './retained';
export { deployToMovedAccount } from './stack-sets/auto-deployment';
export { stackOfSetEnded } from './stack-sets/stack-set-job';
export { findStack, newestReason, type StackRecord, type StackScope } from './state';
export { readTemplate, storedTemplate, storeTemplate, templateText } from './template-store';

/** AWS CloudFormation: stacks, change sets and stack sets. */
export const cloudformation = rpcService({
  signingName: 'cloudformation',
  access: cloudformationAccess,
  protocol: 'query',
  version: '2010-05-15',
  model,
  operations: {
    ...changeSetOperations,
    ...describeStackOperations,
    ...organizationsAccessOperations,
    ...stackEventOperations,
    ...stackExportOperations,
    ...stackImportOperations,
    ...stackInstanceOperations,
    ...stackOperations,
    ...stackProtectionOperations,
    ...stackResourceOperations,
    ...stackSetOperationOperations,
    ...stackSetOperations,
    ...stackSetViewOperations,
    ...templateOperations,
    ...updateControlOperations,
  },
  providers: { 'AWS::CloudFormation::Stack': nestedStackProvider },
  jobs: { [STACK_JOB]: stepStack, [CHANGE_SET_JOB]: computeChangeSet, [STACK_SET_JOB]: stepStackSet },
  underWay,
  validationCode: 'ValidationError',
  throttling: { code: 'Throttling', status: 400 },
});
