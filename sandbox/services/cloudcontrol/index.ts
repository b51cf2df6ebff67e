import * as model from '@aws-sdk/client-cloudcontrol';
import { rpcService } from '../../kernel/service';
import { carryOut } from './carry-out';
import { REQUEST_JOB, requestOperations } from './requests';
import { resourceOperations } from './resources';

/** AWS Cloud Control API over the resources that stacks made: what they have, and what they left behind. */
export const cloudControl = rpcService({
  signingName: 'cloudcontrolapi',
  access: { prefix: 'cloudformation' },
  protocol: 'json',
  targetPrefix: 'CloudApiService',
  model,
  operations: {
    ...requestOperations,
    ...resourceOperations,
  },
  jobs: { [REQUEST_JOB]: carryOut },
  validationCode: 'ValidationException',
  throttling: { code: 'ThrottlingException', status: 400 },
});
