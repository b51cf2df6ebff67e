import {
  changeSetOf,
  type EvaluatedTemplate,
  evaluateTemplate,
  type ResourceChange,
} from '../../../../catalog/template';
import { AwsError } from '../../../kernel/aws-error';
import type { Store } from '../../../store/store';
import { findResource } from '../resource-rows';
import type { StackDefinition, StackRecord } from '../state';
import { asValidationError, storedTemplate } from '../template-store';
import { staticContext } from './evaluation';
import { sameUpToAbsence } from './same-up-to-absence';

/** A definition, evaluated as far as parameters go: what change sets compare. */
function evaluatedDefinition(stack: StackRecord, definition: StackDefinition, db: Store): EvaluatedTemplate {
  const context = staticContext({ scope: stack, stackName: stack.name, stackId: stack.id, definition });
  return asValidationError(() => evaluateTemplate(storedTemplate(db, definition.processed), context));
}

/** Changes of the stack's resources from one definition to the other; without `before`, all are added. */
export function definitionChanges(
  stack: StackRecord,
  before: StackDefinition | undefined,
  after: StackDefinition,
  db: Store,
): ResourceChange[] {
  const target = evaluatedDefinition(stack, after, db);
  const nothing: EvaluatedTemplate = { ...target, resources: {}, outputs: {} };
  return changeSetOf(before ? evaluatedDefinition(stack, before, db) : nothing, target);
}

/**
 * Whether an update would change anything: resources, outputs, tags or notification topics. After a failure that was not
 * rolled back there is always something to do.
 */
export function hasChanges(stack: StackRecord, before: StackDefinition, after: StackDefinition, db: Store): boolean {
  if (same(before, after) && stack.status.endsWith('_COMPLETE')) return false;
  const from = evaluatedDefinition(stack, before, db);
  const to = evaluatedDefinition(stack, after, db);
  return (
    stack.status.endsWith('_FAILED') ||
    !sameUpToAbsence(before.tags, after.tags) ||
    !sameUpToAbsence(before.notificationArns, after.notificationArns) ||
    !sameUpToAbsence(from.outputs, to.outputs) ||
    changeSetOf(from, to).length > 0
  );
}

function same(before: StackDefinition, after: StackDefinition): boolean {
  const { capabilities: _b, roleArn: _rb, ...from } = before;
  const { capabilities: _a, roleArn: _ra, ...to } = after;
  return sameUpToAbsence(from, to);
}

/** Refuses a template that gives an existing logical id another type. */
export function checkResourceTypesStay(stack: StackRecord, after: StackDefinition, db: Store): void {
  const retyped = Object.entries(storedTemplate(db, after.processed).Resources).filter(([logicalId, { Type }]) => {
    const existing = findResource(db, stack.uuid, logicalId);
    return existing !== undefined && existing.type !== Type;
  });
  if (retyped.length === 0) return;
  const ids = retyped.map(([logicalId]) => logicalId).join(', ');
  throw new AwsError(
    'ValidationError',
    `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${ids}]`,
  );
}
