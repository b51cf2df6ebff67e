import { type LaunchRoleStatement, launchArn, stackRoles } from '../../catalog/product';
import { pipelinePermissions } from '../shared/pipelines/permissions';
import { imagePermissions } from './storage/permissions';

/** The role that deploys has a name, for portfolios to know it by. */
const ownRoles = [...stackRoles, launchArn('iam', 'role/BellyfedDelivery-*', { region: '' })];

const reports: LaunchRoleStatement = {
  Sid: 'ReportGroups',
  Effect: 'Allow',
  Action: [
    'codebuild:BatchGetReportGroups',
    'codebuild:CreateReportGroup',
    'codebuild:DeleteReportGroup',
    'codebuild:UpdateReportGroup',
  ],
  Resource: [launchArn('codebuild', 'report-group/bellyfed-*')],
};

/** Statements that launching, updating and terminating delivery needs. */
export const deliveryLaunchRole: readonly LaunchRoleStatement[] = [
  ...pipelinePermissions({ product: 'delivery', roles: ownRoles }),
  ...imagePermissions,
  reports,
];
