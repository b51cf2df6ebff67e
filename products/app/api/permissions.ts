import { type LaunchRoleStatement, launchArn } from '../../../catalog/product';

/** API Gateway's own ARNs carry no account: they name the paths of its API. */
const gateway = (...paths: string[]) => paths.map((path) => launchArn('apigateway', path, { account: '' }));

/** Launch permissions of the REST API. */
export const apiPermissions: readonly LaunchRoleStatement[] = [
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
];
