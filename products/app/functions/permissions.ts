import {
  encryptVariables,
  type LaunchRoleStatement,
  manageEventSourceMappings,
  stackNamed,
} from '../../../catalog/product';

const functions = [stackNamed('lambda', 'function:')];

/** Launch permissions of the functions, and of what hands them the events of the queues. */
export const functionPermissions: readonly LaunchRoleStatement[] = [
  {
    Sid: 'Functions',
    Effect: 'Allow',
    Action: [
      'lambda:AddPermission',
      'lambda:CreateFunction',
      'lambda:DeleteFunction',
      'lambda:GetFunction',
      'lambda:GetFunctionCodeSigningConfig',
      'lambda:GetFunctionRecursionConfig',
      'lambda:GetFunctionScalingConfig',
      'lambda:GetPolicy',
      'lambda:GetRuntimeManagementConfig',
      'lambda:RemovePermission',
      'lambda:UpdateFunctionCode',
      'lambda:UpdateFunctionConfiguration',
    ],
    Resource: functions,
  },
  ...encryptVariables,
  ...manageEventSourceMappings('EventSourceMappings', functions),
];
