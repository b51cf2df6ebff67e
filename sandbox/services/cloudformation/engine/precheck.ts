import { knownSchemaProblems, schemaProblems } from '../../../../catalog/validation';
import { setImports } from '../exports';
import { policyProblem } from '../stack-policy';
import type { Plan } from './plan';
import type { StackSession } from './stack-session';

/**
 * Checks that an operation makes before it touches anything: the schemas of all resources, and whether the stack policy
 * lets those go that the template no longer has. From now on the stack counts as a reader of what it imports.
 *
 * @returns what to wait for before it is asked again, where the schemas have yet to be asked
 */
export function precheck(session: StackSession, plan: Plan): Promise<unknown> | undefined {
  const { stack, operation, work } = session;
  const problems = knownSchemaProblems(plan.evaluated, stack.region);
  if (!problems) return schemaProblems(plan.evaluated, stack.region);
  operation.begun = true;
  operation.problems = Object.fromEntries(problems.map(({ logicalId, message }) => [logicalId, message]));
  setImports(work.db, stack, [...new Set([...stack.imports, ...plan.imports])]);
  if (operation.policy === undefined) return undefined;
  for (const resource of session.resources.values()) {
    if (plan.dependencies.has(resource.logicalId)) continue;
    const problem = policyProblem(operation.policy, 'Update:Delete', resource);
    if (problem === undefined) continue;
    session.resourceStatus(resource, 'UPDATE_FAILED', problem);
    operation.failed.update.push(resource.logicalId);
  }
  return undefined;
}
