import type { Role } from '@aws-sdk/client-iam';
import type { Remedy } from '../../../catalog/detailed-error';
import type { PolicyStatement } from '../../../catalog/permissions';
import { type AwsRemedy, awsCommand, inTurn } from '../../aws/aws-command';
import { accountStack, homeView, policiesOf } from '../account-stack';
import type { AccountView } from '../account-view';
import type { Examination } from '../examination';
import type { DenialKind } from '../simulate';
import { deployingStack } from '../write-remedy';

/**
 * Makes a launch role that is missing: by the stack, or by hand where the stack is there and takes the role for made.
 *
 * @param trust the role's trust policy
 */
export async function makingRole(
  examination: Examination,
  launching: AccountView,
  name: string,
  trust: object,
): Promise<Remedy> {
  const home = await homeView(examination, launching);
  const stack = await accountStack(home);
  const policies = stack && policiesOf(stack, name);
  if (!policies) return deployingStack(examination, home);
  const make = awsCommand(launching, 'iam create-role', { 'role-name': name, 'assume-role-policy-document': trust });
  return inTurn(make, ...policies.map((arn) => attaching(launching, name, arn)));
}

/** Part of a statement that a launch role lacks. */
export interface Missing extends PolicyStatement {
  readonly Action: readonly string[];
  readonly kind: DenialKind;
}

/**
 * Gives a launch role the permissions that it lacks: by the stack where it doesn't know them yet, by attaching the policies
 * that the stack made where somebody has detached them, else by a policy of the role's own. What something else takes away
 * is put right there.
 */
export async function permitting(
  examination: Examination,
  launching: AccountView,
  name: string,
  missing: readonly Missing[],
): Promise<Remedy> {
  const taken = missing.find(({ kind }) => kind !== 'unallowed');
  if (taken) return givingBack(launching, name, taken.kind, await launching.role(name));
  const home = await homeView(examination, launching);
  const stack = await accountStack(home);
  const policies = stack && policiesOf(stack, name);
  const isKnown = (action: string) => stack?.text.includes(`"${action}"`);
  if (!policies || missing.some(({ Action }) => !Action.every(isKnown))) return deployingStack(examination, home);
  const iam = await launching.target.iam();
  const { AttachedPolicies = [] } = await iam.listAttachedRolePolicies({ RoleName: name });
  const attached = AttachedPolicies.map(({ PolicyArn }) => PolicyArn);
  const [first, ...more] = policies.filter((arn) => !attached.includes(arn));
  if (first !== undefined) {
    return inTurn(attaching(launching, name, first), ...more.map((arn) => attaching(launching, name, arn)));
  }
  return awsCommand(launching, 'iam put-role-policy', {
    'role-name': name,
    'policy-name': 'CatalogDoctor',
    'policy-document': { Version: '2012-10-17', Statement: missing.map(({ kind: _, ...statement }) => statement) },
  });
}

/** Remedy for what takes a permission away, which isn't ours: only its owner knows what to write in its place. */
function givingBack(launching: AccountView, name: string, kind: DenialKind, role: Role | undefined): Remedy {
  switch (kind) {
    case 'boundary':
      return awsCommand(launching, 'iam create-policy-version', {
        'policy-arn': role?.PermissionsBoundary?.PermissionsBoundaryArn ?? '<boundary>',
        'policy-document': '<the boundary, with these actions>',
        'set-as-default': true,
      });
    case 'organization':
      return awsCommand(launching, 'organizations list-policies-for-target', {
        'target-id': launching.id,
        filter: 'SERVICE_CONTROL_POLICY',
      });
    default:
      return awsCommand(launching, 'iam delete-role-policy', {
        'role-name': name,
        'policy-name': '<the policy that denies it>',
      });
  }
}

function attaching(launching: AccountView, name: string, arn: string): AwsRemedy {
  return awsCommand(launching, 'iam attach-role-policy', { 'role-name': name, 'policy-arn': arn });
}
