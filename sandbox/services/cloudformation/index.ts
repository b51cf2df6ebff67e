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

export { deployToMovedAccount, stackOfSetEnded } from './stack-sets';

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
