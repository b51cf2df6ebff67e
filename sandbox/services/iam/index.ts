import * as model from '@aws-sdk/client-iam';
import { rpcService } from '../../kernel/service';
import { iamAccess } from './access';
import { attachmentOperations } from './attachments';
import { instanceProfileOperations } from './instance-profiles';
import { managedPolicyOperations } from './managed-policies';
import { providers } from './providers';
import { rolePolicyOperations } from './role-policies';
import { roleOperations } from './roles';
import { serviceLinkedRoleOperations } from './service-linked-role';
import { simulatePolicyOperations } from './simulate-policy';

export { type Asked, type Denial, denialOf, denialWords, type KeyValue, requestContext } from './judge';
export { policyFrom } from './policy-document';
export {
  addRole,
  boundaryPolicy,
  findRole,
  giveFirstPolicies,
  policyOfArn,
  type RoleRecord,
  rolePolicies,
  unjudgedPolicies,
} from './state';

/** AWS Identity and Access Management: roles and policies. */
export const iam = rpcService({
  signingName: 'iam',
  access: iamAccess,
  protocol: 'query',
  version: '2010-05-08',
  model,
  operations: {
    ...attachmentOperations,
    ...instanceProfileOperations,
    ...managedPolicyOperations,
    ...roleOperations,
    ...rolePolicyOperations,
    ...serviceLinkedRoleOperations,
    ...simulatePolicyOperations,
  },
  providers,
  validationCode: 'ValidationError',
  throttling: { code: 'Throttling', status: 400 },
});
