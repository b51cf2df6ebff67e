import { isObject, type Json, parseTemplate, type Template } from '../../../catalog/template';
import { stackNames } from '../../../portfolios/publish';
import type { AccountView } from '../account-view';
import type { Examination } from '../examination';
import { awsCommand, deployingSpoke, inTurn, publishing, type Remedy } from '../remedy';

/** The stack that has an account's launch roles, as it is deployed. */
interface RoleStack {
  readonly template: Template;
  readonly text: string;
  /** Physical ids by logical id. */
  readonly resources: ReadonlyMap<string, string>;
}

/** Deploys the stack that has the launch roles. */
export function deployingRoles({ hub, hubAccount }: Examination, launching: AccountView): Remedy {
  return launching.id === hub?.id ? publishing(launching) : deployingSpoke(launching, { HubAccount: hubAccount });
}

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
  const stack = await roleStack(launching);
  const policies = stack && policiesOf(stack, name);
  if (!policies) return deployingRoles(examination, launching);
  const make = awsCommand(launching, 'iam create-role', { 'role-name': name, 'assume-role-policy-document': trust });
  return inTurn(make, ...policies.map((arn) => attaching(launching, name, arn)));
}

/**
 * Gives a launch role the permissions that it lacks: by the stack where it doesn't know them yet, by attaching the policies
 * that the stack made where somebody has detached them, else by a policy of the role's own.
 *
 * @param missing the statements that the role lacks, with the actions that it lacks
 */
export async function permitting(
  examination: Examination,
  launching: AccountView,
  name: string,
  missing: readonly { readonly Action: readonly string[] }[],
): Promise<Remedy> {
  const stack = await roleStack(launching);
  const policies = stack && policiesOf(stack, name);
  if (
    !stack ||
    !policies ||
    missing.some(({ Action }) => Action.some((action) => !stack.text.includes(`"${action}"`)))
  ) {
    return deployingRoles(examination, launching);
  }
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
    'policy-document': { Version: '2012-10-17', Statement: missing },
  });
}

function attaching(launching: AccountView, name: string, arn: string): Remedy {
  return awsCommand(launching, 'iam attach-role-policy', { 'role-name': name, 'policy-arn': arn });
}

/** The account's stack in its home region, which alone has roles; undefined where it isn't in this region. */
async function roleStack(launching: AccountView): Promise<RoleStack | undefined> {
  for (const name of [stackNames.account, stackNames.spoke]) {
    const resources = await launching.stack(name);
    if (!resources) continue;
    const cloudFormation = await launching.target.cloudFormation();
    const { TemplateBody: text = '' } = await cloudFormation.getTemplate({ StackName: name });
    const ids = resources.map(
      ({ LogicalResourceId = '', PhysicalResourceId = '' }) => [LogicalResourceId, PhysicalResourceId] as const,
    );
    return { template: parseTemplate(text), text, resources: new Map(ids) };
  }
  return undefined;
}

/** ARNs of the policies that the stack has made for a role; undefined where it has no such role. */
function policiesOf({ template, resources }: RoleStack, name: string): string[] | undefined {
  const [id, role] =
    Object.entries(template.Resources).find(
      ([, { Type, Properties }]) => Type === 'AWS::IAM::Role' && isObject(Properties) && Properties.RoleName === name,
    ) ?? [];
  if (id === undefined || !resources.has(id) || !isObject(role?.Properties)) return undefined;
  return references(role.Properties.ManagedPolicyArns).flatMap((logicalId) => resources.get(logicalId) ?? []);
}

function references(list: Json | undefined): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item) => (isObject(item) && typeof item.Ref === 'string' ? [item.Ref] : []));
}
