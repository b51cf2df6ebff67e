import { type CloudFormationClient, paginateListExports, paginateListStacks } from '@aws-sdk/client-cloudformation';
import { type IAMClient, paginateListRoles } from '@aws-sdk/client-iam';
import { paginateSearchProvisionedProducts, type ServiceCatalogClient } from '@aws-sdk/client-service-catalog';

/** Clients for the look at the whole account. */
interface Clients {
  readonly cloudformation: CloudFormationClient;
  readonly iam: IAMClient;
  readonly catalog: ServiceCatalogClient;
}

/** Stacks, roles and exports that contradict each other, whether they were acknowledged or not. */
export async function halfMade({ cloudformation, iam, catalog }: Clients): Promise<string[]> {
  const alive = (await allStacks(cloudformation)).filter(({ status }) => status !== 'DELETE_COMPLETE');
  const unfit = alive.filter(({ status }) => !/^(CREATE|UPDATE)_COMPLETE$/.test(status));
  const launched = new Set<string>();
  for await (const page of paginateSearchProvisionedProducts({ client: catalog }, {})) {
    for (const { Name } of page.ProvisionedProducts ?? []) launched.add(Name ?? '');
  }
  const named = alive.map(({ name }) => name).filter((name) => !name.startsWith('SC-'));
  const expected = [...named, ...launched].sort();
  const roles: string[] = [];
  for await (const page of paginateListRoles({ client: iam }, {})) {
    roles.push(...(page.Roles ?? []).flatMap(({ RoleName }) => /^role-(.+)$/.exec(RoleName ?? '')?.[1] ?? []));
  }
  const exported: string[] = [];
  for await (const page of paginateListExports({ client: cloudformation }, {})) {
    exported.push(...(page.Exports ?? []).flatMap(({ Name }) => /^export-(.+)$/.exec(Name ?? '')?.[1] ?? []));
  }
  return [
    ...unfit.map(({ name, status }) => `stack ${name} is ${status}`),
    ...difference(expected, roles).map((name) => `${name}: a stack without its role, or a role without its stack`),
    ...difference(expected, exported).map((name) => `${name}: a stack without its export, or the reverse`),
  ];
}

/** Every stack, the deleted ones too. */
export async function allStacks(client: CloudFormationClient): Promise<{ name: string; status: string }[]> {
  const stacks: { name: string; status: string }[] = [];
  for await (const page of paginateListStacks({ client }, {})) {
    for (const { StackName = '', StackStatus = '' } of page.StackSummaries ?? []) {
      stacks.push({ name: StackName, status: StackStatus });
    }
  }
  return stacks;
}

function difference(expected: readonly string[], found: readonly string[]): string[] {
  return [...expected.filter((each) => !found.includes(each)), ...found.filter((each) => !expected.includes(each))];
}
