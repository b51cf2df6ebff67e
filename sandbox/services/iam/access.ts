import { inputText } from '../../kernel/input-text';
import type { AskedResource, OperationCall, ServiceAccess } from '../../kernel/service-access';
import { serviceLinkedRolePath } from './service-linked-role';
import { findManagedPolicy, findRole, type RoleRecord } from './state';

/**
 * Resources that calls of IAM are about. Refusals name roles and policies by their kind, as AWS's do, but for what is to be made.
 *
 * @see https://github.com/aws/aws-cdk/issues/27067 for `on resource: role …`.
 */
export const iamAccess: ServiceAccess = {
  resources(asked, types) {
    const { operation, input, accountId } = asked;
    const path = inputText(input, 'Path') ?? '/';
    if (operation === 'CreateServiceLinkedRole') {
      return [
        { arn: `arn:aws:iam::${accountId}:role${serviceLinkedRolePath(inputText(input, 'AWSServiceName') ?? '')}*` },
      ];
    }
    if (types.includes('role')) return named(asked, 'RoleName', (name) => roleResource(asked, name, path));
    if (types.includes('policy')) {
      return (
        named(asked, 'PolicyArn', (arn) => policyResource(asked, arn)) ??
        named(asked, 'PolicyName', (name) => ({ arn: `arn:aws:iam::${accountId}:policy${path}${name}` }))
      );
    }
    if (types.includes('instance-profile')) {
      const profile = (name: string) => ({ arn: `arn:aws:iam::${accountId}:instance-profile${path}${name}` });
      return named(asked, 'InstanceProfileName', profile);
    }
    return undefined;
  },

  inputKeys: ['iam:PolicyARN', 'iam:AWSServiceName'],

  // Of a call that sets a boundary, that one; of any other on a role, the one that the role has:
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
  keyValue(key, { operation, input, db, accountId }) {
    if (key !== 'iam:permissionsboundary') return undefined;
    const sets = operation === 'CreateRole' || operation === 'PutRolePermissionsBoundary';
    const role = findRole(db, accountId, inputText(input, 'RoleName') ?? '');
    return (sets ? inputText(input, 'PermissionsBoundary') : role?.permissionsBoundary) ?? [];
  },
};

function named(
  { input }: OperationCall,
  member: string,
  resource: (value: string) => AskedResource,
): readonly AskedResource[] | undefined {
  const value = inputText(input, member) ?? (member === 'RoleName' ? roleNameIn(input) : undefined);
  return value === undefined ? undefined : [resource(value)];
}

/** The role whose policies a simulation is about. */
function roleNameIn(input: OperationCall['input']): string | undefined {
  return /:role\/(?:.*\/)?([^/]+)$/.exec(inputText(input, 'PolicySourceArn') ?? '')?.[1];
}

function roleResource({ operation, db, accountId }: OperationCall, name: string, path: string): AskedResource {
  const role: RoleRecord | undefined = findRole(db, accountId, name);
  const arn = role?.arn ?? `arn:aws:iam::${accountId}:role${path}${name}`;
  return operation === 'CreateRole' ? { arn } : { arn, tags: role?.tags, shown: `role ${name}` };
}

function policyResource({ db, accountId }: OperationCall, arn: string): AskedResource {
  return { arn, tags: findManagedPolicy(db, accountId, arn)?.tags, shown: `policy ${arn}` };
}
