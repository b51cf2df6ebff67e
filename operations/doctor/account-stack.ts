import { isObject, type Json, type Template } from '../../catalog/template';
import { stackNames } from '../../portfolios/publish';
import { stackOfGuard } from '../aws/guard-stack';
import { readStackTemplate } from '../aws/stack-template';
import { type AccountView, viewAccount } from './account-view';
import type { Examination } from './examination';

/** Stack of what an account needs that launches (launch roles, API Gateway's role for logs), as it is deployed. */
export interface AccountStack {
  readonly name: string;
  readonly status: string;
  /** Answers to its form. */
  readonly answers: Readonly<Record<string, string>>;
  readonly template: Template;
  readonly text: string;
  /** Physical ids by logical id. */
  readonly resources: ReadonlyMap<string, string>;
}

/** The account in the region that its roles are deployed in: the first of the context's in the hub's own, else this one. */
export async function homeView({ settings, hub }: Examination, launching: AccountView): Promise<AccountView> {
  const [home] = settings.regions;
  if (home === undefined || home === launching.region || launching.id !== hub?.id) return launching;
  return viewAccount(await launching.target.inRegion(home), launching.id);
}

/** The stack of the catalog that an account has in a region; undefined where there is none. */
export async function accountStack(launching: AccountView): Promise<AccountStack | undefined> {
  for (const name of [stackNames.account, stackNames.spoke, stackNames.guard, await stackOfGuard(launching.target)]) {
    const resources = name === undefined ? undefined : await launching.stack(name);
    if (name === undefined || !resources) continue;
    const cloudFormation = await launching.target.cloudFormation();
    const { TemplateBody: text = '' } = await cloudFormation.getTemplate({ StackName: name });
    const ids = resources.map(
      ({ LogicalResourceId = '', PhysicalResourceId = '' }) => [LogicalResourceId, PhysicalResourceId] as const,
    );
    const { Stacks: [stack] = [] } = await cloudFormation.describeStacks({ StackName: name });
    const answers = (stack?.Parameters ?? []).map(({ ParameterKey = '', ParameterValue = '' }) => [
      ParameterKey,
      ParameterValue,
    ]);
    return {
      ...{ name, status: stack?.StackStatus ?? '', answers: Object.fromEntries(answers) },
      ...{ template: readStackTemplate(name, text), text, resources: new Map(ids) },
    };
  }
  return undefined;
}

/** ARNs of the policies that the stack has made for a role; undefined where it has no such role. */
export function policiesOf({ template, resources }: AccountStack, name: string): string[] | undefined {
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

/** Name of the role by which the stack lets API Gateway write logs; undefined where it doesn't. */
export function apiLogsRole({ template, resources }: AccountStack): string | undefined {
  const setting = Object.entries(template.Resources).find(([, { Type }]) => Type === 'AWS::ApiGateway::Account');
  if (!setting || !resources.has(setting[0]) || !isObject(setting[1].Properties)) return undefined;
  const { CloudWatchRoleArn: arn } = setting[1].Properties;
  const target = isObject(arn) ? arn['Fn::GetAtt'] : undefined;
  return Array.isArray(target) && typeof target[0] === 'string' ? resources.get(target[0]) : undefined;
}
