import * as model from '@aws-sdk/client-service-quotas';
import { rpcService } from '../../kernel/service';
import { servicequotasOperations } from './operations';

/** Service Quotas: how much of some things an account may have. The sandbox tells, and enforces nothing. */
export const serviceQuotas = rpcService({
  signingName: 'servicequotas',
  protocol: 'json',
  targetPrefix: 'ServiceQuotasV20190624',
  model,
  operations: servicequotasOperations,
  validationCode: 'ValidationException',
  throttling: { code: 'TooManyRequestsException', status: 400 },
});
