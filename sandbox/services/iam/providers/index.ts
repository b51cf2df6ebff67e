import type { ResourceProvider } from '../../../kernel/work';
import { instanceProfileProvider } from './instance-profile';
import { managedPolicyProvider } from './managed-policy';
import { policyProvider, rolePolicyProvider } from './policy';
import { roleProvider } from './role';

/** The resource types of CloudFormation that come into being in IAM. */
export const providers: Readonly<Record<string, ResourceProvider>> = {
  'AWS::IAM::InstanceProfile': instanceProfileProvider,
  'AWS::IAM::ManagedPolicy': managedPolicyProvider,
  'AWS::IAM::Policy': policyProvider,
  'AWS::IAM::Role': roleProvider,
  'AWS::IAM::RolePolicy': rolePolicyProvider,
};
