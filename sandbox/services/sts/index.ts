import * as model from '@aws-sdk/client-sts';
import { rpcService } from '../../kernel/service';
import { assumeRoleOperations } from './assume-role';
import { getCallerIdentityOperations } from './get-caller-identity';

/** AWS Security Token Service: who calls, and sessions of roles. */
export const sts = rpcService({
  signingName: 'sts',
  // Anybody may ask who they are, and AssumeRole asks the role's trust policy beside the caller's own.
  access: { actions: () => [] },
  protocol: 'query',
  version: '2011-06-15',
  model,
  operations: { ...assumeRoleOperations, ...getCallerIdentityOperations },
  validationCode: 'ValidationError',
  throttling: { code: 'Throttling', status: 400 },
});
