import * as model from '@aws-sdk/client-service-quotas';
import type { RpcService } from '../../kernel/service';
import { getDefaultQuota, getServiceQuota, listServiceQuotas, requestIncrease } from './operations';

/** Service Quotas: how much of some things an account may have. The sandbox tells, and enforces nothing. */
export const serviceQuotas: RpcService = {
  signingName: 'servicequotas',
  protocol: 'json',
  targetPrefix: 'ServiceQuotasV20190624',
  model,
  operations: {
    GetAWSDefaultServiceQuota: getDefaultQuota,
    GetServiceQuota: getServiceQuota,
    ListServiceQuotas: listServiceQuotas,
    RequestServiceQuotaIncrease: requestIncrease,
  },
  validationCode: 'ValidationException',
  throttling: { code: 'TooManyRequestsException', status: 400 },
};
