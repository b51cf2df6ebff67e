import * as model from '@aws-sdk/client-ssm';
import { rpcService } from '../../kernel/service';
import { ssmAccess } from './access';
import { changeParameterOperations } from './change-parameters';
import { getParameterOperations } from './get-parameters';
import { parameterProvider } from './provider';
import { putParameterOperations } from './put-parameter';
import { tagOperations } from './tags';

export { addParameter, type ParameterValue, parameterValue } from './state';

/** AWS Systems Manager: the parameter store. */
export const ssm = rpcService({
  signingName: 'ssm',
  access: ssmAccess,
  protocol: 'json',
  targetPrefix: 'AmazonSSM',
  model,
  operations: {
    ...changeParameterOperations,
    ...getParameterOperations,
    ...putParameterOperations,
    ...tagOperations,
  },
  providers: { 'AWS::SSM::Parameter': parameterProvider },
  validationCode: 'ValidationException',
  throttling: { code: 'ThrottlingException', status: 400 },
});
