import type { OperationCall, ServiceAccess } from '../../kernel/service-access';

/** API Gateway's actions are HTTP's methods: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-iam-policy-examples.html */
export const apiGatewayAccess: ServiceAccess = {
  actions: ({ operation }) => [operation === 'GetAccount' ? 'GET' : 'PATCH'],
  resources: ({ region }) => [{ arn: `arn:aws:apigateway:${region}::/account` }],
  passedRoles({ input }: OperationCall) {
    const { patchOperations = [] } = input as { patchOperations?: readonly { path?: string; value?: string }[] };
    const roles = patchOperations.flatMap(({ path, value }) => (path === '/cloudwatchRoleArn' && value ? [value] : []));
    return roles.map((arn) => ({ arn, to: 'apigateway.amazonaws.com' }));
  },
};
