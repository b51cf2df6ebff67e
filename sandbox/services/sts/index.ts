import * as model from '@aws-sdk/client-sts';
import type { RpcService } from '../../kernel/service';
import { assumeRole } from './assume-role';
import { getCallerIdentity } from './get-caller-identity';

/** AWS Security Token Service: who calls, and sessions of roles. */
export const sts: RpcService = {
  signingName: 'sts',
  protocol: 'query',
  version: '2011-06-15',
  model,
  operations: { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity },
  validationCode: 'ValidationError',
  throttling: { code: 'Throttling', status: 400 },
};
