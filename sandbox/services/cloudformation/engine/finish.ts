import { evaluator, type Json, TemplateError } from '../../../../catalog/template';
import { outputsProblem, setImports, setOutputs } from '../exports';
import type { StackOutput } from '../state';
import { stackContext } from './evaluation';
import { enter, failureReason } from './operation';
import type { Plan } from './plan';
import { cancel } from './progress';
import type { StackSession } from './stack-session';
import { AT_ONCE, type StepResult } from './step';

/**
 * A creation or an update has failed: whatever is under way is cancelled, and the stack is left as it is or goes back.
 *
 * @param why default: the resources that failed.
 */
export function fail(session: StackSession, why?: string): StepResult {
  const { operation } = session;
  for (const record of [...session.resources.values()]) {
    if (record.pending !== undefined) cancel(session, record);
  }
  const reason = why === undefined ? failureReason(operation) : `${why}. `;
  operation.failure = reason.trim();
  if (operation.kind === 'update') {
    if (operation.onFailure === 'DO_NOTHING') {
      session.stackStatus('UPDATE_FAILED', reason);
      return 'ended';
    }
    session.stackStatus('UPDATE_ROLLBACK_IN_PROGRESS', why ?? reason);
    enter(operation, 'back');
    return AT_ONCE;
  }
  if (operation.onFailure === 'DO_NOTHING') {
    session.stackStatus('CREATE_FAILED', reason);
    return 'ended';
  }
  const isDeleted = operation.onFailure === 'DELETE';
  session.stackStatus(
    isDeleted ? 'DELETE_IN_PROGRESS' : 'ROLLBACK_IN_PROGRESS',
    `${reason}${isDeleted ? 'Delete' : 'Rollback'} requested by user.`,
  );
  enter(operation, 'undo');
  return AT_ONCE;
}

/** All resources are there: outputs and exports come into being, and an update goes on to clean up. */
export function succeed(session: StackSession, plan: Plan): StepResult {
  const { stack, operation, work } = session;
  let outputs: StackOutput[];
  try {
    outputs = outputsOf(session, plan);
  } catch (error) {
    if (error instanceof TemplateError) return fail(session, error.message);
    throw error;
  }
  const problem = outputsProblem(work.db, stack, outputs);
  if (problem !== undefined) return fail(session, problem);
  setOutputs(work.db, stack, outputs);
  setImports(work.db, stack, plan.imports);
  if (operation.kind === 'update') {
    session.stackStatus('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    enter(operation, 'cleanup');
    return AT_ONCE;
  }
  session.stackStatus('CREATE_COMPLETE');
  session.settleResources();
  return 'ended';
}

function outputsOf({ work, resources }: StackSession, { template, of, evaluated }: Plan): StackOutput[] {
  const evaluate = evaluator(template, stackContext(of, work, resources));
  return Object.keys(evaluated.outputs).map((key) => {
    const { value, description, exportName } = evaluate.output(key);
    const text = textOf(value);
    if (exportName === undefined) return { key, value: text, description };
    if (text.trim() === '') {
      throw new TemplateError(`Cannot export output ${key}. Exported values must not be empty or whitespace-only`);
    }
    return { key, value: text, description, exportName: textOf(exportName) };
  });
}

function textOf(value: Json): string {
  if (typeof value === 'object') {
    throw new TemplateError('Template format error: The Value field of every Outputs member must evaluate to a String');
  }
  return String(value);
}
