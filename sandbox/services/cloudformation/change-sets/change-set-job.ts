import { evaluateTemplate, TemplateError } from '../../../../catalog/template';
import type { Work } from '../../../kernel/work';
import { definitionChanges, hasChanges } from '../engine/definition-changes';
import { accountContext } from '../engine/evaluation';
import { type StackRecord, stacks } from '../state';
import { storedTemplate } from '../template-store';
import type { ChangeSetJob } from './create-change-set';
import { type ChangeSetRecord, changeSets, saveChangeSet } from './state';

const NOTHING_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

/** The job's one step: works out what a change set would do, or why it can't be executed. */
export function computeChangeSet({ stackUuid, uuid }: ChangeSetJob, work: Work): undefined {
  const changeSet = work.db.get(changeSets, [stackUuid, uuid]);
  const stack = changeSet && work.db.get(stacks, [changeSet.accountId, changeSet.region, stackUuid]);
  if (!changeSet || !stack) return;
  const problem = importProblem(changeSet, work) ?? sameness(changeSet, stack, work);
  if (problem === undefined) {
    changeSet.status = 'CREATE_COMPLETE';
    changeSet.executionStatus = 'AVAILABLE';
    const before = changeSet.type === 'UPDATE' ? stack.definition : undefined;
    changeSet.changes = definitionChanges(stack, before, changeSet.definition, work.db);
  } else {
    changeSet.status = 'FAILED';
    changeSet.statusReason = problem;
  }
  saveChangeSet(work.db, changeSet);
}

function importProblem(
  { definition, stackName, stackId, ...scope }: ChangeSetRecord,
  { db }: Work,
): string | undefined {
  const { dynamicReference: _, ...context } = accountContext({ scope, stackName, stackId, definition }, db);
  try {
    evaluateTemplate(storedTemplate(db, definition.processed), context);
    return undefined;
  } catch (error) {
    if (error instanceof TemplateError) return error.message;
    throw error;
  }
}

/** With a transform CloudFormation has other words for it: https://github.com/aws/aws-cdk/issues/10650 */
function sameness({ type, definition }: ChangeSetRecord, stack: StackRecord, { db }: Work): string | undefined {
  if (type === 'CREATE' || !stack.definition || hasChanges(stack, stack.definition, definition, db)) return undefined;
  return definition.template === definition.processed ? NOTHING_CHANGES : 'No updates are to be performed.';
}
