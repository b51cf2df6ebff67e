import * as model from '@aws-sdk/client-cloudformation';
import type { RpcService } from '../../kernel/service';
import { computeChangeSet } from './change-sets/change-set-job';
import {
  createChangeSet,
  deleteChangeSet,
  describeChangeSet,
  executeChangeSet,
  listChangeSets,
} from './change-sets/change-sets';
import { CHANGE_SET_JOB } from './change-sets/create-change-set';
import { stepStack } from './engine/stack-job';
import { STACK_JOB } from './engine/start-operation';
import { describeStacks, listStacks } from './operations/describe-stacks';
import { describeEvents, describeStackEvents } from './operations/stack-events';
import { listExports, listImports } from './operations/stack-exports';
import { getStackPolicy, setStackPolicy, updateTerminationProtection } from './operations/stack-protection';
import { describeStackResource, describeStackResources, listStackResources } from './operations/stack-resources';
import { createStack, deleteStack, updateStack } from './operations/stacks';
import { getTemplate, getTemplateSummary, validateTemplate } from './operations/templates';
import { cancelUpdateStack, continueUpdateRollback } from './operations/update-control';
import { nestedStackProvider } from './resources/nested-stack';
import { stackSetJobs, stackSetOperations } from './stack-sets';

// For services that make stacks. Every function runs inside the caller's transaction; what a stack then does is a job of
// its own, of whose end `stackListeners` hear. A deletion that can't begin, because an export is in use, ends with the
// status that the stack had before, and a reason.
export { createChangeSet } from './change-sets/create-change-set';
export { deleteChangeSet, executeChangeSet } from './change-sets/execute-change-set';
export { changeSetAt } from './change-sets/state';
export { createStack } from './engine/create-stack';
export { deleteStack } from './engine/delete-stack';
export type { StackRequest } from './engine/stack-request';
export { updateStack } from './engine/update-stack';
// For services that look at what stacks made or left behind.
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
export { simulatedProvider } from './resources/simulated-provider';
export { findRetained, type RetainedRecord, removeRetained, retainedIn } from './retained';
export { deployToMovedAccount, stackOfSetEnded } from './stack-sets';
export { findStack, newestReason, type StackRecord, type StackScope, stackResources } from './state';
export { readTemplate, storedTemplate, storeTemplate, templateText } from './template-store';

/** AWS CloudFormation: stacks, change sets and stack sets. */
export const cloudformation: RpcService = {
  signingName: 'cloudformation',
  protocol: 'query',
  version: '2010-05-15',
  model,
  operations: {
    CancelUpdateStack: cancelUpdateStack,
    ContinueUpdateRollback: continueUpdateRollback,
    CreateChangeSet: createChangeSet,
    CreateStack: createStack,
    DeleteChangeSet: deleteChangeSet,
    DeleteStack: deleteStack,
    DescribeChangeSet: describeChangeSet,
    DescribeEvents: describeEvents,
    DescribeStackEvents: describeStackEvents,
    DescribeStackResource: describeStackResource,
    DescribeStackResources: describeStackResources,
    DescribeStacks: describeStacks,
    ExecuteChangeSet: executeChangeSet,
    GetStackPolicy: getStackPolicy,
    GetTemplate: getTemplate,
    GetTemplateSummary: getTemplateSummary,
    ListChangeSets: listChangeSets,
    ListExports: listExports,
    ListImports: listImports,
    ListStackResources: listStackResources,
    ListStacks: listStacks,
    SetStackPolicy: setStackPolicy,
    UpdateStack: updateStack,
    UpdateTerminationProtection: updateTerminationProtection,
    ValidateTemplate: validateTemplate,
    ...stackSetOperations,
  },
  providers: { 'AWS::CloudFormation::Stack': nestedStackProvider },
  jobs: { [STACK_JOB]: stepStack, [CHANGE_SET_JOB]: computeChangeSet, ...stackSetJobs },
  validationCode: 'ValidationError',
  throttling: { code: 'Throttling', status: 400 },
};
