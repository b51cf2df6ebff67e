import type { CloudFormation, Export } from '@aws-sdk/client-cloudformation';
import { isAccessDenied } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import { allProvisionedProducts } from '../aws/provisioned-product';

/** A reader of what stacks export. */
export interface StackUser {
  /** Name of the provisioned product; of the stack where nobody launched it through Service Catalog. */
  readonly name: string;
  /** Names of the exports that it imports. */
  readonly imports: readonly string[];
}

/** Number of exports that are asked about at a time: CloudFormation answers for one export a call. */
const AT_ONCE = 5;

/**
 * Users of what some stacks export, but for those stacks themselves. CloudFormation will delete none of them before its
 * users are gone.
 *
 * @param stacks ARNs
 * @returns by name; nobody where the caller may not list exports or imports
 */
export async function stackUsers(target: AwsTarget, stacks: readonly string[]): Promise<readonly StackUser[]> {
  try {
    return await exportUsers(target, await exportsOf(await target.cloudFormation(), stacks), stacks);
  } catch (error) {
    if (isAccessDenied(error)) return [];
    throw error;
  }
}

/**
 * Users of some exports.
 *
 * @param exported their names
 * @param stacks ARNs of stacks that don't count
 * @returns by name; rejects where the caller may not list imports
 */
export async function exportUsers(
  target: AwsTarget,
  exported: readonly string[],
  stacks: readonly string[],
): Promise<readonly StackUser[]> {
  const cloudFormation = await target.cloudFormation();
  const names = new Set(stacks.map(nameOf));
  const users = new Map<string, string[]>();
  for (let from = 0; from < exported.length; from += AT_ONCE) {
    const batch = exported.slice(from, from + AT_ONCE);
    const found = await Promise.all(batch.map(async (name) => ({ name, by: await importersOf(cloudFormation, name) })));
    for (const { name, by } of found) {
      for (const user of by) if (!names.has(user)) users.set(user, [...(users.get(user) ?? []), name]);
    }
  }
  return users.size === 0 ? [] : named(target, users);
}

async function exportsOf(cloudFormation: CloudFormation, stacks: readonly string[]): Promise<string[]> {
  const all: Export[] = [];
  let token: string | undefined;
  do {
    const page = await cloudFormation.listExports({ NextToken: token });
    all.push(...(page.Exports ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return all.flatMap(({ ExportingStackId = '', Name }) => (stacks.includes(ExportingStackId) ? (Name ?? []) : []));
}

/** Names of the stacks that import an export. CloudFormation answers with an error where there is none. */
async function importersOf(cloudFormation: CloudFormation, name: string): Promise<string[]> {
  const importers: string[] = [];
  let token: string | undefined;
  try {
    do {
      const page = await cloudFormation.listImports({ ExportName: name, NextToken: token });
      importers.push(...(page.Imports ?? []));
      token = page.NextToken;
    } while (token !== undefined);
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError') return importers;
    throw error;
  }
  return importers;
}

async function named(target: AwsTarget, users: ReadonlyMap<string, readonly string[]>): Promise<StackUser[]> {
  const launched = await allProvisionedProducts(await target.serviceCatalog());
  const names = new Map(launched.map(({ PhysicalId = '', Name }) => [nameOf(PhysicalId), Name]));
  return [...users]
    .map(([stack, imports]) => ({ name: names.get(stack) ?? `the stack ${stack}`, imports }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The name in a stack's ARN. */
function nameOf(stackArn: string): string {
  return stackArn.split('/')[1] ?? stackArn;
}
