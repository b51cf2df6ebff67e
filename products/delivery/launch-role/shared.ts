import {
  type LaunchRoleStatement,
  launchArn,
  manageLogGroups,
  manageRoles,
  passRole,
  stackRoles,
} from '../../../catalog/product';

/** The role that deploys has a name, for portfolios to know it by. */
const ownRoles = [...stackRoles, launchArn('iam', 'role/BellyfedDelivery-*', { region: '' })];

/** What projects and pipelines alike need: roles and logs. */
export const sharedStatements: readonly LaunchRoleStatement[] = [
  manageRoles('Roles', ownRoles),
  passRole('PassBuildRoles', 'codebuild.amazonaws.com', ownRoles),
  passRole('PassPipelineRoles', 'codepipeline.amazonaws.com', ownRoles),
  ...manageLogGroups('BuildLogs'),
];
