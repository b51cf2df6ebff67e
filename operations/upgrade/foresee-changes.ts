import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import { changeSetOf } from '../../catalog/template';
import type { Evaluate } from './evaluate-answers';
import type { ProductChange } from './product-change';

/**
 * Resource changes as CloudFormation's change set would have them, worked out here: for an update that AWS can't be asked
 * to plan.
 *
 * @returns undefined where one of the templates isn't known, or can't be evaluated
 */
export function foreseeChanges(
  { running: { stack, stackId }, templates: { before, after }, values }: ProductChange,
  evaluate: Evaluate,
): readonly ResourceChange[] | undefined {
  const then = before && stack && evaluate(before, stack.parameters, stackId);
  const now = after && evaluate(after, values, stackId);
  if (!then || !now) return undefined;
  return changeSetOf(then, now).map(({ Action, LogicalResourceId, ResourceType, Replacement, Details }) => ({
    Action: Action === 'Add' ? 'ADD' : Action === 'Remove' ? 'REMOVE' : 'MODIFY',
    LogicalResourceId,
    ResourceType,
    Replacement: Replacement && (Replacement === 'True' ? 'TRUE' : Replacement === 'False' ? 'FALSE' : 'CONDITIONAL'),
    Details: Details.map(({ Target }) => ({ Target: { Name: Target.Name ?? Target.Attribute } })),
  }));
}
