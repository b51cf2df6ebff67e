import type { JobHandler } from '../../../kernel/jobs';
import type { Operation } from '../../../kernel/service';
import { STACK_SET_JOB } from './begin-operation';
import {
  activateOrganizationsAccess,
  deactivateOrganizationsAccess,
  describeOrganizationsAccess,
} from './organizations-access';
import {
  createStackInstances,
  deleteStackInstances,
  describeStackInstance,
  listAutoDeploymentTargets,
  listStackInstances,
} from './stack-instances';
import { stepStackSet } from './stack-set-job';
import {
  describeStackSetOperation,
  listStackSetOperationResults,
  listStackSetOperations,
} from './stack-set-operations';
import { describeStackSet, listStackSets } from './stack-set-views';
import { createStackSet, deleteStackSet, updateStackSet } from './stack-sets';

export { deployToMovedAccount } from './auto-deployment';
export { stackOfSetEnded } from './stack-set-job';

/** CloudFormation's operations on stack sets. */
export const stackSetOperations: Readonly<Record<string, Operation>> = {
  ActivateOrganizationsAccess: activateOrganizationsAccess,
  CreateStackInstances: createStackInstances,
  CreateStackSet: createStackSet,
  DeactivateOrganizationsAccess: deactivateOrganizationsAccess,
  DeleteStackInstances: deleteStackInstances,
  DeleteStackSet: deleteStackSet,
  DescribeOrganizationsAccess: describeOrganizationsAccess,
  DescribeStackInstance: describeStackInstance,
  DescribeStackSet: describeStackSet,
  DescribeStackSetOperation: describeStackSetOperation,
  ListStackInstances: listStackInstances,
  ListStackSetAutoDeploymentTargets: listAutoDeploymentTargets,
  ListStackSetOperationResults: listStackSetOperationResults,
  ListStackSetOperations: listStackSetOperations,
  ListStackSets: listStackSets,
  UpdateStackSet: updateStackSet,
};

/** The jobs of stack sets, by kind. */
// biome-ignore lint/suspicious/noExplicitAny: each handler knows its own payload; the queue keeps them apart by kind.
export const stackSetJobs: Readonly<Record<string, JobHandler<any>>> = { [STACK_SET_JOB]: stepStackSet };
