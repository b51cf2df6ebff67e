import { type LaunchRoleStatement, launchArn, manageEventSourceMappings, stackNamed } from '../../../catalog/product';

/** API Gateway's own ARNs carry no account: they name the paths of its API. */
const gateway = (...paths: string[]) => paths.map((path) => launchArn('apigateway', path, { account: '' }));
const functions = [stackNamed('lambda', 'function:')];

/** What the REST API and the functions need. */
export const apiStatements: readonly LaunchRoleStatement[] = [
  {
    Sid: 'RestApi',
    Effect: 'Allow',
    Action: ['apigateway:DELETE', 'apigateway:GET', 'apigateway:PATCH', 'apigateway:POST', 'apigateway:PUT'],
    Resource: gateway('/restapis', '/restapis/*', '/apikeys', '/apikeys/*', '/usageplans', '/usageplans/*', '/tags/*'),
  },
  {
    Sid: 'RestApiPolicy',
    Effect: 'Allow',
    Action: ['apigateway:UpdateRestApiPolicy'],
    Resource: gateway('/restapis', '/restapis/*'),
  },
  {
    Sid: 'ProtectStage',
    Effect: 'Allow',
    Action: ['apigateway:SetWebACL'],
    Resource: gateway('/restapis/*/stages/*'),
  },
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
  ...manageEventSourceMappings('EventSourceMappings', functions),
];
