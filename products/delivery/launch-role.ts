import {
  type LaunchRoleStatement,
  launchArn,
  manageLogGroups,
  manageRoles,
  passRole,
  stackRoles,
} from '../../catalog/product';
import { pipelinePermissions } from './pipelines/permissions';
import { projectPermissions } from './projects/permissions';
import { sourcePermissions } from './source/permissions';
import { storagePermissions } from './storage/permissions';

/** The role that deploys has a name, for portfolios to know it by. */
const ownRoles = [...stackRoles, launchArn('iam', 'role/BellyfedDelivery-*', { region: '' })];

/** What projects and pipelines alike need: roles and logs. */
const shared: readonly LaunchRoleStatement[] = [
  ...manageRoles('Roles', { roles: ownRoles }),
  passRole('PassBuildRoles', 'codebuild.amazonaws.com', ownRoles),
  passRole('PassPipelineRoles', 'codepipeline.amazonaws.com', ownRoles),
  ...manageLogGroups('BuildLogs'),
];

/** What launching, updating and terminating delivery needs. */
export const deliveryLaunchRole: readonly LaunchRoleStatement[] = [
  ...shared,
  ...storagePermissions,
  ...sourcePermissions,
  ...projectPermissions,
  ...pipelinePermissions,
];
