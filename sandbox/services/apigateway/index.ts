import * as model from '@aws-sdk/client-api-gateway';
import { restJsonService } from '../../http/protocol/rest-json';
import { apiGatewayAccess } from './access';
import { accountOperations } from './account';

/** API Gateway, as far as an account's own settings go. */
export const apiGateway = restJsonService({
  signingName: 'apigateway',
  access: apiGatewayAccess,
  model,
  operations: { ...accountOperations, ...accountOperations },
  validationCode: 'BadRequestException',
});
