import type { ResourceChange } from '@aws-sdk/client-service-catalog';
import { changeSetOf, type EvaluatedTemplate } from '../../catalog/template';

/**
 * What CloudFormation's change set would say, worked out here: for an update that AWS can't be asked to plan.
 */
export function foreseenChanges(before: EvaluatedTemplate, after: EvaluatedTemplate): ResourceChange[] {
  return changeSetOf(before, after).map(({ Action, LogicalResourceId, ResourceType, Replacement, Details }) => ({
    Action: Action === 'Add' ? 'ADD' : Action === 'Remove' ? 'REMOVE' : 'MODIFY',
    LogicalResourceId,
    ResourceType,
    Replacement: Replacement && (Replacement === 'True' ? 'TRUE' : Replacement === 'False' ? 'FALSE' : 'CONDITIONAL'),
    Details: Details.map(({ Target }) => ({ Target: { Name: Target.Name ?? Target.Attribute } })),
  }));
}
