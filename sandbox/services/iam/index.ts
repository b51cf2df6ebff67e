import * as model from '@aws-sdk/client-iam';
import type { RpcService } from '../../kernel/service';
import { operations } from './operations';
import { providers } from './providers';

export {
  addRole,
  boundaryPolicy,
  findRole,
  type RoleRecord,
  rolePolicies,
  unjudgedPolicies,
} from './state';

/** AWS Identity and Access Management: roles and policies. */
export const iam: RpcService = {
  signingName: 'iam',
  protocol: 'query',
  version: '2010-05-08',
  model,
  operations,
  providers,
  validationCode: 'ValidationError',
  throttling: { code: 'Throttling', status: 400 },
};
