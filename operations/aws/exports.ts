import { isAccessDenied } from './aws-error';
import type { AwsTarget } from './aws-target';

/** Names of all the exports of the account and region; undefined where the caller may not list them. */
export async function exportedNames(target: AwsTarget): Promise<ReadonlySet<string> | undefined> {
  const exported = await exportedValues(target);
  return exported && new Set(exported.keys());
}

/** All the exports of the account and region, by name; undefined where the caller may not list them. */
export async function exportedValues(
  target: Pick<AwsTarget, 'cloudFormation'>,
): Promise<ReadonlyMap<string, string> | undefined> {
  const cloudFormation = await target.cloudFormation();
  const values = new Map<string, string>();
  let token: string | undefined;
  try {
    do {
      const page = await cloudFormation.listExports({ NextToken: token });
      for (const { Name = '', Value = '' } of page.Exports ?? []) values.set(Name, Value);
      token = page.NextToken;
    } while (token !== undefined);
  } catch (error) {
    if (isAccessDenied(error)) return undefined;
    throw error;
  }
  return values;
}
