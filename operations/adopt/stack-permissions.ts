import type { PolicyStatement } from '../../catalog/permissions';
import type { LaunchRoleStatement } from '../../catalog/product';
import { policyStatement } from '../../portfolios/launch-role/launch-statements';

/** Pattern by which launch roles name what their own stacks make: Service Catalog's stacks begin so, and name what has no name. */
const LAUNCHED = /SC-\*/i;

/** A statement as it stands in a policy. */
export type StackStatement = PolicyStatement & { readonly Sid: string; readonly Action: readonly string[] };

/**
 * Statements that a launch role needs beyond its own to update and terminate a stack that Service Catalog didn't
 * name: the same actions on the stack and on what it has named after itself.
 *
 * @param statements of the launch role
 * @param stack name and id of the stack, and its account
 */
export function stackPermissions(
  statements: readonly LaunchRoleStatement[],
  { name, arn }: { readonly name: string; readonly arn: string },
): StackStatement[] {
  if (name.startsWith('SC-')) return [];
  const [, partition = 'aws', , , account = ''] = arn.split(':');
  return statements.flatMap((statement): StackStatement[] => {
    const { Resource: resources, Sid, Action } = statement;
    if (resources === '*') return [];
    const named = resources.filter((resource) => LAUNCHED.test(resource));
    if (named.length === 0) return [];
    const written = policyStatement({ ...statement, Resource: named }, { partition, account });
    const Resource = [written.Resource ?? []].flat().map((resource) => resourceOf(resource, name, arn));
    return [{ ...written, Sid: `Imported${Sid}`, Action, Resource }];
  });
}

function resourceOf(resource: string, name: string, arn: string): string {
  if (/:stack\/SC-\*$/.test(resource)) return arn;
  return resource.replace(LAUNCHED, (prefix) => `${prefix === 'sc-*' ? name.toLowerCase() : name}-*`);
}
