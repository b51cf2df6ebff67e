import { type LaunchRoleStatement, launchArn } from '../../../catalog/product';

/** Launch permissions of the build projects and their report groups. */
export const projectPermissions: readonly LaunchRoleStatement[] = [
  {
    Sid: 'Projects',
    Effect: 'Allow',
    Action: [
      'codebuild:BatchGetProjects',
      'codebuild:CreateProject',
      'codebuild:DeleteProject',
      'codebuild:UpdateProject',
    ],
    Resource: [launchArn('codebuild', 'project/bellyfed-*')],
  },
  {
    Sid: 'ReportGroups',
    Effect: 'Allow',
    Action: [
      'codebuild:BatchGetReportGroups',
      'codebuild:CreateReportGroup',
      'codebuild:DeleteReportGroup',
      'codebuild:UpdateReportGroup',
    ],
    Resource: [launchArn('codebuild', 'report-group/bellyfed-*')],
  },
];
