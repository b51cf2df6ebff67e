import * as model from '@aws-sdk/client-ssm';
import type { RpcService } from '../../service';

export { type ParameterValue, parameterValue } from './state';

/** AWS Systems Manager: the parameter store. */
export const ssm: RpcService = {
  signingName: 'ssm',
  protocol: 'json',
  targetPrefix: 'AmazonSSM',
  model,
  operations: {},
  validationCode: 'ValidationException',
  throttling: { code: 'ThrottlingException', status: 400 },
};
